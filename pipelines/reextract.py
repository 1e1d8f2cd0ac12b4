"""All stored pages through today's extractor: worker processes read, this one writes. Fetches nothing.

States keep their numbers and times, whatever is read from their pages now, and no version is made. States that this
extractor has read already are passed over, so that the work goes on where it was interrupted. Pages on which no article
was found are read again as well.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

from crawler.items import Address, Article, Visit
from pipelines.archive import Archive
from pipelines.archive.articles import rewrite_state, store_article
from pipelines.archive.clock import stamp
from pipelines.archive.content import content_of
from pipelines.archive.databases import open_for_reading
from pipelines.archive.errors import explained
from pipelines.archive.history import Capture
from pipelines.archive.versions import extractor
from pipelines.rereading import Rereader

_BATCH = 40
_STATES = """
    SELECT id, version, page_id FROM articles WHERE extractor <> ?1
    UNION ALL SELECT article_id, version, page_id FROM article_versions WHERE extractor <> ?1
    ORDER BY 1, 2
"""
_WITHOUT_ARTICLE = """
    SELECT url, portal_id, page_id FROM frontier
    WHERE role = 'article' AND outcome IN ('page', 'exception') AND page_id IS NOT NULL ORDER BY id
"""


@dataclass(slots=True)
class Reextracted:
    """What came of it. `lost` are states that are read as no article any more; they stay as they were."""

    pages: int = 0
    changed: int = 0
    unchanged: int = 0
    found: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class _State:
    article_id: int
    version: int
    page_id: str


@dataclass(frozen=True, slots=True)
class _Bare:
    """A page without an article, and its address."""

    url: str
    portal_id: str
    page_id: str


def reextract(archive: Archive, *, processes: int, on_pages: Callable[[int], None] | None = None) -> Reextracted:
    """Bring every article and every version of it to what today's extractor reads."""
    done = Reextracted()
    with explained(archive.folder), _pool(archive.folder, processes) as pool:
        for batch, articles in _read(pool, _work(archive.folder), 2 * processes):
            with archive.db.atomic():
                for task, article in zip(batch, articles, strict=True):
                    _write(archive, task, article, done)
            if on_pages:
                on_pages(len(batch))
    return done


def _pool(folder: Path, processes: int) -> ProcessPoolExecutor:
    """Spawned: a forked worker would hold the lock of the archive."""
    return ProcessPoolExecutor(processes, get_context("spawn"), _open_for_reading, (folder,))


def _read(
    pool: ProcessPoolExecutor, work: Iterator[_State | _Bare], ahead: int
) -> Iterator[tuple[list[_State | _Bare], list[Article | None]]]:
    """What the workers read, in order, never more than a few batches ahead of the writer."""
    waiting: deque[tuple[list[_State | _Bare], Future[list[Article | None]]]] = deque()
    while batch := list(islice(work, _BATCH)):
        waiting.append((batch, pool.submit(_read_pages, [task.page_id for task in batch])))
        if len(waiting) > ahead:
            batch, future = waiting.popleft()
            yield batch, future.result()
    for batch, future in waiting:
        yield batch, future.result()


def _work(folder: Path) -> Iterator[_State | _Bare]:
    """Read through a connection of its own, which sees the archive as it was at the beginning."""
    db = open_for_reading(folder, "archive")
    try:
        db.execute("BEGIN")
        yield from (_State(*row) for row in db.execute(_STATES, (extractor(),)))
        yield from (_Bare(*row) for row in db.execute(_WITHOUT_ARTICLE))
    finally:
        db.close()


_worker: list[Rereader] = []
"""The archive of a worker process."""


def _open_for_reading(folder: Path) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    _worker[:] = [Rereader(Archive.open(folder, write=False))]


def _end_with_parent() -> None:
    """A parent that is killed cannot end its workers, and they would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read_pages(page_ids: Iterable[str]) -> list[Article | None]:
    return [_worker[0].article(page_id) for page_id in page_ids]


def _write(archive: Archive, task: _State | _Bare, article: Article | None, done: Reextracted) -> None:
    done.pages += 1
    if isinstance(task, _Bare):
        done.found += article is not None
        _store_found(archive, task, article)
    elif article is None:
        done.lost += 1
    elif rewrite_state(archive.db, task.article_id, task.version, content_of(article), extractor()):
        done.changed += 1
    else:
        done.unchanged += 1


def _store_found(archive: Archive, bare: _Bare, article: Article | None) -> None:
    """A page on which no article was found before may have one now."""
    if article is None:
        return
    page = archive.pages.page(bare.page_id).page
    visit = Visit(Address(bare.url, bare.portal_id, "article"), "article", pages=[page], article=article)
    capture = Capture(bare.page_id, stamp(page.fetched_at), "article", extractor())
    store_article(archive.db, visit, capture, Rereader(archive))
    archive.db.execute("UPDATE frontier SET outcome = 'article', reason = '' WHERE url = ?", (bare.url,))
