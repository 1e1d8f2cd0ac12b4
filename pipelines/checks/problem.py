"""The shapes of verification: a problem in words, and a check that finds such problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipelines.archive import Archive


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong: in which check, with what, why, and what to do about it."""

    check: str
    subject: str
    what: str
    advice: str
    repaired: bool = False

    def __str__(self) -> str:
        state = "repaired" if self.repaired else self.advice
        return f"{self.check}: {self.subject} {self.what} ({state})"


@dataclass(frozen=True, slots=True)
class Check:
    """One promise of the archive. `find` yields pairs (subject, what is wrong); `repair` rebuilds what is derived."""

    name: str
    find: Callable[[Archive], Iterable[tuple[str, str]]]
    advice: str
    repair: Callable[[Archive], object] | None = None
