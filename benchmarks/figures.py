"""How measurements are told: by their median and spread, times by two clocks. Knows nothing of what is measured."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path


def spread(values: Sequence[float], shown: str = ".2f") -> str:
    """The median, and between which values eight of ten lie."""
    if len(values) < 2:
        return format(values[0], shown)
    tenths = statistics.quantiles(values, n=10, method="inclusive")
    return f"{statistics.median(values):{shown}} ({tenths[0]:{shown}} to {tenths[-1]:{shown}})"


@dataclass(slots=True)
class Laps:
    """What each of several equal portions of work took: by the wall's clock, and of the processor."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def time(self, work: Callable[[], object]) -> None:
        """Do a portion of work and note how long it took."""
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        self.wall.append(time.perf_counter() - wall)
        self.cpu.append(time.process_time() - cpu)


def ratios(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """Portion by portion, of two that were measured in turns."""
    return [a / b for a, b in zip(one, other, strict=True)]


def peak_mib() -> float:
    """The most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def size(*paths: Path) -> int:
    """Bytes on disk of files, or of all files in folders."""
    files = [file for path in paths for file in ([path] if path.is_file() else path.rglob("*"))]
    return sum(file.stat().st_size for file in files if file.is_file())
