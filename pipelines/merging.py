"""`congtin merge`: the archives of other machines join this one, by key and capture time, whichever way round.

Pages come first, so that nothing is ever said of a page that is not there; every step may be repeated after a kill.
Must not know the SQL of single tables (`pipelines.arrival`), nor HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from pipelines.archive import Archive, runs
from pipelines.archive.attachments import store_file
from pipelines.archive.clock import stamp
from pipelines.archive.errors import explained
from pipelines.archive.pages import Fetch
from pipelines.archive.seals import seal_runs
from pipelines.archive.templates import merge_templates
from pipelines.archive.withdrawal import is_withdrawn, withdrawn_digests
from pipelines.arrival.addresses import gone, merge_addresses, redirects
from pipelines.arrival.articles import Articles, incoming_of
from pipelines.arrival.others import opened
from pipelines.arrival.portals import adopt, merge_portals
from pipelines.arrival.receiver import Arrived, Receiver
from pipelines.arrival.runs import archive_id, merge_runs
from pipelines.arrival.withdrawals import merge_withdrawals, quoting_erased
from pipelines.duplicates import update_duplicates
from pipelines.renewal import Renewed
from pipelines.rereading import Rereader
from pipelines.templates import learn_all

_BATCH = 100
_PAGES = "SELECT id, url, kind FROM pages WHERE outcome <> 'withdrawn' ORDER BY id"
_FILES = """
    SELECT DISTINCT url, f.sha256, size, media_type, first_seen_at FROM files AS f JOIN frontier USING (sha256)
    ORDER BY url
"""


@dataclass(slots=True)
class Merged:
    """What another archive brought. `articles` are those that are new or know more than before.

    `templates` are those that were learned from the pages of both.
    """

    archive_id: str
    pages: int = 0
    articles: int = 0
    withdrawn: int = 0
    templates: int = 0


def merge(archive: Archive, folder: Path, *, on_pages: Callable[[int], None] | None = None) -> Merged:
    """Take all of another archive into this one; the other is only read."""
    with explained(archive.folder), opened(folder, archive.folder) as other:
        done = Merged(archive_id(other.db))
        with archive.db.atomic():
            merge_portals(archive.db, other.db)
            rows = merge_templates(archive.db, other.db)
        done.withdrawn = merge_withdrawals(archive, other)
        pages = Receiver(archive.pages.db, archive.files)
        _merge_pages(archive, pages, other, done, on_pages)
        merge_addresses(archive.db, other.db, pages.has)
        _merge_files(archive, other)
        _merge_articles(archive, pages, other, rows, done)
        with archive.db.atomic():
            adopt(archive.db)
            merge_runs(archive.db, other.db)
        renewed = Renewed()
        learn_all(archive, renewed, processes=1)
        done.templates = renewed.templates
        update_duplicates(archive.db)
    return done


def _merge_pages(
    archive: Archive, pages: Receiver, other: Archive, done: Merged, on_pages: Callable[[int], None] | None
) -> None:
    """Captures belong to the run that brought them here, which seals them; a merge that brings none leaves no run."""
    run_id = 0
    arriving = _arriving(archive, pages, other)
    while batch := list(islice(arriving, _BATCH)):
        if not run_id:
            settings = {"merge": done.archive_id}
            run_id = runs.begin(archive.db, [], full=False, settings=settings, now=archive.clock())
        new = pages.receive([replace(one, fetch=replace(one.fetch, run_id=run_id)) for one in batch])
        runs.count(archive.db, run_id, "", {"pages": new})
        done.pages += new
        if on_pages:
            on_pages(new)
    if run_id:
        runs.finish(archive.db, run_id, "finished", {}, archive.clock())
        seal_runs(archive.db, pages.db, archive.folder, last_run=run_id, sealed_at=stamp(archive.clock()))


def _arriving(archive: Archive, pages: Receiver, other: Archive) -> Iterator[Arrived]:
    destroyed = withdrawn_digests(archive.db) | quoting_erased(archive, other)
    for name, url, kind in other.pages.db.execute(_PAGES):
        if pages.has(name) or is_withdrawn(archive.db, url) or other.pages.kept_digest(name) in destroyed:
            continue
        stored = other.pages.page(name)
        yield Arrived(stored.page, Fetch(stored.portal_id, None, stored.outcome, kind), stored.body_sha256)


def _merge_files(archive: Archive, other: Archive) -> None:
    with archive.db.atomic():
        for url, sha256, size, media_type, seen_at in other.db.execute(_FILES):
            if archive.files.path(sha256).is_file():
                store_file(archive.db, url, (sha256, size, media_type), seen_at)


def _merge_articles(
    archive: Archive, pages: Receiver, other: Archive, rows_here: Mapping[int, int], done: Merged
) -> None:
    """Then those become one that addresses of either archive show to be the same."""
    articles = Articles(archive.db, pages, Rereader(archive))
    rows = other.db.execute("SELECT id FROM articles ORDER BY key")
    while batch := [row[0] for row in islice(rows, _BATCH)]:
        with archive.db.atomic():
            for article_id in batch:
                incoming = incoming_of(other.db, article_id).with_templates(rows_here)
                if not any(is_withdrawn(archive.db, url) for url, _, _ in incoming.addresses):
                    done.articles += articles.take(incoming)
    for step, urls in ((articles.join_linked, redirects(other.db)), (articles.miss, gone(other.db))):
        while several := list(islice(urls, _BATCH)):
            with archive.db.atomic():
                for url in several:
                    step(url)
