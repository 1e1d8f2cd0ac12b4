"""Weighs the marks of a family on a page: plain searches in the decoded text, without a tree.

Which families there are is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from re import Pattern
from urllib.parse import urlsplit

from crawler.platforms.family import Family, Mark

_GENERATOR = re.compile(r"""<meta\b[^>]*\bname\s*=\s*["']?generator["'\s][^>]*>""", re.IGNORECASE)
_SPECIAL = re.compile(r"[\\^$*+?{}\[\]|()]")
"""A dot alone means itself in a mark."""
_WHERE = {
    "html": "the page contains",
    "path": "the address contains",
    "generator": "the generator is",
    "header": "a header says",
    "cookie": "a cookie is set:",
}
THRESHOLD = 3
"""The weight of marks from which a family is believed: one decisive mark, or several weak ones."""


class Evidence:
    """One page with its address and headers, searched once for each mark however many families have it."""

    def __init__(self, html: str, url: str, headers: Sequence[tuple[str, str]]) -> None:
        parts = urlsplit(url)
        generator = _GENERATOR.search(html, 0, 20_000)
        lines = [f"{name}: {value}" for name, value in headers]
        self._html = html
        self._bytes = html.encode("utf-8", "replace")
        self._places = {
            "path": f"{parts.path}?{parts.query}" if parts.query else parts.path,
            "generator": generator.group() if generator else "",
            "header": "\n".join(lines),
            "cookie": "\n".join(line for line in lines if line.lower().startswith("set-cookie:")),
        }
        self._found: dict[tuple[str, Pattern[str]], str] = {}

    def weigh(self, family: Family) -> tuple[int, list[str]]:
        """The summed weight of the family's marks on the page, and each mark found, in words.

        Heavy marks first: where the rest cannot make the family believed any more, it is not searched for.
        """
        weight, evidence = 0, []
        rest = sum(mark.weight for mark in family.marks)
        for mark in sorted(family.marks, key=lambda mark: -mark.weight):
            if weight + rest < THRESHOLD:
                break
            rest -= mark.weight
            found = self._search(mark)
            if found:
                weight += mark.weight
                evidence.append(f"{_WHERE[mark.where]} {found!r}")
        return weight, evidence

    def _search(self, mark: Mark) -> str:
        key = (mark.where, mark.pattern)
        if key not in self._found:
            self._found[key] = self._in_page(mark.pattern) if mark.where == "html" else self._in_place(mark)
        return self._found[key]

    def _in_place(self, mark: Mark) -> str:
        match = mark.pattern.search(self._places[mark.where])
        return match.group() if match else ""

    def _in_page(self, pattern: Pattern[str]) -> str:
        """Nearly all marks are plain text, and a search in bytes costs a tenth of a regular expression."""
        if not _SPECIAL.search(pattern.pattern):
            return pattern.pattern if pattern.pattern.encode() in self._bytes else ""
        match = pattern.search(self._html)
        return match.group() if match else ""
