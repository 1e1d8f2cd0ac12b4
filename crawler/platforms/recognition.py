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


def evidence_for(family: Family, html: str, url: str, headers: Sequence[tuple[str, str]]) -> tuple[int, list[str]]:
    """The summed weight of the family's marks on the page, and each mark found, in words."""
    weight, evidence = 0, []
    for mark in family.marks:
        found = _found(mark, html, url, headers)
        if found:
            weight += mark.weight
            evidence.append(f"{_WHERE[mark.where]} {found!r}")
    return weight, evidence


def _found(mark: Mark, html: str, url: str, headers: Sequence[tuple[str, str]]) -> str:
    if mark.where == "html":
        return _in_page(mark.pattern, html)
    match = mark.pattern.search(_place(mark.where, html, url, headers))
    return match.group() if match else ""


def _in_page(pattern: Pattern[str], html: str) -> str:
    """Most marks are plain text, and a substring search costs a tenth of a regular expression."""
    if not _SPECIAL.search(pattern.pattern) and not pattern.flags & re.IGNORECASE:
        return pattern.pattern if pattern.pattern in html else ""
    match = pattern.search(html)
    return match.group() if match else ""


def _place(where: str, html: str, url: str, headers: Sequence[tuple[str, str]]) -> str:
    if where == "generator":
        match = _GENERATOR.search(html, 0, 20_000)
        return match.group() if match else ""
    if where == "path":
        parts = urlsplit(url)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    wanted = {"cookie": "set-cookie"}.get(where)
    return "\n".join(f"{name}: {value}" for name, value in headers if wanted in (None, name.lower()))
