"""The write order for one visit: its pages are committed first, then its files, then all that is said about them.

A page without an article is harmless; the reverse cannot be. Knows SQL only through the functions of the archive.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from scrapy.crawler import Crawler

from crawler.items import Visit
from pipelines.archive import Archive, addresses, history
from pipelines.archive.articles import Change
from pipelines.archive.content import content_of
from pipelines.archive.errors import ArchiveError, explained
from pipelines.archive.files import media_type
from pipelines.archive.pages import Fetch, digest
from pipelines.archive.recording import Recorder
from pipelines.archive.session import archive_of
from pipelines.archive.versions import extractor
from pipelines.archive.withdrawal import is_withdrawn
from pipelines.arrival.articles import Articles
from pipelines.arrival.receiver import Receiver
from pipelines.duplicates import update_duplicates
from pipelines.failures import failed_with
from pipelines.renewal import Renewed
from pipelines.rereading import Rereader
from pipelines.templates import learn_templates

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stored:
    """What came of a visit. `again` means that it was stored before, and nothing was written."""

    article_id: int | None = None
    change: Change = ""
    page_id: str | None = None
    again: bool = False


class StorePipeline:
    """Stores each visit. An archive that cannot be written ends the crawl with its own clear error."""

    def __init__(self, archive: Archive, crawler: Crawler) -> None:
        self._archive = archive
        self._crawler = crawler
        self._is_writable = True

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        """With the archive of the crawl."""
        return cls(archive_of(crawler), crawler)

    def close_spider(self) -> None:
        """Learn what the pages and the new articles repeat; a crawl that ends before leaves it to the next."""
        if not self._is_writable:
            return
        try:
            with explained(self._archive.folder):
                if self._crawler.crawling:  # else a signal ends it, and nobody wants to wait
                    learn_templates(self._archive, self._archive.frontier.portal_ids, Renewed())
                update_duplicates(self._archive.db)
        except ArchiveError as error:
            logger.warning("Templates and near-duplicates are left to the next crawl. %s", error)

    def process_item(self, item: Visit) -> Visit:
        """Store a visit; if what was read from it cannot be stored, store that, with its pages."""
        try:
            store_visit(self._archive, item)
        except ArchiveError:
            self._is_writable = False
            raise
        except Exception as error:
            logger.exception("%s could not be stored", item.address.url)
            failed_with(item, error)
            store_visit(self._archive, item)
        return item


def store_visit(archive: Archive, visit: Visit) -> Stored:
    """Store all of a visit and acknowledge its address; safe to repeat after any interruption."""
    with explained(archive.folder):
        if is_withdrawn(archive.db, visit.address.url):
            archive.frontier.settle(visit.address, None)
            return Stored()
        file = _put_file(archive, visit)
        page_id = _put_pages(archive, visit)
        if page_id and _is_acknowledged(archive, visit.address.url, page_id):
            archive.frontier.settle(visit.address, None)
            return Stored(page_id=page_id, again=True)
        return _record(archive, visit, page_id, file)


File = tuple[str, int, str]
"""Digest, size and media type."""


def _put_file(archive: Archive, visit: Visit) -> File | None:
    if visit.outcome != "file":
        return None
    page = visit.pages[-1]
    said = next((value for name, value in page.headers if name.lower() == "content-type"), "")
    return archive.files.put(page.body), len(page.body), media_type(page.body, said)


def _put_pages(archive: Archive, visit: Visit) -> str | None:
    fetch = Fetch(visit.address.portal_id, archive.frontier.run_id, visit.outcome, visit.kind)
    page_ids = archive.pages.put(visit.pages, fetch, _kept_instead(archive, visit))
    return page_ids[-1] if page_ids else None


def _kept_instead(archive: Archive, visit: Visit) -> dict[str, str]:
    """Where only counters and clocks differ from the page that an article was read from, that page is kept instead."""
    if visit.article is None or len(visit.pages) != 1:
        return {}
    article_id = addresses.find(archive.db, visit.address)
    if article_id is None:
        return {}
    present = history.states(archive.db, article_id)[-1]
    earlier = archive.pages.kept_digest(present.capture.page_id)
    same = present.content == content_of(visit.article) and present.capture.extractor == extractor()
    return {digest(visit.pages[-1].body): earlier} if same and earlier else {}


def _is_acknowledged(archive: Archive, url: str, page_id: str) -> bool:
    row = archive.db.execute("SELECT 1 FROM frontier WHERE url = ? AND page_id = ?", (url, page_id)).fetchone()
    return row is not None


def _join(archive: Archive, target: str) -> None:
    """Articles that were captured at both ends of a redirect, before there was one, are one."""
    pages = Receiver(archive.pages.db, archive.files)
    Articles(archive.db, pages, Rereader(archive)).join_linked(target)


def _record(archive: Archive, visit: Visit, page_id: str | None, file: File | None) -> Stored:
    """The one transaction of archive.db, and then the word to the frontier that it is written."""
    recorder = Recorder(archive.db, archive.frontier, visit, Rereader(archive))
    with archive.db.atomic():
        at = visit.pages[-1].fetched_at if visit.pages else archive.clock()
        article_id, change, due = recorder.record(at, page_id, file)
        if visit.redirected_to:
            _join(archive, visit.redirected_to)
    archive.frontier.settle(visit.address, due)
    archive.frontier.wake(visit.address.portal_id, recorder.hosts)
    return Stored(article_id, change, page_id)
