"""When an address is asked again: the table `data/crawl/revisit.toml`, read once. Knows no SQL."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from crawler.data import path as data_path

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
RETRIED = frozenset({"network_error", "flood", "maintenance", "http_error"})
"""Outcomes that may be over in a moment: the address stays pending until its attempts are used up."""


def interval(text: str) -> timedelta:
    """The time that "20h" means."""
    match = re.fullmatch(r"(\d+)([smhd])", text)
    if not match:
        raise ValueError(f"revisit.toml: {text!r} is no time; write a number and s, m, h or d, as in 20h")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


@dataclass(frozen=True, slots=True)
class Revisit:
    """The table. All methods return the time from a visit to the next."""

    by_age: tuple[tuple[timedelta, timedelta], ...]
    by_outcome: dict[str, timedelta]
    misses: int
    confirmed_gone: timedelta
    attempts: int
    waits: tuple[timedelta, ...]
    resume_within: timedelta

    def article(self, age: timedelta) -> timedelta:
        """For an article of this age."""
        return next(every for limit, every in self.by_age if age < limit)

    def retry(self, attempts: int, retry_after: float | None) -> timedelta | None:
        """After so many failed attempts; None where they are used up."""
        if attempts >= self.attempts:
            return None
        wait = self.waits[min(attempts, len(self.waits)) - 1]
        return max(wait, timedelta(seconds=retry_after or 0))


@cache
def revisit() -> Revisit:
    """The table as shipped."""
    table = tomllib.loads(data_path("crawl", "revisit.toml").read_text(encoding="utf-8"))
    return Revisit(
        by_age=tuple(_row(row) for row in table["article"]),
        by_outcome={outcome: interval(text) for outcome, text in table["outcome"].items()},
        misses=table["gone"]["misses"],
        confirmed_gone=interval(table["gone"]["confirmed"]),
        attempts=table["retry"]["attempts"],
        waits=tuple(interval(text) for text in table["retry"]["waits"]),
        resume_within=interval(table["resume"]["within"]),
    )


def _row(row: dict[str, Any]) -> tuple[timedelta, timedelta]:
    limit = interval(row["younger_than"]) if "younger_than" in row else timedelta.max
    return limit, interval(row["every"])
