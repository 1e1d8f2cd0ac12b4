"""Where the body of a revisit is: among what this import has seen, or in the archive. Kept on disk, not in memory."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from datetime import datetime

from sqlite_utils import Database

from pipelines.archive.clock import stamp
from pipelines.archive.pages import Pages
from pipelines.arrival.answers import Answer

_SEEN = "INSERT OR IGNORE INTO seen VALUES (?, ?)"
_CAPTURE = "SELECT coalesce(kept_sha256, body_sha256) FROM pages WHERE url = ? AND fetched_at = ?"
_OF_ADDRESS = "SELECT DISTINCT coalesce(kept_sha256, body_sha256) FROM pages WHERE url IN (?, ?)"


class Revisits:
    """The bodies that an import has seen, by all names that a revisit may have for them."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._seen = Database(sqlite3.connect("", isolation_level=None))  # a file that ends with its connection
        self._seen.execute("CREATE TABLE seen (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID")

    def note(self, answer: Answer, sha256: str) -> None:
        """This answer's body was stored under this digest."""
        names = (answer.record_id, _payload(answer), _capture(answer.page.url, answer.page.fetched_at))
        self._seen.conn.executemany(_SEEN, [(name, sha256) for name in names if name])

    def digest_of(self, revisit: Answer) -> str | None:
        """The digest of the revisited body; None where it is not known. The payload's digest is the surest name."""
        names = [_payload(revisit), revisit.refers_to]
        if revisit.refers_to_capture:
            names.append(_capture(*revisit.refers_to_capture))
        found = (self._seen.execute("SELECT sha256 FROM seen WHERE name = ?", (name,)).fetchone() for name in names)
        return next((str(row[0]) for row in found if row), None) or self._in_archive(revisit)

    def _in_archive(self, revisit: Answer) -> str | None:
        url, at = revisit.refers_to_capture or (revisit.page.url, revisit.page.fetched_at)
        for (sha256,) in self._pages.db.execute(_OF_ADDRESS, (url, revisit.page.url)).fetchall():
            if _is(revisit.payload_digest, self._pages.body(sha256)):
                return str(sha256)
        row = self._pages.db.execute(_CAPTURE, (url, stamp(at))).fetchone()
        return str(row[0]) if row and not revisit.payload_digest else None

    def close(self) -> None:
        """Forget everything."""
        self._seen.close()


def _payload(answer: Answer) -> str:
    return answer.payload_digest.lower()


def _capture(url: str, at: datetime) -> str:
    return f"{stamp(at)} {url}"


def _is(said: str, body: bytes) -> bool:
    """Whether a body has the digest that a WARC file gives, in either spelling."""
    name, _, value = said.lower().partition(":")
    if name not in hashlib.algorithms_guaranteed or not value:
        return False
    found = hashlib.new(name, body, usedforsecurity=False)
    return value in (found.hexdigest(), base64.b32encode(found.digest()).decode().lower())
