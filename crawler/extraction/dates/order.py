"""Tells from the dates of one page whether its portal prints the month first.

It must not know which of the dates is the article's: those of related news prove as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SLASHED = re.compile(r"(?<![\d/])(\d\d?)/(\d\d?)/(?:19|20)\d\d(?![\d/])")


def prints_month_first(texts: Iterable[str]) -> bool:
    """Whether some date has a day only in the second place and none has one only in the first.

    thainguyencity: "11/24/2020 8:34:55 AM 2498" beside "4/5/2021 8:34:55 AM 120", which is 5 April there.
    """
    proven = False
    for text in texts:
        for first, second in _SLASHED.findall(text) if "/20" in text or "/19" in text else ():
            if int(first) > 12:
                return False
            proven = proven or int(second) > 12
    return proven
