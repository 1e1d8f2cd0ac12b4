"""The shape of an address: what remains when names and numbers are masked. Articles of one site share few shapes."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBERED = re.compile(r"(?:^|[-_.])\w?\d{1,20}$|^\d+[-_]")
_EXTENSION = re.compile(r"\.[a-z]{3,5}$")

_LONG_NAME = 5
"""Hyphens of a name that is a title rather than a section's."""


@lru_cache(maxsize=20_000)
def shape_of(target: str) -> str:
    """Depth, kind of the last segment, extension and the names of the parameters."""
    path, _, query = target.partition("?")
    segments = [segment for segment in path.split("/") if segment]
    last = segments[-1].lower() if segments else ""
    extension = _EXTENSION.search(last)
    name = last[: extension.start()] if extension else last
    names = ",".join(sorted(parameter.partition("=")[0] for parameter in query.split("&") if parameter))
    slash = "/" if path.endswith("/") else ""
    kind = _kind(name)
    if kind == "word" and (names or extension):  # the name of a script says what it shows: list.aspx, detail.aspx
        kind = name
    return f"{len(segments)}:{kind}{extension.group() if extension else ''}{slash}?{names}"


def names_an_article(target: str) -> bool:
    """Whether the address alone, without a page that presents it, looks like an article's and not a section's."""
    path, _, query = target.partition("?")
    if not query and path.endswith("/") and path.count("/") < 3 and not has_long_name(path):
        return False
    name = _EXTENSION.sub("", path.rstrip("/").rpartition("/")[2].lower())
    return _kind(name) in ("number", "name-number", "name") or bool(query)


def has_long_name(target: str) -> bool:
    """Whether the last segment of the path spells out a title."""
    return target.partition("?")[0].rstrip("/").rpartition("/")[2].count("-") >= _LONG_NAME


def _kind(name: str) -> str:
    if not name:
        return ""
    if name.isdigit():
        return "number"
    words = re.split(r"[-_+.]|%20", name)
    if len(words) >= 2 and _NUMBERED.search(name):
        return "name-number"
    return "name" if len(words) >= 4 else "word"
