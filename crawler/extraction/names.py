"""What the class and id of an element suggest: soft evidence, never a filter of its own.

The table is data/extraction/names.tsv. Knows no pages and no rules; the same names always give the same verdict, so
verdicts are remembered.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache

from crawler import data

Verdict = frozenset[str]
"""The categories that an element's names suggest."""

LONGEST = 500
"""Of longer names only the beginning is read."""
NOTHING: Verdict = frozenset()
SEPARATE = re.compile(r"(?<=[a-z])(?=[A-Z])|[^a-zA-Z0-9]+")
"""Where the words of a name end: `newsDetail_Box` is three of them."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    collected: dict[str, list[str]] = {}
    with data.path("extraction", "names.tsv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            collected.setdefault(row["category"], []).append(row["pattern"])
    return {
        category: re.compile(rf"(?<![a-z0-9])(?:{'|'.join(found)})(?![a-z0-9])")
        for category, found in collected.items()
    }


@lru_cache(maxsize=20_000)
def verdict(classes: str, identifier: str = "") -> Verdict:
    """The categories suggested by the classes and the id of an element. Ids don't hide: SharePoint's `pnHide` shows."""
    words = "-".join(SEPARATE.split(classes[:LONGEST])).lower()
    both = f"{words} {'-'.join(SEPARATE.split(identifier[:LONGEST])).lower()}" if identifier else words
    found = frozenset(
        category for category, pattern in _patterns().items() if pattern.search(words if category == "hidden" else both)
    )
    return found or NOTHING
