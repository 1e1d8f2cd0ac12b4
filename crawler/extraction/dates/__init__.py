"""Dates as pages print them, and which of them is the time of publication.

Nothing here knows HTML: texts and places come from the extractor, forms and words from `data/extraction`.
"""

from crawler.extraction.dates.addresses import date_in_url
from crawler.extraction.dates.found import DateFound, DateKind
from crawler.extraction.dates.published import DateCandidate, Published, choose_published
from crawler.extraction.dates.reading import find_dates, may_hold_date, parse_date

__all__ = [
    "DateCandidate", "DateFound", "DateKind", "Published",
    "choose_published", "date_in_url", "find_dates", "may_hold_date", "parse_date",
]  # fmt: skip
