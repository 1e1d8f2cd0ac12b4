"""Where a page is at home, as far as its dates depend on it: whose clock it keeps and which number comes first.

It must not know more of a page than its declared language and its address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.extraction.dates.table import PLACES

_TABLE = PLACES["region"]
_HOST = re.compile(r"//([^/?#:@]+)")


@dataclass(frozen=True, slots=True)
class Region:
    """`local` pages keep Vietnam's time; `month_first` pages print "3/4/2025" for 4 March."""

    local: bool = True
    month_first: bool = False


def region_of(language: str, url: str) -> Region:
    """The region of a page. One without a language is Vietnam's, as the pages are that this is for."""
    language = language.strip().lower().replace("_", "-")
    found = _HOST.search(url)
    host = found.group(1).lower() if found else ""
    if not language or language.split("-")[0] in _TABLE["languages"] or host.endswith(tuple(_TABLE["domains"])):
        return Region()
    return Region(local=False, month_first=language in _TABLE["month_first"])
