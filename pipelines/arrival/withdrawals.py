"""What another archive withdrew is withdrawn here as well, with its reason, before anything of it is taken in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.addresses import key, origin
from pipelines.archive import Archive
from pipelines.archive.addresses import article_at
from pipelines.archive.content import canonical_json
from pipelines.archive.erasure import hide
from pipelines.archive.withdrawal import withdrawal_of
from pipelines.withdrawing import quoting_alone, withdraw

_COLUMNS = "key, addresses, digests, withdrawn_at, reason, erased"
_WRITE = f"INSERT OR REPLACE INTO withdrawn ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"
_EXCLUDE = """
    INSERT INTO frontier (url, key, portal_id, host, role, state, outcome, reason, found_at)
    VALUES (?, ?, ?, ?, 'article', 'excluded', 'withdrawn', 'withdrawn', ?)
    ON CONFLICT (url) DO UPDATE SET state = 'excluded', outcome = 'withdrawn', reason = 'withdrawn', found_title = '',
        page_id = NULL, sha256 = NULL, next_due_at = NULL
"""
_ERASED = "SELECT DISTINCT value FROM withdrawn, json_each(addresses) WHERE erased = 1"
_PORTAL = "SELECT portal_id FROM frontier WHERE url = ?"


@dataclass(frozen=True, slots=True)
class _Row:
    key: str
    addresses: list[str]
    digests: list[str]
    withdrawn_at: str
    reason: str
    erased: int

    def values(self) -> list[object]:
        lists = canonical_json(self.addresses), canonical_json(self.digests)
        return [self.key, *lists, self.withdrawn_at, self.reason, self.erased]


def merge_withdrawals(archive: Archive, other: Archive) -> int:
    """Withdraw what the other archive has withdrawn; return how many articles of this one that took out."""
    taken_out = 0
    for theirs in _rows(other):
        taken_out += _take_out(archive, theirs)
        ours = next((row for row in _rows(archive) if row.key == theirs.key), theirs)
        first = min((ours, theirs), key=lambda row: (row.withdrawn_at, row.reason))
        addresses = sorted({*ours.addresses, *theirs.addresses})
        digests = sorted({*ours.digests, *theirs.digests})
        merged = _Row(theirs.key, addresses, digests, first.withdrawn_at, first.reason, max(ours.erased, theirs.erased))
        with archive.db.atomic():
            archive.db.execute(_WRITE, merged.values())
            portal_id = _portal_of(other, theirs.addresses)
            rows = [(url, key(url), portal_id, origin(url), theirs.withdrawn_at) for url in addresses]
            archive.db.conn.executemany(_EXCLUDE, rows)
        hide(archive.pages, addresses)
    return taken_out


def quoting_erased(archive: Archive, other: Archive) -> set[str]:
    """Digests of the other archive's bodies, such as listings, that quote what was erased here."""
    found: set[str] = set()
    for (url,) in archive.db.execute(_ERASED).fetchall():
        article_id = article_at(other.db, url)
        if article_id is not None:
            theirs = withdrawal_of(other.db, other.pages.db, article_id)
            found.update(quoting_alone(other, theirs.portal_id, theirs.lines))
    return found


def _rows(archive: Archive) -> list[_Row]:
    rows = archive.db.execute(f"SELECT {_COLUMNS} FROM withdrawn ORDER BY key").fetchall()
    return [_Row(name, json.loads(addresses), json.loads(digests), *rest) for name, addresses, digests, *rest in rows]


def _take_out(archive: Archive, theirs: _Row) -> int:
    """The articles at its addresses; their rows of `withdrawn` become this one."""
    count = 0
    for url in theirs.addresses:
        article_id = article_at(archive.db, url)
        if article_id is not None:
            done = withdraw(archive, url, reason=theirs.reason, erase=bool(theirs.erased))
            if done.key != theirs.key:
                archive.db.execute("DELETE FROM withdrawn WHERE key = ?", (done.key,))
            count += 1
    return count


def _portal_of(other: Archive, addresses: Iterable[str]) -> str:
    rows = (other.db.execute(_PORTAL, (url,)).fetchone() for url in addresses)
    return next(str(row[0]) for row in rows if row)
