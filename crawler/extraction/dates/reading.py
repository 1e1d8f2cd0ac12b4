"""Reads the dates in a short text: value, precision, the text as printed, and what the words before it claim.

It must not know where on a page the text stands; `published` weighs that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from typing import cast

from crawler.extraction.dates import clock
from crawler.extraction.dates.clock import Clock
from crawler.extraction.dates.found import LOCAL, DateFound, DateKind
from crawler.extraction.dates.relative import parse_age
from crawler.extraction.dates.table import CLOCK, DATE, FORMS, LABEL, WEEKDAY_NAMES, WEEKDAYS, Form
from crawler.extraction.dates.values import Day, Limits, day_of
from crawler.items import Precision

LONGEST = 2000
"""Only the beginning of a longer text is read: a date line is short, and a date deep in prose is none of ours."""

_DIGITS = re.compile(r"\d\d|\d\s?[년年]")
_WEEKDAY = re.compile(
    rf"(?<!\w)(?P<day>{WEEKDAY_NAMES})\.?[\s,|\-–:(]{{0,4}}(?:(?:ngày|den|dem|the|le|el|on)[\s:]{{0,3}})?$",
    re.IGNORECASE,
)
_DAY_WORD = re.compile(r"(?<!\w)ngày\s{0,2}:?\s{0,3}$", re.IGNORECASE)
_COUNTER = re.compile(
    r"\(?(?:(?:số\s)?lượt\s(?:xem|đọc|truy cập)|view(?:s|\scount)?|đã\sxem|hits?)\)?\s{0,2}:?", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]")
_KINDS: tuple[DateKind, ...] = ("published", "unknown", "updated", "event", "clock")


def may_hold_date(text: str) -> bool:
    """Whether reading the text for dates can be worth anything; cheap."""
    return _DIGITS.search(text, 0, LONGEST) is not None


def parse_date(
    text: str, *, not_after: datetime | None = None, month_first: bool = False, reference: datetime | None = None
) -> DateFound | None:
    """The date that a short text prints; of several the one that is most likely a time of publication.

    Dates later than a day after `not_after` are none; ages ("2 tuần trước") are read only beside a `reference`.
    """
    found = find_dates(text, not_after=not_after, month_first=month_first)
    if found:
        return min(found, key=lambda date: _KINDS.index(date.kind))
    return parse_age(text[:LONGEST], reference) if reference else None


def find_dates(text: str, *, not_after: datetime | None = None, month_first: bool = False) -> list[DateFound]:
    """All dates of a short text, as they stand."""
    if not may_hold_date(text):
        return []
    return list(_dates(text[:LONGEST], Limits(not_after, month_first)))


def _dates(text: str, limits: Limits) -> Iterator[DateFound]:
    position = taken = 0
    while match := DATE.search(text, position):
        form = FORMS[cast(str, match.lastgroup)]
        found = None if form.void else _Printed(text, match, taken, form).found(limits)
        position = match.end() if found or form.void else match.start() + 1
        if found:
            taken = text.index(found.raw, taken) + len(found.raw)
            position = max(position, taken)
            yield found


class _Printed:
    """One match of a form in its text, with the weekday and the time around it."""

    def __init__(self, text: str, match: re.Match[str], taken: int, form: Form) -> None:
        self.text, self.form, self.taken = text, form, taken
        self.pieces = form.read(match)
        self.start, self.end = match.span()
        self.weekday: int | None = None
        self._take_weekday()
        self.clock = self._take_clock()
        self._take_weekday()

    def _take_clock(self) -> Clock | None:
        """The time inside the form, before the date or behind it; a zone may stand behind the date all the same."""
        if "hour" in self.pieces or "epoch" in self.pieces:
            return clock.inside(self.pieces, self.start, self.end)
        found = clock.before(self.text, self.taken, self.start) or clock.after(self.text, self.end)
        if found:
            self.start, self.end = min(self.start, found.start), max(self.end, found.end)
            if not found.zone:
                zone, self.end = clock.zone_at(self.text, self.end)
                found = replace(found, zone=zone)
        return found

    def _take_weekday(self) -> None:
        match = _WEEKDAY.search(self.text, max(self.taken, self.start - clock.REACH), self.start)
        if match:
            self.weekday = WEEKDAYS[" ".join(match["day"].lower().split())]
            self.start = match.start()

    def found(self, limits: Limits) -> DateFound | None:
        """The date, unless it is impossible, too late, or of a form that needs more around it than there is."""
        day = day_of(self.pieces, self.weekday, limits)
        if day is None:
            return None
        kind, prose = self._claims()
        if self.form.alone and prose and kind == "unknown" and not self.clock:
            return None
        value, precision = self._value(day)
        zone = self.clock.zone if self.clock and precision != "day" else None
        raw = self.text[self.start : self.end].strip()
        return DateFound(value, precision, raw, kind, prose, zone, day.other, self.weekday is not None)

    def _claims(self) -> tuple[DateKind, int]:
        """The kind by the last label before the date, and the letters around it that are no label."""
        head, tail = self.text[self.taken : self.start], self.text[self.end :]
        kind: DateKind = "unknown"
        for match in LABEL.finditer(head):
            kind = cast(DateKind, match.lastgroup)
        if (
            kind == "unknown"
            and self.weekday is not None
            and not self.clock
            and not self.taken
            and CLOCK.fullmatch(tail)
        ):
            kind = "clock"
        rest = _COUNTER.sub("", _DAY_WORD.sub("", LABEL.sub("", head)) + tail)
        return kind, len(_LETTER.findall(rest))

    def _value(self, day: Day) -> tuple[datetime, Precision]:
        """The time in Vietnam's zone. A day without a stored time stays the day that was printed, whatever its zone."""
        if day.precision == "day" and self.clock and self.clock.stored:
            value = datetime.combine(day.day, self.clock.time, self.clock.zone or LOCAL).astimezone(LOCAL)
            return value, "second" if self.clock.seconds else "minute"
        return datetime.combine(day.day, time(0), LOCAL), day.precision
