"""Reads the dates in a short text: value, precision, the text as printed, and what the words before it claim.

It must not know where on a page the text stands; `published` weighs that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import cast

from crawler.extraction.dates.found import DateFound, DateKind
from crawler.extraction.dates.machine import machine_time
from crawler.extraction.dates.printed import Printed
from crawler.extraction.dates.relative import parse_age
from crawler.extraction.dates.table import DATE, FORMS
from crawler.extraction.dates.values import Limits

LONGEST = 2000
"""Only the beginning of a longer text is read: a date line is short, and a date deep in prose is none of ours."""

_YEAR = re.compile(
    r"[0-9คยพ](?:(?<=1)(?:9[89]\d|\d{9})|(?<=2)(?:0\d\d|5[3-9]\d)|(?<=[0-9])[/.\-]\d\d?[/.\-]\d\d"
    r"|(?<=[คยพ])\.?\s?[3-9]\d(?!\d))"
)
"""Begins with a class of characters, since that is searched for ten times faster than a choice."""
_DIGITS = re.compile(f"[{''.join(char for char in map(chr, range(0x80, 0x10000)) if char.isdecimal())}]")
_REACH = 40
"""No date begins further before its year than this, so no more of the text is searched."""
_KINDS: tuple[DateKind, ...] = ("published", "unknown", "updated", "event", "clock")


def may_hold_date(text: str) -> bool:
    """Whether reading the text for dates can be worth anything; cheap."""
    return _YEAR.search(_in_ascii_digits(text), 0, LONGEST) is not None


def _in_ascii_digits(text: str) -> str:
    """The text with the digits of Arabic, Persian, Hindi, Bengali and other scripts as 0 to 9; as long as it was."""
    return text if text.isascii() else _DIGITS.sub(lambda match: str(int(match[0])), text)


def parse_date(
    text: str, *, not_after: datetime | None = None, month_first: bool = False, reference: datetime | None = None
) -> DateFound | None:
    """The date that a short text prints; of several the one that is most likely a time of publication.

    Dates later than a day after `not_after` are none; ages ("2 tuần trước") are read only beside a `reference`.
    """
    machine = machine_time(text)
    if machine is not None:
        return machine if Limits(not_after).allow(machine.printed.date()) else None
    found = find_dates(text, not_after=not_after, month_first=month_first)
    if found:
        return min(found, key=lambda date: _KINDS.index(date.kind))
    return parse_age(text[:LONGEST], reference) if reference else None


def find_dates(text: str, *, not_after: datetime | None = None, month_first: bool = False) -> list[DateFound]:
    """All dates of a short text, as they stand."""
    if not may_hold_date(text):
        return []
    text = text[:LONGEST]
    digits = _in_ascii_digits(text)
    found = list(_dates(digits, Limits(not_after, month_first)))
    return found if digits == text else [_as_printed(date, text, digits) for date in found]


def _as_printed(found: DateFound, text: str, digits: str) -> DateFound:
    """The date with its raw text in the digits that the page has."""
    start = digits.index(found.raw)
    return replace(found, raw=text[start : start + len(found.raw)])


def _dates(text: str, limits: Limits) -> Iterator[DateFound]:
    position = taken = 0
    while (year := _YEAR.search(text, position)) and (match := DATE.search(text, max(position, year.start() - _REACH))):
        form = FORMS[cast(str, match.lastgroup)]
        found = None if form.void else Printed(text, match, taken, form).found(limits)
        position = match.end() if found or form.void else match.start() + 1
        if found:
            taken = text.index(found.raw, taken) + len(found.raw)
            position = max(position, taken)
            yield found
