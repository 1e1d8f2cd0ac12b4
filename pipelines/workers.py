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
_AHEAD = 2
"""Batches that another process is given before it has finished one."""
_KEPT = 32
"""Batches a process that may wait for an earlier one: this process works while the others are still starting."""


def shared_out(
    archive: Archive, tasks: Iterable[T], work: Work[T, R], *, processes: int
) -> Iterator[list[tuple[T, R]]]:
    """What comes of the tasks, a batch at a time; the caller writes in between."""
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
    """First of all the others are kept busy, then what is done is written; this process reads when neither is to do."""
    waiting: deque[tuple[list[T], Future[list[R]]]] = deque()
    while True:
        while _busy(waiting) < _AHEAD * (processes - 1) and (batch := next(batches, None)):
            waiting.append((batch, pool.submit(_work, work, batch)))
        is_full = len(waiting) > _KEPT * processes
        if waiting and (waiting[0][1].done() or is_full):
            yield _finished(waiting)
        elif batch := next(batches, None):
            waiting.append((batch, _here(work, archive, batch)))
        elif waiting:
            yield _finished(waiting)
        else:
            return


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
