"""The stored pages: every fetch is a row, every distinct body is kept once, compressed. Knows nothing of articles."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import zstandard
from sqlite_utils import Database

from crawler.items import Page
from pipelines.archive.clock import moment, stamp
from pipelines.archive.compression import Codec, is_page
from pipelines.archive.files import Files

_COLUMNS = (
    "id, url, portal_id, fetched_at, run_id, outcome, kind, status, headers, headers_dictionary, tls, origin, "
    "body_sha256, kept_sha256"
)
_INSERT = f"INSERT OR IGNORE INTO pages ({_COLUMNS}) VALUES ({', '.join('?' * 14)})"


NO_HEADERS = zstandard.compress(b'{"response":[],"request":[],"request_body":""}')
"""Of pages that were erased."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """What all pages of one visit share."""

    portal_id: str
    run_id: int | None
    outcome: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page as it comes back from the archive. `body_sha256` is that of the answer, also where another is kept."""

    id: str
    portal_id: str
    outcome: str
    body_sha256: str
    page: Page


def digest(body: bytes) -> str:
    """SHA-256 in hex."""
    return sha256(body).hexdigest()


def page_id(page: Page) -> str:
    """The name of a fetch, the same wherever it is stored: address, time and digest of the body."""
    return sha256("\n".join((page.url, stamp(page.fetched_at), digest(page.body))).encode()).hexdigest()


class Pages:
    """The database pages.db."""

    def __init__(self, db: Database, files: Files) -> None:
        self.db = db
        self._files = files
        self._codec = Codec(db)

    def put(self, pages: Sequence[Page], fetch: Fetch, kept: Mapping[str, str]) -> list[str]:
        """Store fetches in one commit, and return their ids. `kept` names the body that is kept in place of one.

        The bytes of a file are not stored here but, before this, in files/.
        """
        try:
            with self.db.atomic():
                return [self._put(page, fetch, kept) for page in pages]
        except BaseException:
            self._codec.forget()
            raise

    def _put(self, page: Page, fetch: Fetch, kept: Mapping[str, str]) -> str:
        name, body = page_id(page), digest(page.body)
        instead = None if self.has_body(body) else kept.get(body)
        if instead is None and fetch.outcome != "file":
            self._put_body(body, page.body, fetch.portal_id)
        headers, dictionary = self._codec.compress_headers(_headers(page), fetch.portal_id, of_page=is_page(page.body))
        row = (name, page.url, fetch.portal_id, stamp(page.fetched_at), fetch.run_id, fetch.outcome, fetch.kind,
               page.status, headers, dictionary, page.tls, page.origin, body, instead)  # fmt: skip
        self.db.execute(_INSERT, row)
        return name

    def put_body(self, body: bytes, portal_id: str) -> str:
        """Store bytes by themselves, in the caller's transaction, and return their digest."""
        self._put_body(digest(body), body, portal_id)
        return digest(body)

    def _put_body(self, sha: str, body: bytes, portal_id: str) -> None:
        if not self.has_body(sha):
            data, dictionary = self._codec.compress_body(body, portal_id)
            self.db.execute("INSERT INTO bodies VALUES (?, ?, ?, ?)", (sha, len(body), data, dictionary))

    def forget_dictionaries(self) -> None:
        """They were made anew."""
        self._codec.forget()

    def has_body(self, sha: str) -> bool:
        """Whether these bytes are stored."""
        return self.db.execute("SELECT 1 FROM bodies WHERE sha256 = ?", (sha,)).fetchone() is not None

    def body(self, sha: str) -> bytes:
        """The bytes with this digest, of a page or of a file; KeyError when they are not stored."""
        row = self.db.execute("SELECT data, dictionary_id FROM bodies WHERE sha256 = ?", (sha,)).fetchone()
        if row is not None:
            return self._codec.decompress(*row)
        if not self._files.path(sha).is_file():
            raise KeyError(sha)
        return self._files.path(sha).read_bytes()

    def kept_digest(self, name: str) -> str | None:
        """Digest of the bytes that are kept for a page; None for an unknown page."""
        row = self.db.execute("SELECT coalesce(kept_sha256, body_sha256) FROM pages WHERE id = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def page(self, name: str) -> StoredPage:
        """The page with this id; KeyError when there is none."""
        row = self.db.execute(f"SELECT {_COLUMNS} FROM pages WHERE id = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        return self._stored(dict(zip(_COLUMNS.split(", "), row, strict=True)))

    def _stored(self, row: dict[str, Any]) -> StoredPage:
        headers = json.loads(self._codec.decompress(row["headers"], row["headers_dictionary"]))
        page = Page(
            url=row["url"],
            fetched_at=moment(row["fetched_at"]),
            status=row["status"],
            headers=_pairs(headers["response"]),
            body=self.body(row["kept_sha256"] or row["body_sha256"]),
            request_headers=_pairs(headers["request"]),
            request_body=headers["request_body"].encode("latin-1"),
            tls=row["tls"],
            origin=row["origin"],
        )
        return StoredPage(row["id"], row["portal_id"], row["outcome"], row["body_sha256"], page)


def _headers(page: Page) -> bytes:
    body = page.request_body.decode("latin-1")
    headers = {"response": page.headers, "request": page.request_headers, "request_body": body}
    return json.dumps(headers, separators=(",", ":")).encode("ascii")


def _pairs(pairs: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in pairs)
