"""Turns the pages of a listing: by links, numbered addresses, or the postback of the page's own form.

Only what stands in the page's body counts: NukeViet prints `<link rel=next>` only while a cache is cold.
"""

from __future__ import annotations

import re
from collections import defaultdict

from selectolax.lexbor import LexborHTMLParser

from crawler.discovery.anchors import Anchor, Resolver, settled
from crawler.discovery.postback import Postback, postback_of
from crawler.discovery.roles import target_of
from crawler.discovery.tables import fits, patterns
from crawler.items import Form
from crawler.platforms.family import Family

_TABLE = ("discovery", "pagers.toml")
_NUMBER = re.compile(r"\[?\s*(\d{1,4})\s*\]?")
_FEWEST = 1


def page_base(target: str) -> tuple[str, int | None]:
    """Path and query without what numbers the page, and that number (None on an unnumbered address)."""
    for pattern in patterns("page", *_TABLE):
        match = pattern.search(target)
        if match:
            start, end = match.span("cut")
            rest = target[:start] + target[end:]
            return _mended(rest), int(match["n"])
    return target, None


def is_numbered(target: str) -> bool:
    """Whether an address is a page of a listing that is not its first."""
    base, number = page_base(target)
    return base != target and number is not None


def next_page(
    tree: LexborHTMLParser, url: str, anchors: list[Anchor], resolve: Resolver, family: Family
) -> str | Form | None:
    """The page of the listing that follows this one; None on the last."""
    candidates = [anchor for anchor in anchors if _may_turn(anchor, url)]
    declared = _declared(tree, url, resolve, family)
    if declared:
        return declared
    for choose in (_by_number, _by_word):
        anchor = choose(candidates, url)
        if anchor is not None:
            return _request(tree, anchor, url)
    return None


def _declared(tree: LexborHTMLParser, url: str, resolve: Resolver, family: Family) -> str:
    for selector in family.listings.next_page:
        node = tree.css_first(selector)
        target = resolve((node.attributes.get("href") or "").strip()) if node else ""
        if target and _follows(target, url):
            return target
    return ""


def _may_turn(anchor: Anchor, url: str) -> bool:
    if anchor.container.no_pager:
        return False
    if postback_of(anchor.node):
        return True
    return bool(anchor.url) and anchor.url != url and anchor.form not in ("excluded", "twin", "file", "feed")


def _by_number(candidates: list[Anchor], url: str) -> Anchor | None:
    """In the row of numbers that has the current one as plain text, the link to the number after it."""
    for row in _rows(candidates).values():
        numbers = {number: anchor for anchor in row if (number := _number(anchor.text)) is not None}
        if len(numbers) < _FEWEST or not any(_same_listing(anchor, url) for anchor in numbers.values()):
            continue
        following = numbers.get(_current(row, numbers, url) + 1)
        if following is not None and _same_listing(following, url):
            return following
        gap = _gap(row, max(numbers))
        if following is None and gap is not None and _current(row, numbers, url) >= max(numbers):
            return gap
    return None


def _rows(candidates: list[Anchor]) -> dict[int, list[Anchor]]:
    """Links by the container that holds more than one of them: their parent or its parent."""
    rows: dict[int, list[Anchor]] = defaultdict(list)
    for anchor in candidates:
        if _number(anchor.text) is None and not fits(anchor.text, "gap", *_TABLE):
            continue
        holder = anchor.node.parent
        while holder is not None and holder.parent is not None and _only_holds(holder, anchor):
            holder = holder.parent
        if holder is not None:
            rows[holder.mem_id].append(anchor)
    return rows


def _only_holds(holder: object, anchor: Anchor) -> bool:
    return settled(holder.text(deep=True)) == anchor.text  # type: ignore[attr-defined]


def _number(text: str) -> int | None:
    match = _NUMBER.fullmatch(text)
    return int(match[1]) if match else None


def _current(row: list[Anchor], numbers: dict[int, Anchor], url: str) -> int:
    """The number of this page: printed without a link, linking to itself, in its address, or missing in the row."""
    holder = row[0].node.parent
    while holder is not None and holder.parent is not None and _only_holds(holder, row[0]):
        holder = holder.parent
    words = settled(holder.text(deep=True, separator=" ")).split() if holder is not None else []
    plain = [number for word in words if (number := _number(word)) is not None and number not in numbers]
    if len(plain) == 1:
        return plain[0]
    _, number = page_base(target_of(url))
    if number is not None:
        return next((shown for shown, anchor in numbers.items() if page_base(anchor.target)[1] == number), number)
    return min(set(range(1, max(numbers) + 2)) - set(numbers))


def _gap(row: list[Anchor], largest: int) -> Anchor | None:
    """The "..." behind the largest number (one before the smallest leads back)."""
    behind = [anchor for anchor in row[-1:] if fits(anchor.text, "gap", *_TABLE)]
    return behind[0] if behind and largest else None


def _by_word(candidates: list[Anchor], url: str) -> Anchor | None:
    """A link that says "next" or is marked so."""
    for anchor in candidates:
        says = fits(anchor.text, "next", *_TABLE) or fits(anchor.title, "next", *_TABLE)
        marked = "next" in (anchor.node.attributes.get("rel") or "").split()
        if (says or marked) and _same_listing(anchor, url):
            return anchor
    return None


def _same_listing(anchor: Anchor, url: str) -> bool:
    return bool(postback_of(anchor.node)) or _follows(anchor.url, url)


def _follows(candidate: str, url: str) -> bool:
    """Whether an address is a later page of the listing that this one belongs to."""
    base, number = page_base(target_of(url))
    other_base, other_number = page_base(target_of(candidate))
    if other_number is None or other_number <= (number if number is not None else -1):
        return False
    return _place(other_base) == _place(base)


def _place(base: str) -> str:
    """The path alone: pagers add parameters of their own (p_p_id, delta) to the listing's address."""
    return base.partition("?")[0].rstrip("/").lower()


def _mended(target: str) -> str:
    """A query that lost its first parameter begins with "?" again."""
    path, separator, query = target.partition("&") if "?" not in target else (target, "", "")
    return f"{path}?{query}" if separator else target


def _request(tree: LexborHTMLParser, anchor: Anchor, url: str) -> str | Form:
    postback = postback_of(anchor.node)
    return Postback(*postback).form(anchor.node, url) if postback else anchor.url
