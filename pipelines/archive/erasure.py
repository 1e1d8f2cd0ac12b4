"""Destroying bytes in pages.db: bodies, the dictionaries that may hold pieces of them, and what SQLite leaves behind.

Listings and feeds that quote a withdrawn text are destroyed with it; their rows stay, so that seals still agree.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from pipelines.archive.compression import recompress
from pipelines.archive.pages import NO_HEADERS, Pages
from pipelines.archive.withdrawal import Withdrawal

_SHORTEST = 20
"""Characters below which a line is no sentence, and may stand on any page."""
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")


def quoting(pages: Pages, portal_id: str, lines: Iterable[str]) -> list[str]:
    """Digests of the portal's bodies in which one of these lines stands, also in an attribute or between tags."""
    wanted = [_plain(line) for line in lines if len(line) >= _SHORTEST]
    return [sha for sha in _bodies(pages.db, portal_id) if _quotes(pages.body(sha), wanted)] if wanted else []


def hide(pages: Pages, addresses: Iterable[str]) -> None:
    """The pages of these addresses are in no export any more."""
    with pages.db.atomic():
        rows = [(url,) for url in addresses]
        pages.db.conn.executemany("UPDATE pages SET outcome = 'withdrawn' WHERE url = ?", rows)


def erase(pages: Pages, withdrawal: Withdrawal) -> None:
    """Destroy bodies and headers, and make the portal's dictionary anew from what is left."""
    headers = "UPDATE pages SET headers = ?, headers_dictionary = NULL WHERE url = ?"
    pages.db.execute("PRAGMA secure_delete = ON")
    with pages.db.atomic():
        pages.db.conn.executemany("DELETE FROM bodies WHERE sha256 = ?", [(sha,) for sha in withdrawal.digests])
        pages.db.conn.executemany(headers, [(NO_HEADERS, url) for url in withdrawal.addresses])
        recompress(pages.db, withdrawal.portal_id)
    pages.forget_dictionaries()
    scrub(pages.db)


def scrub(db: Database) -> None:
    """Leave nothing in free pages or in the write-ahead log."""
    db.execute("PRAGMA secure_delete = ON")
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _bodies(db: Database, portal_id: str) -> Iterator[str]:
    sql = "SELECT DISTINCT sha256 FROM bodies JOIN pages ON sha256 = body_sha256 WHERE portal_id = ? ORDER BY sha256"
    for (sha,) in db.execute(sql, (portal_id,)).fetchall():
        yield sha


def _quotes(body: bytes, wanted: list[str]) -> bool:
    text = html.unescape(html.unescape(body.decode("utf-8", "replace")))
    forms = _plain(text), _plain(_TAG.sub("", text)), _plain(_TAG.sub(" ", text))
    return any(line in form for line in wanted for form in forms)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip().casefold()
