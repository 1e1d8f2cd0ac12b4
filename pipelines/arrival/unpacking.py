"""The first half of an import: the fetches in WARC files become stored pages. Their contents are not looked at.

Revisits whose body comes later, in the same or another file, are taken in a second pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from crawler.items import Page
from pipelines.archive import Archive, runs
from pipelines.archive.clock import stamp
from pipelines.archive.pages import Fetch, digest
from pipelines.archive.seals import seal_runs
from pipelines.archive.withdrawal import is_withdrawn, withdrawn_digests
from pipelines.arrival.answers import Answer, answers
from pipelines.arrival.reading import is_file
from pipelines.arrival.receiver import UNREAD, Arrived, Receiver
from pipelines.arrival.records import Fault, NoWarcError
from pipelines.arrival.revisits import Revisits
from pipelines.arrival.sites import Sites

_BATCH_PAGES, _BATCH_BYTES = 200, 16 << 20
_OPEN = """
    SELECT id FROM runs WHERE finished_at IS NULL AND json_extract(settings, '$.import') IS NOT NULL
        AND json_extract(settings, '$.archive') IS NULL ORDER BY id
"""


@dataclass(slots=True)
class Unpacked:
    """Counts of an import's first half: whole fetches, those that were new, and what is wrong in the files."""

    fetches: int = 0
    new: int = 0
    withdrawn: int = 0
    faults: int = 0


class Unpacker:
    """Takes the fetches of WARC files into one archive."""

    def __init__(
        self, archive: Archive, pages: Receiver, sites: Sites, on_fault: Callable[[Fault], None] | None = None
    ) -> None:
        self._archive = archive
        self._pages = pages
        self._sites = sites
        self._on_fault = on_fault
        self._run_id: int | None = None
        self._batch: list[Arrived] = []
        self._size = 0
        self._revisits = Revisits(pages)
        self._destroyed = withdrawn_digests(archive.db)
        self.counts = Unpacked()

    def unpack(self, files: Iterable[Path], on_pages: Callable[[int], None] | None = None) -> None:
        """Store all that is whole in the files, and name the rest."""
        names = list(files)
        waiting = [path for path in names if self._first_pass(path, on_pages)]
        for path in waiting:
            self._second_pass(path)
        self._store()
        self._revisits.close()

    def _first_pass(self, path: Path, on_pages: Callable[[int], None] | None) -> bool:
        """Whether revisits are left whose bodies are not known yet."""
        is_left = False
        for answer in self._whole(path):
            if not answer.is_revisit:
                self._take(answer, answer.page)
            elif not self._take_revisit(answer):
                is_left = True
            if on_pages:
                on_pages(1)
        return is_left

    def _second_pass(self, path: Path) -> None:
        for answer in answers(path):
            if isinstance(answer, Answer) and answer.is_revisit and not self._take_revisit(answer):
                problem = f"{answer.page.url} is left out: it refers to a body that is in no file and not archived"
                self._name(Fault(path, answer.offset, problem))

    def _whole(self, path: Path) -> Iterator[Answer]:
        try:
            for answer in answers(path):
                if isinstance(answer, Fault):
                    self._name(answer)
                else:
                    yield answer
        except NoWarcError as error:
            self._name(Fault(path, 0, str(error)))

    def _name(self, fault: Fault) -> None:
        self.counts.faults += 1
        if self._on_fault:
            self._on_fault(fault)

    def _take_revisit(self, answer: Answer) -> bool:
        self._store()
        found = self._revisits.digest_of(answer)
        if found is None:
            return False
        self._take(answer, replace(answer.page, body=self._pages.body(found)))
        return True

    def _take(self, answer: Answer, page: Page) -> None:
        self.counts.fetches += 1
        body = digest(page.body)
        if body in self._destroyed or is_withdrawn(self._archive.db, page.url):
            self.counts.withdrawn += 1
            return
        fetch = Fetch(self._sites.portal_of(page.url).id, None, "file" if is_file(page) else "page", UNREAD)
        if not answer.is_revisit:
            self._revisits.note(answer, body)
        self._batch.append(Arrived(page, fetch, answer.answer_digest or body))
        self._size += len(page.body)
        if len(self._batch) >= _BATCH_PAGES or self._size > _BATCH_BYTES:
            self._store()

    def _store(self) -> None:
        new = [one for one in self._batch if not self._pages.has(one.id)]
        self._batch, self._size = [], 0
        if new:
            run_id = self._run()
            stored = self._pages.receive([replace(one, fetch=replace(one.fetch, run_id=run_id)) for one in new])
            runs.count(self._archive.db, run_id, "", {"pages": stored})
            self.counts.new += stored

    def _run(self) -> int:
        """Captures belong to a run, which seals them. An import that brings nothing new leaves none."""
        if self._run_id is None:
            now = self._archive.clock()
            self._run_id = runs.begin(self._archive.db, [], full=False, settings={"import": "WARC"}, now=now)
        return self._run_id


def close_runs(archive: Archive) -> None:
    """End and seal the runs of this import, and of those that were killed before."""
    open_runs = [row[0] for row in archive.db.execute(_OPEN).fetchall()]
    now = archive.clock()
    with archive.db.atomic():
        for run_id in open_runs:
            runs.finish(archive.db, run_id, "finished", {}, now)
    if open_runs:
        seal_runs(archive.db, archive.pages.db, archive.folder, last_run=open_runs[-1], sealed_at=stamp(now))
