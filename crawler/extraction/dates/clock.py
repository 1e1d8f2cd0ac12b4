"""The time of day and the zone that are printed beside a date, before it or behind it.

It must not know how dates are printed; it is given where one begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta, timezone

from crawler.extraction.dates.table import ZONE_NAMES, ZONES
from crawler.extraction.dates.values import epoch

_ZONE = (
    rf"(?:\s{{0,2}}[(\[]?\s?(?P<zone>(?:GMT|UTC)\s?[+\-−]\s?\d{{1,2}}(?::?\d\d)?|[+\-−]\d\d:?\d\d(?!\d)|(?:{ZONE_NAMES})(?!\w))"
    r"\s?[)\]]?)?"
)
_TIME = (
    r"(?:(?P<early>上午|오전|午前)|(?P<late>下午|오후|午後))?\s?"
    r"(?P<hour>[01]?\d|2[0-4])"
    r"(?:\s?(?:[:：.hg時时点點]|giờ|시)\s?(?P<minute>[0-5]\d|\d(?=\s?phút))(?:\s?(?:[:：]|phút)\s?(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?"
    r"|(?=\s?(?:giờ|h(?!\w)|時|时|点|시|uhr|[ap]\.?m(?!\w))))(?!\d)"
    r"(?:\s?(?:giờ|phút|giây|uhr|['’′h分분秒時时点시]))?"
    r"(?:[\s:]{0,2}(?P<half>[ap]\.?\s?m(?!\w)\.?|sa(?!\w)|ch(?!\w)))?"
) + _ZONE
_LINK = (
    r"(?:(?:vào\s)?lúc|at|um|às|alle(?:\sore)?|ore|klo|kl|godz|a\slas|à|om|в|во|о|ob|u|ora|kell|plkst|val|saat|pukul"
    r"|jam|เวลา|الساعة)[.:]?\s"
)
_AFTER = re.compile(
    r"\s?(?:[(（]\s?[^\d()（）]{1,12}[)）])?"  # a weekday in brackets
    rf"\.?(?:[\s,،|•·\-–—:@/(\[]{{1,6}}|T|(?=[上下午前後오])|(?<=[日号號일）)]))(?:{_LINK})?{_TIME}",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<![\d:.]){_TIME}[\s,|•·\-–—/(]{{0,5}}(?:(?:ngày|on|ngay|am|le|,)[\s:]{{0,2}})?$", re.IGNORECASE
)
_ZONED = re.compile(_ZONE, re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")
REACH = 40
"""No time with its zone is longer, so no more of the text before a date is searched."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as printed, its zone if it has one, and where it lies in the text."""

    time: time
    seconds: bool
    zone: timezone | None
    start: int
    end: int

    @property
    def stored(self) -> bool:
        """Whether a time was stored at all: midnight to the second is what a portal prints when it has none."""
        return self.time != time(0)


def after(text: str, start: int) -> Clock | None:
    """The time that follows a date ending at `start`."""
    match = _AFTER.match(text, start)
    return _clock(match, match.start(), match.end()) if match else None


def before(text: str, start: int, end: int) -> Clock | None:
    """The time that precedes a date beginning at `end`, searched from `start`."""
    start = max(start, end - REACH)
    match = _BEFORE.search(text, start, end) if _NUMBERS.search(text, start, end) else None
    return _clock(match, match.start(), match.end()) if match else None


def inside(pieces: Mapping[str, str], start: int, end: int) -> Clock:
    """The time that a form holds itself: its own hour, minute and second, or a moment since 1970."""
    if "epoch" in pieces:
        return Clock(epoch(pieces["epoch"]).time(), seconds=True, zone=None, start=start, end=end)
    hour, minute, second = (int(pieces[name]) for name in ("hour", "minute", "second60"))
    zone = offset(pieces["offset"]) if "offset" in pieces else None
    return Clock(time(hour % 24, minute, second), seconds=True, zone=zone, start=start, end=end)


def zone_at(text: str, start: int) -> tuple[timezone | None, int]:
    """A zone that stands at `start`, as in "17:00:00 02/01/2024 (GMT+7)", and where it ends."""
    match = _ZONED.match(text, start)
    return (offset(match["zone"]), match.end()) if match and match["zone"] else (None, start)


def offset(zone: str) -> timezone:
    """The zone that is printed as a name or as hours (and minutes) from UTC."""
    named = ZONES.get(zone.lower())
    if named is not None:
        return timezone(named)
    digits = "".join(_NUMBERS.findall(zone))
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    size = timedelta(hours=int(hours), minutes=int(minutes))
    return (
        timezone(-size if "-" in zone or "−" in zone else size) if size < timedelta(hours=15) else timezone(timedelta())
    )


def _clock(match: re.Match[str], start: int, end: int) -> Clock:
    """The matched time, on 24 hours. Hours over 12 with PM are portals that print both ("15:51 PM")."""
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    half = (match["half"] or "").lower()
    if (half[:1] == "p" or half == "ch" or match["late"]) and hour < 12:
        hour += 12
    elif (half[:1] == "a" or half == "sa" or match["early"]) and hour == 12:
        hour = 0
    zone = offset(match["zone"]) if match["zone"] else None
    return Clock(time(hour % 24, minute, second), bool(match["second"]), zone, start, end)
