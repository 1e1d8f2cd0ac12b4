"""What a crawl is asked to do: the options of `congtin crawl`, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crawler.portals import Portal


@dataclass(frozen=True, slots=True)
class Plan:
    """Which portals to crawl, and how.

    `platform` forces a family on all of them; `limit` is the most articles per portal (0: all); `since` ends walks
    through listings at older days; `delay` (seconds) replaces the portals' own; `full` revisits everything known.
    """

    portals: tuple[Portal, ...]
    platform: str = ""
    limit: int = 0
    since: date | None = None
    delay: float | None = None
    full: bool = False
