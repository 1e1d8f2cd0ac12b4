"""Work on stored pages, shared between processes that only read the archive and this one, which writes as well.

Results come in the order of the tasks, whoever did them. This process takes part whenever the others have enough to do,
so that one process is one process, and none of two waits for the other. Must not know what the work is.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import TypeVar

from pipelines.archive import Archive
from pipelines.archive.errors import ArchiveError

T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[Archive, Sequence[T]], list[R]]
"""What is done with a batch of tasks: a function of a module, as other processes look it up by its name."""

_BATCH = 8
_AHEAD = 16
"""Batches that another process is given before it has finished one: enough for the time that a write takes."""
_KEPT = 32
"""Batches a process that may wait for an earlier one: this process works while the others are still starting."""
_TOGETHER = 100
"""Tasks whose results are handed over at once. Every transaction adds a segment to the search indexes: where every
article changes, transactions of 8 articles took the writer 2.3 times as long as those of 64."""


def shared_out(
    archive: Archive, tasks: Iterable[T], work: Work[T, R], *, processes: int
) -> Iterator[list[tuple[T, R]]]:
    """What comes of the tasks, many at a time; the caller writes in between."""
    together: list[tuple[T, R]] = []
    for batch in _all(archive, tasks, work, processes):
        together += batch
        if len(together) >= _TOGETHER:
            yield together
            together = []
    if together:
        yield together


def _all(archive: Archive, tasks: Iterable[T], work: Work[T, R], processes: int) -> Iterator[list[tuple[T, R]]]:
    source = iter(tasks)
    batches: Iterator[list[T]] = iter(lambda: list(islice(source, _BATCH)), [])
    if processes == 1:
        for batch in batches:
            yield _paired(batch, work(archive, batch))
        return
    with _pool(archive.folder, processes - 1) as pool:
        try:
            yield from _in_order(archive, batches, work, pool, processes)
        except BrokenProcessPool as error:
            raise ArchiveError(
                "A process that read pages was ended from outside, perhaps because memory ran out. What was stored is"
                " whole; run the same command again, with fewer --processes."
            ) from error


def _in_order(
    archive: Archive, batches: Iterator[list[T]], work: Work[T, R], pool: ProcessPoolExecutor, processes: int
) -> Iterator[list[tuple[T, R]]]:
    """First the others are kept busy, then what is done is handed over; this process reads when neither is to do.

    At the end it takes back what the others have not begun.
    """
    waiting: deque[tuple[list[T], Future[list[R]]]] = deque()
    while True:
        while _busy(waiting) < _AHEAD * (processes - 1) and (batch := next(batches, None)):
            waiting.append((batch, pool.submit(_work, work, batch)))
        is_full = len(waiting) > _KEPT * processes
        if waiting and (waiting[0][1].done() or is_full):
            yield _finished(waiting)
        elif batch := next(batches, None):
            waiting.append((batch, _here(work, archive, batch)))
        elif (place := _not_begun(waiting)) is not None:
            waiting[place] = (waiting[place][0], _here(work, archive, waiting[place][0]))
        elif waiting:
            yield _finished(waiting)
        else:
            return


def _not_begun(waiting: Sequence[tuple[list[T], Future[list[R]]]]) -> int | None:
    """The place of the last batch that no other process has begun, which none will begin any more."""
    places = range(len(waiting) - 1, -1, -1)
    return next((place for place in places if not waiting[place][1].done() and waiting[place][1].cancel()), None)


def _busy(waiting: Iterable[tuple[list[T], Future[list[R]]]]) -> int:
    return sum(not future.done() for _, future in waiting)


def _finished(waiting: deque[tuple[list[T], Future[list[R]]]]) -> list[tuple[T, R]]:
    batch, future = waiting.popleft()
    return _paired(batch, future.result())


def _paired(batch: Sequence[T], results: Sequence[R]) -> list[tuple[T, R]]:
    return list(zip(batch, results, strict=True))


def _here(work: Work[T, R], archive: Archive, batch: Sequence[T]) -> Future[list[R]]:
    future: Future[list[R]] = Future()
    future.set_result(work(archive, batch))
    return future


def _pool(folder: Path, processes: int) -> ProcessPoolExecutor:
    """Spawned: a forked worker would hold the lock of the archive."""
    return ProcessPoolExecutor(processes, get_context("spawn"), _begin, (folder,))


_worker: list[Archive] = []
"""The archive of a worker process."""


def _begin(folder: Path) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever types ^C means the command; it ends its workers
    Thread(target=_end_with_parent, daemon=True).start()
    _worker[:] = [Archive.open(folder, write=False)]


def _end_with_parent() -> None:
    """A parent that is killed cannot end its workers, and they would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(work: Work[T, R], batch: Sequence[T]) -> list[R]:
    return work(_worker[0], batch)
