"""Reads times that are printed as an age ("2 tháng 2 tuần trước"), which mean something only beside a known moment.

It must not be asked for anything else: dateparser is some 500 times slower than the forms of `date_forms.toml`.
"""

from __future__ import annotations

import re
from datetime import datetime, time

from crawler.extraction.dates.found import LOCAL, DateFound
from crawler.extraction.dates.table import TABLE
from crawler.items import Precision

_UNITS = {word: row for row in TABLE["age"]["unit"] for word in row["words"]}
_PARTS = re.compile(rf"(\d{{1,3}})\s{{0,2}}({'|'.join(sorted(_UNITS, key=len, reverse=True))})(?!\w)", re.IGNORECASE)
_AGE = re.compile(rf"(?<![\d/])(?:{_PARTS.pattern}[\s,]{{1,2}}){{1,3}}(?:trước|ago)(?!\w)", re.IGNORECASE)


def parse_age(text: str, reference: datetime) -> DateFound | None:
    """The time that lies an age before `reference`, as exact as the smallest unit that was printed."""
    match = _AGE.search(text)
    if not match:
        return None
    from dateparser import parse  # 0.2 s to import, and few portals print ages

    parts = [(number, _UNITS[word.lower()]) for number, word in _PARTS.findall(match.group())]
    english = " ".join(f"{number} {unit['english']}" for number, unit in parts)  # dateparser reads "1 năm" as a day
    base = reference.astimezone(LOCAL).replace(tzinfo=None)
    value = parse(f"{english} ago", languages=["en"], settings={"RELATIVE_BASE": base})
    precision: Precision = parts[-1][1]["precision"]
    return DateFound(_cut(value, precision), precision, match.group()) if value else None


def _cut(value: datetime, precision: Precision) -> datetime:
    """The value with zeros below its precision."""
    if precision == "minute":
        return value.replace(second=0, microsecond=0, tzinfo=LOCAL)
    first = {"day": value.date(), "month": value.date().replace(day=1), "year": value.date().replace(month=1, day=1)}
    return datetime.combine(first[precision], time(0), LOCAL)
