"""Times as machines write them: ISO 8601 with a time of day, and NukeViet's misspelling of it. Most metas hold these.

It must not know where on a page the time stands. What it doesn't know is left to the forms of `date_forms.toml`.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Final

from crawler.extraction.dates.found import LOCAL, DateFound

LONGEST: Final = 33
_FORM: Final = re.compile(
    r"((?:19[89]|20\d)\d-\d\d-\d\d)(?:[T ]|(?P<hours>[+-]\d\d)(?=\d\d:))(\d\d:\d\d(?::\d\d)?)"
    r"(?:\.\d{1,9})?(?:(?P<utc>Z)|(?P<zone>[+-](?:0\d|1[0-4])):?(?P<minutes>[0-5]\d))?"
)
"""Seen on NukeViet: "2020-04-22+0716:51:00", where the zone stands in the place of the T."""


def machine_time(text: str) -> DateFound | None:
    """The time of a text that is nothing but a machine's; midnight without a zone is left to the general reading."""
    match = _FORM.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        return None
    try:
        printed = datetime.fromisoformat(f"{match[1]}T{match[3]}")
    except ValueError:  # the 30th of February, or 25 o'clock
        return None
    if not (printed.hour or printed.minute or printed.second):
        return None
    zone = _zone(match)
    value = printed.replace(tzinfo=zone or LOCAL).astimezone(LOCAL)
    return DateFound(value, "second" if match[3].count(":") == 2 else "minute", text, zone=zone)


def _zone(match: re.Match[str]) -> timezone | None:
    if match["utc"]:
        return timezone(timedelta())
    hours = match["hours"] or match["zone"]
    if not hours:
        return None
    minutes = int(match["minutes"] or 0)
    return timezone(timedelta(hours=int(hours), minutes=-minutes if hours[0] == "-" else minutes))
