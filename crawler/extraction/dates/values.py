"""The pieces of a printed date to its day: which number is the day, what a month's name means, what is impossible.

It must not know texts or patterns. Day first, unless that is impossible or too late, the weekday beside it disagrees,
or the portal is known to print the month first (thainguyencity: "11/24/2020 8:34:55 AM 2498").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from crawler.extraction.dates.found import LOCAL
from crawler.extraction.dates.table import MONTHS
from crawler.items import Precision

_EARLIEST = date(1990, 1, 1)
"""Before this nobody had a news site; earlier dates are history."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What dates of one page can be: none later than a day after `not_after`; `month_first` where it is proven."""

    not_after: datetime | None = None
    month_first: bool = False

    def allow(self, day: date) -> bool:
        """Whether a page can be of this day."""
        last = self.not_after.astimezone(LOCAL).date() + timedelta(days=1) if self.not_after else date.max
        return _EARLIEST <= day <= last


@dataclass(frozen=True, slots=True)
class Day:
    """A day, how exact it is, and the day that the same pieces mean in the other order, if that is possible."""

    day: date
    precision: Precision = "day"
    other: date | None = None


def day_of(pieces: Mapping[str, str], weekday: int | None, limits: Limits) -> Day | None:
    """The day that the pieces mean; None where no reading is possible."""
    if "epoch" in pieces:
        moment = epoch(pieces["epoch"])
        return Day(moment.date()) if limits.allow(moment.date()) else None
    days = [day for day in _readings(pieces, limits) if limits.allow(day)]
    days = [day for day in days if day.weekday() == weekday] or days
    if not days:
        return None
    other = next((day for day in days if day != days[0]), None)
    return Day(days[0], "day" if _has_day(pieces) else "month", other)


def epoch(digits: str) -> datetime:
    """The moment that seconds (10 digits) or milliseconds (13) since 1970 mean."""
    return datetime.fromtimestamp(int(digits[:10]), LOCAL)


def _has_day(pieces: Mapping[str, str]) -> bool:
    return not {"day", "dd", "first"}.isdisjoint(pieces)


def _readings(pieces: Mapping[str, str], limits: Limits) -> Iterator[date]:
    """All days that the pieces can mean, the likeliest first."""
    year = _year(pieces)
    if "first" in pieces:
        first, second = int(pieces["first"]), int(pieces["second"])
        orders = [(second, first), (first, second)]
        numbers = orders[::-1] if limits.month_first else orders
    else:
        numbers = [(_month(pieces), int(pieces.get("day") or pieces.get("dd") or 1))]
    for month, day in numbers:
        try:
            yield date(year, month, day)
        except ValueError:  # a thirteenth month or the 30th of February: not this reading
            continue


def _year(pieces: Mapping[str, str]) -> int:
    if "buddhist" in pieces:
        return int(pieces["buddhist"]) - 543
    if "thai" in pieces:
        return 2500 + int(pieces["thai"]) - 543
    if "short" in pieces:
        return 2000 + int(pieces["short"])
    return int(pieces["year"])


def _month(pieces: Mapping[str, str]) -> int:
    """The number of the month; 0, which no date has, for a word that is no month."""
    if "name" in pieces:
        return MONTHS.get(" ".join(pieces["name"].lower().split()), 0)
    return int(pieces.get("month") or pieces["mm"])
