"""Rows of patterns in `data/scouting`, with what each of them stands for. What they are used for is not known here."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from re import Pattern
from typing import Any

from crawler import data


@cache
def table(name: str) -> dict[str, Any]:
    """A table of `data/scouting`."""
    return tomllib.loads(data.path("scouting", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def patterns(name: str, rows: str) -> tuple[tuple[Pattern[str], dict[str, str]], ...]:
    """The patterns of some rows, each with its row."""
    return tuple((re.compile(row["pattern"]), row) for row in table(name)[rows])


@cache
def names(name: str, rows: str) -> dict[str, dict[str, str]]:
    """The names of some rows, longest first, each with its row."""
    pairs = [(each, row) for row in table(name)[rows] for each in row["names"]]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))
