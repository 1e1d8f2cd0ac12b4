"""Taking an article out of archive.db: what belongs to it, what is left behind, and that it is not taken in again.

What is left is a row of `withdrawn` without any text, and the article's addresses in the frontier, excluded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from crawler.addresses import key, origin
from pipelines.archive.content import canonical_json
from pipelines.archive.history import states
from pipelines.archive.parts import TABLES
from pipelines.archive.twins import regroup

_OWN_TABLES = (*TABLES, "article_versions", "captures", "article_addresses")
_ORPHANS = "DELETE FROM blocks WHERE block_id NOT IN (SELECT block_id FROM removed_blocks)"
_EXCLUDE = """
    INSERT INTO frontier (url, key, portal_id, host, role, state, outcome, reason, found_at)
    VALUES (?, ?, ?, ?, 'article', 'excluded', 'withdrawn', 'withdrawn', ?)
    ON CONFLICT (url) DO UPDATE SET state = 'excluded', outcome = 'withdrawn', reason = 'withdrawn', found_title = '',
        page_id = NULL, sha256 = NULL, next_due_at = NULL
"""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is taken out with an article. `digests` name its bodies and the files that no other article offers."""

    key: str
    portal_id: str
    addresses: list[str]
    digests: list[str]
    lines: list[str]


def is_withdrawn(db: Database, url: str) -> bool:
    """Whether an address was taken out of the archive, under whatever scheme."""
    sql = "SELECT 1 FROM frontier WHERE key = ? AND outcome = 'withdrawn'"
    return db.execute(sql, (key(url),)).fetchone() is not None


def withdrawal_of(db: Database, pages: Database, article_id: int) -> Withdrawal:
    """All that belongs to an article."""
    row = db.execute("SELECT key, portal_id FROM articles WHERE id = ?", (article_id,)).fetchone()
    files = _own_files(db, article_id)
    addresses = _column(db, "SELECT url FROM article_addresses WHERE article_id = ? ORDER BY url", article_id)
    for sha in files:
        addresses += _column(db, "SELECT url FROM frontier WHERE sha256 = ? ORDER BY url", sha)
    return Withdrawal(row[0], row[1], addresses, bodies_of(pages, addresses) + files, _lines(db, article_id))


def bodies_of(pages: Database, addresses: Iterable[str]) -> list[str]:
    """Digests of all that was answered at these addresses."""
    sql = "SELECT body_sha256 FROM pages WHERE url = ?1 UNION SELECT kept_sha256 FROM pages WHERE url = ?1"
    return sorted({sha for url in addresses for sha in _column(pages, sql, url) if sha})


def take_out(db: Database, article_id: int, withdrawal: Withdrawal, *, reason: str, at: str) -> None:
    """Delete the article's rows and say that it was withdrawn. In the caller's transaction."""
    sql = "INSERT INTO withdrawn (key, addresses, digests, withdrawn_at, reason) VALUES (?, ?, ?, ?, ?)"
    lists = canonical_json(withdrawal.addresses), canonical_json(withdrawal.digests)
    db.execute(sql, (withdrawal.key, *lists, at, reason))
    delete_article(db, article_id)
    db.conn.executemany("DELETE FROM files WHERE sha256 = ?", [(sha,) for sha in withdrawal.digests])
    rows = [(url, key(url), withdrawal.portal_id, origin(url), at) for url in withdrawal.addresses]
    db.conn.executemany(_EXCLUDE, rows)


def delete_article(db: Database, article_id: int) -> None:
    """Delete an article with all that is its own; signatures and groups go before (`signatures.forget`)."""
    sql = "SELECT portal_id, content_hash FROM articles WHERE id = ?"
    portal_id, content_hash = db.execute(sql, (article_id,)).fetchone()
    db.execute("UPDATE articles SET duplicate_of = NULL WHERE duplicate_of = ?", (article_id,))
    for table in _OWN_TABLES:
        db.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
    db.execute("DELETE FROM articles WHERE id = ?", (article_id,))
    db.execute(_ORPHANS)
    regroup(db, portal_id, content_hash)


def withdrawn_before(db: Database, name: str) -> Withdrawal | None:
    """What was taken out under this key or address; None if nothing was."""
    for row in db.execute("SELECT key, addresses, digests FROM withdrawn"):
        addresses = json.loads(row[1])
        if name == row[0] or name in addresses:
            found = db.execute("SELECT portal_id FROM frontier WHERE url = ?", (addresses[0],)).fetchone()
            return Withdrawal(row[0], found[0], addresses, json.loads(row[2]), [])
    return None


def note_digests(db: Database, withdrawal: Withdrawal, *, erased: bool) -> None:
    """Which bytes are to be destroyed, or were."""
    sql = "UPDATE withdrawn SET digests = ?, erased = ? WHERE key = ?"
    db.execute(sql, (canonical_json(withdrawal.digests), int(erased), withdrawal.key))


def withdrawn_digests(db: Database) -> set[str]:
    """The digests of bytes that may have been destroyed, and that nobody needs to look for."""
    return set(_column(db, "SELECT value FROM withdrawn, json_each(digests)"))


def _own_files(db: Database, article_id: int) -> list[str]:
    sql = """
        SELECT DISTINCT sha256 FROM attachments WHERE article_id = ?1 AND sha256 IS NOT NULL
            AND sha256 NOT IN (SELECT sha256 FROM attachments WHERE article_id <> ?1 AND sha256 IS NOT NULL)
        ORDER BY sha256
    """
    return _column(db, sql, article_id)


def _lines(db: Database, article_id: int) -> list[str]:
    """Every line of text of every state: lead, body and captions."""
    lines: set[str] = set()
    for state in states(db, article_id):
        columns = state.content.columns
        lines.update([columns["lead"], *columns["body"].split("\n")])
        lines.update(caption for _, caption in state.content.parts["images"])
    return sorted(lines - {""})


def _column(db: Database, sql: str, *values: object) -> list[str]:
    return [row[0] for row in db.execute(sql, values)]
