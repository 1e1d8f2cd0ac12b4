"""Stored pages read again: processes read and compare, one writes what differs. Fetches nothing.

States keep their numbers and times, whatever is read from their pages now, and no version is made. Which pages are read
again, and why, is the caller's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from crawler.items import Address, Article, Visit
from pipelines.archive import Archive, templates
from pipelines.archive.articles import rewrite_states, store_article
from pipelines.archive.clock import stamp
from pipelines.archive.content import content_of
from pipelines.archive.history import Capture
from pipelines.archive.rewriting import Difference, Stale, difference, mark
from pipelines.archive.versions import extractor
from pipelines.rereading import Rereader
from pipelines.workers import shared_out

_WITHOUT_ARTICLE = """
    SELECT url, portal_id, page_id FROM frontier
    WHERE role = 'article' AND outcome IN ('page', 'exception') AND page_id IS NOT NULL AND ?1 IN ('', portal_id)
    ORDER BY id
"""


@dataclass(slots=True)
class Renewed:
    """What came of it. `lost` are states that are read as no article any more; they stay as they were.

    `templates` counts those that were learned.
    """

    pages: int = 0
    changed: int = 0
    unchanged: int = 0
    found: int = 0
    lost: int = 0
    templates: int = 0


@dataclass(frozen=True, slots=True)
class Bare:
    """A page without an article, and its address."""

    url: str
    portal_id: str
    page_id: str


Task = Stale | Bare


@dataclass(frozen=True, slots=True)
class Read:
    """What is read from a page: its article where it had none; of a state only how it differs, as most do not."""

    article: Article | None = None
    differs: Difference | None = None
    is_lost: bool = False


def renew(
    archive: Archive,
    tasks: Iterable[Task],
    done: Renewed,
    *,
    processes: int,
    on_pages: Callable[[int], None] | None = None,
) -> None:
    """Read these pages again and write what differs, adding to `done` what came of it."""
    for batch in shared_out(archive, tasks, read_tasks, processes=processes):
        with archive.db.atomic():
            _write_states(archive, [(task, read) for task, read in batch if isinstance(task, Stale)], done)
            _write_found(archive, [(task, read) for task, read in batch if isinstance(task, Bare)], done)
        done.pages += len(batch)
        if on_pages:
            on_pages(len(batch))


def bare_pages(archive: Archive, portal_id: str = "") -> list[Bare]:
    """Pages of articles' addresses on which no article was found; those of one portal, or of all."""
    return [Bare(*row) for row in archive.db.execute(_WITHOUT_ARTICLE, (portal_id,)).fetchall()]


def read_tasks(archive: Archive, tasks: Sequence[Task]) -> list[Read]:
    """Read pages, and compare what is read from those of states with what is stored of them."""
    rereader = Rereader(archive)
    return [_read(archive, task, rereader.article(task.page_id)) for task in tasks]


def _read(archive: Archive, task: Task, article: Article | None) -> Read:
    if article is None:
        return Read(is_lost=isinstance(task, Stale))
    if isinstance(task, Bare):
        return Read(article)
    return Read(differs=difference(archive.db, task, content_of(article)))


def _write_states(archive: Archive, states: Sequence[tuple[Stale, Read]], done: Renewed) -> None:
    differences = [read.differs for _, read in states if read.differs]
    as_before = [stale for stale, read in states if not read.differs and not read.is_lost]
    rewrite_states(archive.db, differences, extractor())
    mark(archive.db, as_before, extractor())
    done.changed += len(differences)
    done.unchanged += len(as_before)
    done.lost += len(states) - len(differences) - len(as_before)


def _write_found(archive: Archive, pages: Sequence[tuple[Bare, Read]], done: Renewed) -> None:
    """A page on which no article was found before may have one now."""
    for bare, read in pages:
        if read.article:
            _store_found(archive, bare, read.article)
            done.found += 1


def _store_found(archive: Archive, bare: Bare, article: Article) -> None:
    page = archive.pages.page(bare.page_id).page
    visit = Visit(Address(bare.url, bare.portal_id, "article"), "article", pages=[page], article=article)
    template_id = templates.current_id(archive.db, bare.portal_id)
    capture = Capture(bare.page_id, stamp(page.fetched_at), "article", extractor(), template_id)
    store_article(archive.db, visit, capture, Rereader(archive))
    archive.db.execute("UPDATE frontier SET outcome = 'article', reason = '' WHERE url = ?", (bare.url,))
