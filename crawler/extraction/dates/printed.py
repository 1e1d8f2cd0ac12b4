"""One printed date in its text: the match of a form, with the weekday, the time and the zone around it.

It must not know which of several dates counts, nor where on a page the text stands.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, time
from typing import cast

from crawler.extraction.dates import clock
from crawler.extraction.dates.clock import Clock
from crawler.extraction.dates.found import LOCAL, DateFound, DateKind
from crawler.extraction.dates.table import CLOCK, LABEL, WEEKDAYS, Form
from crawler.extraction.dates.values import Day, Limits, day_of
from crawler.items import Precision

_JOINTS = " ,.|-–:("
_ARTICLES = frozenset({"ngày", "den", "dem", "the", "le", "el", "on"})
_WEEKDAY_ENDS = tuple({name.split()[-1] for name in WEEKDAYS})
_LAST = re.compile(r"(?<!\w)(?:\w+\s{1,2})?[\w\-]+$")
_DAY_WORD = re.compile(r"(?<!\w)ngày\s{0,2}:?\s{0,3}$", re.IGNORECASE)
_COUNTER = re.compile(
    r"\(?(?:(?:số\s)?lượt\s(?:xem|đọc|truy cập)|view(?:s|\scount)?|đã\sxem|hits?)\)?\s{0,2}:?", re.IGNORECASE
)
_LABELLED = 80
"""A label stands no further before its date."""
_LETTER = re.compile(r"[^\W\d_]")


class Printed:
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
            found: Clock | None = clock.inside(self.pieces, self.start, self.end)
        else:
            found = clock.before(self.text, self.taken, self.start) or clock.after(self.text, self.end)
        if found is None:
            return None
        self.start, self.end = min(self.start, found.start), max(self.end, found.end)
        if found.zone is None:
            zone, self.end = clock.zone_at(self.text, self.end)
            found = replace(found, zone=zone)
        return found

    def _take_weekday(self) -> None:
        """The weekday that ends right before the date, of one word ("Friday") or of two ("Thứ năm")."""
        head = self.text[max(self.taken, self.start - clock.REACH) : self.start].rstrip(_JOINTS)
        if head[head.rfind(" ") + 1 :].lower() in _ARTICLES:
            head = head[: head.rfind(" ") + 1].rstrip(_JOINTS)
        if not head.lower().endswith(_WEEKDAY_ENDS):
            return
        last = _LAST.search(head)
        for words in (last.group(), last.group().split()[-1]) if last else ():
            weekday = WEEKDAYS.get(" ".join(words.lower().split()))
            if weekday is not None:
                self.weekday, self.start = weekday, self.text.rindex(words, self.taken, self.start)
                return

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
        rest, position = "", 0
        for match in LABEL.finditer(head, max(0, len(head) - _LABELLED)):
            kind = cast(DateKind, match.lastgroup)
            rest, position = rest + head[position : match.start()], match.end()
        if kind == "unknown" and not self.taken and self._is_todays(tail):
            kind = "clock"
        rest = _COUNTER.sub("", rest + _DAY_WORD.sub("", head[position:]) + tail)
        return kind, len(_LETTER.findall(rest))

    def _is_todays(self, tail: str) -> bool:
        """Whether a header's clock printed the date: a weekday and a day, behind which script writes the time."""
        return self.weekday is not None and self.clock is None and CLOCK.fullmatch(tail) is not None

    def _value(self, day: Day) -> tuple[datetime, Precision]:
        """The time in Vietnam's zone. A day without a stored time stays the day that was printed, whatever its zone."""
        if day.precision == "day" and self.clock and self.clock.stored:
            value = datetime.combine(day.day, self.clock.time, self.clock.zone or LOCAL).astimezone(LOCAL)
            return value, "second" if self.clock.seconds else "minute"
        return datetime.combine(day.day, time(0), LOCAL), day.precision
