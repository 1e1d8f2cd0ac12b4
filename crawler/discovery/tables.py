"""Reads the tables of discovery: rows of patterns, joined into one expression each.

What the tables say is not known here.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from re import Pattern
from typing import Any

from crawler.data import path


@cache
def table(*parts: str) -> dict[str, Any]:
    """A table of `data/`."""
    return tomllib.loads(path(*parts).read_text(encoding="utf-8"))


@cache
def patterns(name: str, *parts: str) -> tuple[Pattern[str], ...]:
    """The patterns of the rows `name` of a table."""
    return tuple(re.compile(row["pattern"], re.IGNORECASE) for row in table(*parts)[name])


@lru_cache(maxsize=50_000)
def fits(text: str, name: str, *parts: str) -> bool:
    """Whether one of these patterns is found in the text; the menus of a portal ask the same on every page."""
    return any(pattern.search(text) for pattern in patterns(name, *parts))
