"""Stores fetches that were made elsewhere, under the names that they have wherever they are stored.

Unlike those of a crawl, their bytes are always kept. Knows nothing of articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from crawler.items import Page
from pipelines.archive.clock import stamp
from pipelines.archive.pages import Fetch, Pages, digest

UNREAD = "unread"
"""The kind of a page that has arrived and was not read yet."""
_MISSES = "SELECT id, fetched_at, outcome FROM pages WHERE url = ? AND outcome IN ('gone', 'soft_404')"
_RENAME = "UPDATE pages SET id = ?, body_sha256 = ?, kept_sha256 = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Arrived:
    """A fetch, with what is said of it. `answer_sha256` is the digest of the answer, also where another is kept."""

    page: Page
    fetch: Fetch
    answer_sha256: str

    @property
    def id(self) -> str:
        """The name of the fetch, as `pipelines.archive.pages.page_id` gives it."""
        name = "\n".join((self.page.url, stamp(self.page.fetched_at), self.answer_sha256))
        return sha256(name.encode()).hexdigest()


class Receiver(Pages):
    """The database pages.db, for what arrives."""

    def has(self, name: str) -> bool:
        """Whether a fetch is stored."""
        return self.db.execute("SELECT 1 FROM pages WHERE id = ?", (name,)).fetchone() is not None

    def address_of(self, name: str) -> str:
        """The address of a stored fetch."""
        return str(self.db.execute("SELECT url FROM pages WHERE id = ?", (name,)).fetchone()[0])

    def misses(self, url: str) -> list[tuple[str, str, str]]:
        """The fetches by which an address said that nothing is there: id, time and outcome."""
        return self.db.execute(_MISSES, (url,)).fetchall()

    def receive(self, arrived: Sequence[Arrived]) -> int:
        """Store fetches in one commit, files before it; return how many were new."""
        new = [one for one in arrived if not self.has(one.id)]
        for one in new:
            if one.fetch.outcome == "file":
                self._files.put(one.page.body)
        try:
            with self.db.atomic():
                return sum(self._receive(one) for one in new)
        except BaseException:
            self._codec.forget()
            raise

    def _receive(self, arrived: Arrived) -> int:
        if self.has(arrived.id):  # twice in one batch
            return 0
        name = self._put(arrived.page, arrived.fetch, {})
        if name != arrived.id:
            self.db.execute(_RENAME, (arrived.id, arrived.answer_sha256, digest(arrived.page.body), name))
        return 1
