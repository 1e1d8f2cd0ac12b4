"""What a date on a page is, once found: its time, how exact it is, how it was printed and what it claims to be.

It must not know how dates are printed or where on a page they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Literal

from crawler.items import Precision

LOCAL = timezone(timedelta(hours=7))
"""Vietnam has one time zone and no summer time; a date without a zone is read in it."""

DateKind = Literal["published", "updated", "clock", "event", "unknown"]
"""What the words before a date say of it; "clock" is today's date in a header, "event" a date that a text tells of."""


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date as printed. `value` is in Vietnam's zone and holds zeros below its precision.

    `raw` is exactly the matched part, with the weekday and the zone. `prose` counts the letters of the text around it
    that are neither label nor counter: what is not 0 by much is a sentence that has a date in it. `zone` is the one
    that was printed. `other` is the day if day and month are the other way round, where nothing printed excludes it.
    `weekday` says that one was printed.
    """

    value: datetime
    precision: Precision
    raw: str
    kind: DateKind = "unknown"
    prose: int = 0
    zone: timezone | None = None
    other: date | None = None
    weekday: bool = False

    @property
    def printed(self) -> datetime:
        """The time in the zone that was printed with it."""
        return self.value.astimezone(self.zone or LOCAL)
