"""Reads the date that an address holds; the last place to ask, since what it means differs by CMS.

It must not know what addresses are fetched for. The forms are in `data/extraction/date_places.toml`.
"""

from __future__ import annotations

import re
from datetime import datetime

from crawler.extraction.dates.found import LOCAL, DateFound
from crawler.extraction.dates.table import MONTHS, PLACES
from crawler.extraction.dates.values import epoch

_FORMS = [(re.compile(row["pattern"], re.IGNORECASE), row["precision"]) for row in PLACES["address"]]
_DIGITS = re.compile(r"\d\d\d\d")


def date_in_url(url: str, *, not_after: datetime | None = None) -> DateFound | None:
    """The first possible date in the path or query of an address, not later than `not_after`."""
    address = url.partition("//")[2]
    if not _DIGITS.search(address):
        return None
    for pattern, precision in _FORMS:
        match = pattern.search(address)
        value = match and _value(match.groupdict(), precision)
        if match and value and (not_after is None or value <= not_after):
            return DateFound(value, precision, _printed(match))
    return None


def _printed(match: re.Match[str]) -> str:
    """The date as the address has it, without the folders that it is known by ("portal/pages/2024-5-17", Tandan)."""
    spans = [match.span(name) for name, part in match.groupdict().items() if part is not None]
    return match.string[min(start for start, _ in spans) : max(end for _, end in spans)]


def _value(groups: dict[str, str], precision: str) -> datetime | None:
    """The moment that the parts of an address mean, with zeros below its precision."""
    if "epoch" in groups:
        return epoch(groups["epoch"]).replace(hour=0, minute=0, second=0)
    year = int(groups.get("year") or "20" + groups["yy"])
    month = MONTHS[groups["name"].lower()] if "name" in groups else int(groups.get("month", 1))
    hour, minute, second = (int(groups.get(name, 0)) for name in ("hour", "minute", "second"))
    try:
        return datetime(year, month, int(groups.get("day", 1)), hour, minute, second, tzinfo=LOCAL)
    except ValueError:  # the 30th of February: digits that are no date
        return None
