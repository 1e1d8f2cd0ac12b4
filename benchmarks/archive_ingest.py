"""How fast articles go into an archive, beside bare `executemany` of the same rows and beside an archive that is new.

Batches go in turns into a plain table, into the large archive and, for its last 10,000 articles, into a small archive
that is filled from nothing: what the machine does meanwhile meets all of them alike.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.figures import Laps
from benchmarks.text_model import PORTALS, Sample, sample
from crawler.items import Address, Page, Visit
from crawler.portals import Portal
from pipelines.archive import Archive
from pipelines.archive.articles import store_article
from pipelines.archive.clock import stamp
from pipelines.archive.content import COLUMNS, content_of
from pipelines.archive.history import Capture
from pipelines.archive.pages import Fetch
from pipelines.archive.versions import extractor

SMALL = 10_000
BATCH = 200
_MENU = "".join(f'<li><a href="/chuyen-muc-{n}">Chuyên mục {n}</a></li>' for n in range(60))
_PAGE = '<!DOCTYPE html><html lang="vi"><head><title>{title}</title></head><body><ul>{menu}</ul>{body}</body></html>'


@dataclass(slots=True)
class Ingest:
    """What each batch took. `late` is the large archive while `small` was filled."""

    bare: Laps = field(default_factory=Laps)
    store: Laps = field(default_factory=Laps)
    pages: Laps = field(default_factory=Laps)
    late: Laps = field(default_factory=Laps)
    small: Laps = field(default_factory=Laps)


class Filled:
    """An archive that is being filled with synthetic articles."""

    def __init__(self, folder: Path) -> None:
        self._archive = Archive.open(folder, write=True)
        portals = [Portal(f"p{n:02}", f"Xã {n}", f"https://p{n:02}.example.vn/") for n in range(PORTALS)]
        self._run_id = self._archive.frontier.open_run(portals, full=False, settings={})

    def put_pages(self, visits: Sequence[Visit]) -> list[str]:
        """The pages of a batch, in one commit for each portal, as arrivals store them."""
        by_portal: dict[str, list[Page]] = {}
        for visit in visits:
            by_portal.setdefault(visit.address.portal_id, []).extend(visit.pages)
        names: dict[str, str] = {}
        for portal_id, pages in by_portal.items():
            fetch = Fetch(portal_id, self._run_id, "article", "article")
            ids = self._archive.pages.put(pages, fetch, {})
            names.update(zip((page.url for page in pages), ids, strict=True))
        return [names[visit.address.url] for visit in visits]

    def store(self, visits: Sequence[Visit], page_ids: Sequence[str]) -> None:
        """The articles of a batch with their search index, in one transaction."""
        db = self._archive.db
        with db.atomic():
            for visit, page_id in zip(visits, page_ids, strict=True):
                capture = Capture(page_id, stamp(visit.pages[0].fetched_at), "article", extractor())
                store_article(db, visit, capture, lambda page_id: None)

    def close(self) -> None:
        """End the run, with its seal."""
        self._archive.frontier.close_run("finished", {})
        self._archive.close()


class Bare:
    """A plain table that takes the same rows."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(f"CREATE TABLE articles (id INTEGER PRIMARY KEY, {', '.join(COLUMNS)})")

    def store(self, rows: Sequence[Sequence[object]]) -> None:
        """One `executemany` in one transaction."""
        sql = f"INSERT INTO articles ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
        self._db.execute("BEGIN")
        self._db.executemany(sql, rows)
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Leave the file as it is."""
        self._db.close()


def visit_of(given: Sample) -> Visit:
    """The visit in which a crawl would have brought the article."""
    article = given.article
    html = _PAGE.format(title=article.title, menu=_MENU, body=article.body_html)
    assert article.published is not None
    page = Page(article.url, article.published, 200, (("Content-Type", "text/html"),), html.encode())
    return Visit(Address(article.url, given.portal_id, "article"), "article", pages=[page], article=article)


def ingest(folder: Path, count: int) -> Iterator[tuple[int, Ingest]]:
    """Fill the archive in folder/large; yield how many articles it has, and the times so far, after every batch."""
    times = Ingest()
    large, small, bare = Filled(folder / "large"), Filled(folder / "small"), Bare(folder / "bare.db")
    for start in range(0, count, BATCH):
        visits = [visit_of(sample(number)) for number in range(start, min(start + BATCH, count))]
        rows = [[content_of(visit.article).columns[name] for name in COLUMNS] for visit in visits if visit.article]
        times.bare.time(partial(bare.store, rows))
        _timed(large, visits, times.pages, times.store)
        if start >= count - SMALL:
            times.late.wall.append(times.store.wall[-1])
            times.late.cpu.append(times.store.cpu[-1])
            _timed(small, visits, Laps(), times.small)
        yield start + len(visits), times
    for each in (large, small, bare):
        each.close()


def _timed(archive: Filled, visits: Sequence[Visit], pages: Laps, store: Laps) -> None:
    page_ids: list[str] = []
    pages.time(lambda: page_ids.extend(archive.put_pages(visits)))
    store.time(lambda: archive.store(visits, page_ids))
