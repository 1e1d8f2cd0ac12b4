"""How addresses number the pages of a listing: known numbering by `data/discovery/pagers.toml`, other by comparison.

Links and pages are not known here; what is compared are targets, path and query.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.discovery.tables import patterns

_TABLE = ("discovery", "pagers.toml")
_DIGITS = re.compile(r"\d+")
_ENDING = re.compile(r"(?:\.\w{2,5})?/?$")


@lru_cache(maxsize=20_000)
def page_base(target: str) -> tuple[str, int | None]:
    """Path and query without what numbers the page, and that number (None on an unnumbered address)."""
    for pattern in patterns("page", *_TABLE):
        match = pattern.search(target)
        if match:
            start, end = match.span("cut")
            path, separator, query = (target[:start] + target[end:]).partition("?")
            if not separator:  # the query lost its first parameter, so that it begins with "&"
                path, separator, query = path.partition("&")
            return f"{path}?{query}" if separator else path, int(match["n"])
    return target, None


def is_numbered(target: str) -> bool:
    """Whether an address is one of the numbered pages of a listing."""
    return page_base(target)[1] is not None


def next_number(url: str) -> str:
    """The same address with the number of the page counted up; "" where it has none."""
    for pattern in patterns("page", *_TABLE):
        match = pattern.search(url)
        if match:
            return f"{url[: match.start('n')]}{int(match['n']) + 1}{url[match.end('n') :]}"
    return ""


def follows(candidate: str, target: str) -> bool:
    """Whether an address is, by its number, a later page of the listing that this one belongs to."""
    base, number = page_base(target)
    other_base, other_number = page_base(candidate)
    if other_number is None or other_number <= (number if number is not None else -1):
        return False
    return _place(other_base) == _place(base)


def _place(base: str) -> str:
    """The path alone: pagers add parameters of their own (p_p_id, delta) to the listing's address."""
    return base.partition("?")[0].rstrip("/").lower()


def appends(candidate: str, target: str, current: int) -> bool:
    """Whether an address is the other with the next number behind it: /tin-tuc, /tin-tuc/2, /tin-tuc-trang-3.html."""
    return _bare(candidate, current + 1) == _bare(target, current)


def _bare(target: str, number: int) -> str:
    path = _ENDING.sub("", target.partition("?")[0])
    return re.sub(rf"[-/_.]?(?:trang|page|pg|p)?[-/_.]?0*{number}$", "", path, flags=re.IGNORECASE)


def differs_by_a_number(candidate: str, target: str) -> bool:
    """Whether two addresses differ in nothing but one number, or one parameter that is a number."""
    if _DIGITS.sub("#", candidate) == _DIGITS.sub("#", target):
        pairs = zip(_DIGITS.findall(candidate), _DIGITS.findall(target), strict=True)
        return len([pair for pair in pairs if pair[0] != pair[1]]) == 1
    path, _, query = candidate.partition("?")
    own_path, _, own_query = target.partition("?")
    added = sorted(set(query.split("&")) - set(own_query.split("&")))
    return path == own_path and len(added) == 1 and added[0].rpartition("=")[2].isdigit()


def differs_by_a_parameter(candidate: str, target: str) -> bool:
    """Whether two addresses differ in one parameter, which numbers no page (LacViet goes on from a date)."""
    if is_numbered(candidate) or is_numbered(target):
        return False
    path, _, query = candidate.partition("?")
    own_path, _, own_query = target.partition("?")
    return path == own_path and len(set(query.split("&")) - set(own_query.split("&"))) == 1
