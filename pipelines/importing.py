"""`congtin import`: the responses of WARC files become captures of the archive, and articles by a crawl's own path.

First all fetches are stored, then those that were not read yet are read by several processes, in the order of
their times, and written by this one. So it does not matter in which order files come, and a killed import goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler.portals import Portal
from pipelines.archive import Archive
from pipelines.archive.databases import open_for_reading
from pipelines.archive.errors import explained
from pipelines.archive.portals import sites
from pipelines.arrival.receiver import UNREAD, Receiver
from pipelines.arrival.recording import Recorder
from pipelines.arrival.records import Fault
from pipelines.arrival.sites import Sites
from pipelines.arrival.tasks import Read, Task, read_tasks
from pipelines.arrival.unpacking import Unpacker, close_runs
from pipelines.duplicates import update_duplicates
from pipelines.renewal import Renewed
from pipelines.rereading import Rereader
from pipelines.templates import learn_all
from pipelines.workers import shared_out

_UNREAD = """
    SELECT id, url FROM pages WHERE portal_id IN (SELECT value FROM json_each(?)) AND kind = ? ORDER BY fetched_at, id
"""
_IS_READ = "UPDATE pages SET outcome = ?, kind = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it. `captures` are whole fetches, `new` those that the archive did not have.

    `drifted` are captures of articles at none of the known places for one, `templates` those that were learned.
    """

    captures: int
    new: int
    articles_new: int
    articles_changed: int
    articles_unchanged: int
    withdrawn: int
    faults: int
    drifted: int
    templates: int


def import_files(
    archive: Archive,
    files: Sequence[Path],
    portals: Iterable[Portal],
    *,
    processes: int,
    on_pages: Callable[[int], None] | None = None,
    on_fault: Callable[[Fault], None] | None = None,
) -> Imported:
    """Take all that is whole in the files into the archive; `on_fault` hears of the rest."""
    with explained(archive.folder):
        pages = Receiver(archive.pages.db, archive.files)
        known = Sites(archive.db, portals)
        unpacker = Unpacker(archive, pages, known, on_fault)
        unpacker.unpack(files, on_pages)
        changes = Counter[str]()
        recorder = Recorder(archive.db, pages, Rereader(archive))
        for batch in shared_out(archive, _tasks(archive.folder, known), read_tasks, processes=processes):
            _write(archive, recorder, batch, changes)
        renewed = Renewed()
        learn_all(archive, renewed, processes=processes)
        close_runs(archive)
        update_duplicates(archive.db)
    return Imported(
        captures=unpacker.counts.fetches,
        new=unpacker.counts.new,
        articles_new=changes["new"],
        articles_changed=changes["changed"],
        articles_unchanged=changes["unchanged"],
        withdrawn=unpacker.counts.withdrawn,
        faults=unpacker.counts.faults,
        drifted=changes["drifted"],
        templates=renewed.templates,
    )


def _tasks(folder: Path, known: Sites) -> Iterator[Task]:
    """The pages that nobody has read yet, through a connection that sees them as they were at the beginning."""
    db = open_for_reading(folder, "pages")
    try:
        db.execute("BEGIN")
        for page_id, url in db.execute(_UNREAD, (known.ids(), UNREAD)):
            yield Task(page_id, known.portal_of(url))
    finally:
        db.close()


def _write(archive: Archive, recorder: Recorder, batch: list[tuple[Task, Read]], changes: Counter[str]) -> None:
    """What was read is written before the pages are marked as read: a kill in between only repeats it."""
    with archive.db.atomic():
        for task, page in batch:
            changes[recorder.record(page.visit, task.page_id, page.file, sites(task.portal))] += 1
            changes["drifted"] += bool(page.visit.drift)
    with archive.pages.db.atomic():
        rows = [(page.visit.outcome, page.visit.kind, task.page_id) for task, page in batch]
        archive.pages.db.conn.executemany(_IS_READ, rows)
