"""Worker processes that read arrived pages, a few batches ahead of the one that writes. Must not know how to write."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from crawler.items import Page, Visit
from crawler.portals import Portal
from pipelines.archive import Archive
from pipelines.archive.files import media_type
from pipelines.archive.pages import digest
from pipelines.arrival.reading import read

_BATCH = 40

File = tuple[str, int, str]
"""Digest, size and media type."""


@dataclass(frozen=True, slots=True)
class Task:
    """A page to be read."""

    page_id: str
    portal: Portal


@dataclass(frozen=True, slots=True)
class Read:
    """What a worker says of a page."""

    task: Task
    visit: Visit
    file: File | None


def read_all(folder: Path, tasks: Iterator[Task], processes: int) -> Iterator[list[Read]]:
    """What the workers read, in the order of the tasks."""
    waiting: deque[Future[list[Read]]] = deque()
    with pool(folder, processes) as workers:
        while batch := list(islice(tasks, _BATCH)):
            waiting.append(workers.submit(_read, batch))
            if len(waiting) > 2 * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def pool(folder: Path, processes: int) -> Executor:
    """Spawned: a forked worker would hold the lock of the archive."""
    return ProcessPoolExecutor(processes, get_context("spawn"), open_archive, (folder,))


_worker: list[Archive] = []
"""The archive of a worker process."""


def open_archive(folder: Path) -> None:
    """Begin a worker."""
    _worker[:] = [Archive.open(folder, write=False)]


def _read(tasks: Sequence[Task]) -> list[Read]:
    archive = _worker[0]
    found = []
    for task in tasks:
        page = archive.pages.page(task.page_id).page
        visit = read(archive, page, task.portal)
        found.append(Read(task, visit, _file(page) if visit.outcome == "file" else None))
    return found


def _file(page: Page) -> File:
    said = next((value for name, value in page.headers if name.lower() == "content-type"), "")
    return digest(page.body), len(page.body), media_type(page.body, said)
