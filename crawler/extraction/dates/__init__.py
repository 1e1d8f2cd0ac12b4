"""Dates as pages print them, and which of them is the time of publication.

Nothing here knows HTML: texts and places come from the extractor, forms and words from `data/extraction`.
"""

from crawler.extraction.dates.addresses import date_in_url
from crawler.extraction.dates.found import DateFound, DateKind
from crawler.extraction.dates.order import prints_month_first
from crawler.extraction.dates.published import DateCandidate, Published, choose_published
from crawler.extraction.dates.reading import find_dates, may_hold_date, parse_date
from crawler.extraction.dates.region import Region, region_of
from crawler.extraction.dates.table import MACHINE

__all__ = [
    "MACHINE", "DateCandidate", "DateFound", "DateKind", "Published", "Region",
    "choose_published", "date_in_url", "find_dates", "may_hold_date", "parse_date", "prints_month_first",
    "region_of",
]  # fmt: skip
