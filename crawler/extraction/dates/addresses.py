"""Reads the date that an address holds; the last place to ask, since what it means differs by CMS.

It must not know what addresses are fetched for.
"""

from __future__ import annotations

from crawler.extraction.dates.found import DateFound


def date_in_url(url: str) -> DateFound | None:
    """The date in an address, or None."""
    return None
