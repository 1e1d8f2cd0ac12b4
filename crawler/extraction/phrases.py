"""The phrases of widgets, whole lines at a time: patterns in data/extraction/phrases.tsv, lines of news sites in many
languages, which are only looked up, in data/extraction/lines.tsv; each with where it was seen.

A phrase is a lead, not a verdict: articles print "Thống kê: 15" as well. Callers need a structural sign besides.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache

from crawler import data

LONGEST = 160
"""A line longer than this is prose, whatever it begins with."""
LONGEST_LINE = 60
EDGES = "0123456789 :-–—•*|»«›→>…![]().。：【】↓▼"
"""What stands around a label."""


@cache
def _table() -> list[tuple[str, re.Pattern[str]]]:
    collected: dict[str, list[str]] = {}
    with data.path("extraction", "phrases.tsv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            collected.setdefault(row["category"], []).append(f"(?:{row['pattern']})")
    return [(category, re.compile("|".join(found), re.IGNORECASE)) for category, found in collected.items()]


@cache
def _lines() -> dict[str, str]:
    with data.path("extraction", "lines.tsv").open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {line: row["category"] for row in rows for line in row["lines"].split(" | ")}


def known_line(text: str) -> str:
    """The category of the widget on whose line nothing else stands, by the table of lines alone; cheap."""
    return _lines().get(text.strip(EDGES).casefold().replace("’", "'"), "") if len(text) <= LONGEST_LINE else ""


@lru_cache(maxsize=20_000)
def phrase(text: str) -> str:
    """The category of the widget that prints this line; empty for any other text."""
    if len(text) > LONGEST:
        return ""
    if found := known_line(text):
        return found
    line = text.strip(" :-–•*|»«")
    return next((category for category, pattern in _table() if pattern.fullmatch(line) or pattern.fullmatch(text)), "")
