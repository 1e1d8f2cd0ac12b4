"""Turns the pages of a listing: by links, numbered addresses, or the postback of the page's own form.

Only what stands in the page's body counts: NukeViet prints `<link rel=next>` only while a cache is cold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.discovery.anchors import Anchor, Resolver, settled
from crawler.discovery.endpoints import first_request
from crawler.discovery.postback import postback_form, postback_of
from crawler.discovery.roles import target_of
from crawler.discovery.tables import fits, patterns
from crawler.items import Form
from crawler.platforms.family import Family

_TABLE = ("discovery", "pagers.toml")
_NUMBER = re.compile(r"(?:(?:current )?page|trang(?: hiện (?:tại|thời))?)?\s*\[?\s*(\d{1,4})\s*\]?", re.IGNORECASE)
"""Drupal and Liferay write "Page" or "Trang" before the number, for screen readers only."""
_MARKED = frozenset({"active", "is-active", "current", "selected"})
_DIGITS = re.compile(r"\d+")
_ENDING = re.compile(r"(?:\.\w{2,5})?/?$")
_ROW_LENGTH = 300
"""Letters of the longest row of page numbers, with what is printed beside it ("Hiển thị 1 - 20 of 26 kết quả.")."""


@dataclass(slots=True)
class _Row:
    """Links in one container that are called by numbers, and all that the container says."""

    holder: LexborNode
    numbers: dict[int, Anchor] = field(default_factory=dict)
    gap: Anchor | None = None
    """The "..." behind the last number; one before the first leads back."""

    def current(self, url: str) -> int:
        """The number of this page: marked, or printed without a link, or in its address, or missing in the row."""
        marked = next((shown for shown, anchor in self.numbers.items() if _is_marked(anchor.node)), None)
        if marked is not None:
            return marked
        words = settled(self.holder.text(deep=True, separator=" ")).split()
        plain = {number for word in words if (number := _number(word)) is not None} - set(self.numbers)
        if len(plain) == 1:
            return plain.pop()
        _, number = page_base(target_of(url))
        if number is not None:
            return next((shown for shown, a in self.numbers.items() if page_base(a.target)[1] == number), number)
        return min(set(range(1, max(self.numbers) + 2)) - set(self.numbers))


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


def next_page(
    tree: LexborHTMLParser, url: str, anchors: list[Anchor], resolve: Resolver, family: Family
) -> str | Form | None:
    """The page of the listing that follows this one; None on the last."""
    declared = _declared(tree, url, resolve, family)
    if declared:
        return declared
    candidates = [anchor for anchor in anchors if _may_turn(anchor, url)]
    anchor = _by_number(candidates, url) or _by_word(candidates, url)
    if anchor is None:
        return first_request(tree, url, family) or _by_data(tree, url, resolve) or None
    return postback_form(anchor.node, url) or anchor.url


def _declared(tree: LexborHTMLParser, url: str, resolve: Resolver, family: Family) -> str:
    for selector in family.listings.next_page:
        node = tree.css_first(selector)
        target = resolve((node.attributes.get("href") or "").strip()) if node else ""
        if target and (_follows(target, url) or _differs_by_a_parameter(target_of(target), target_of(url))):
            return target
    return ""


def _may_turn(anchor: Anchor, url: str) -> bool:
    if anchor.container.no_pager:
        return False
    if anchor.url:
        return anchor.url != url and anchor.form in ("", "listing", "article")
    return bool(postback_of(anchor.node))


def _by_number(candidates: list[Anchor], url: str) -> Anchor | None:
    """In a row of numbers, the link to the number after the current one, or behind the last of its group."""
    for row in _rows(candidates):
        current = row.current(url)
        following = row.numbers.get(current + 1)
        if following is not None and (_turns(following, url, numbered=True) or _appends(following, current, url)):
            return following
        if following is None and row.gap is not None and current >= max(row.numbers):
            return row.gap
    return None


def _rows(candidates: list[Anchor]) -> list[_Row]:
    """Links called by numbers, by the container that holds more than one thing."""
    rows: dict[int, _Row] = {}
    for anchor in candidates:
        number = _number(anchor.text)
        is_gap = number is None and fits(anchor.text, "gap", *_TABLE)
        if number is None and not is_gap:
            continue
        holder = _holder(anchor)
        if holder is None or len(settled(holder.text(deep=True))) > _ROW_LENGTH:
            continue
        row = rows.setdefault(holder.mem_id, _Row(holder))
        if number is not None:
            row.numbers.setdefault(number, anchor)
            row.gap = None
        else:
            row.gap = anchor
    return [row for row in rows.values() if row.numbers]


def _is_marked(node: LexborNode) -> bool:
    """Whether a link, or the list item around it, is marked as the current page."""
    item = node.parent if node.parent is not None and node.parent.tag == "li" else node
    return any(
        "aria-current" in attributes or _MARKED.intersection((attributes.get("class") or "").lower().split())
        for attributes in (node.attributes, item.attributes)
    )


def _holder(anchor: Anchor) -> LexborNode | None:
    """The first container around a link that says more than the link."""
    node = anchor.node.parent
    while node is not None and settled(node.text(deep=True)) == anchor.text:
        node = node.parent
    return node


def _number(text: str) -> int | None:
    match = _NUMBER.fullmatch(text)
    return int(match[1]) if match else None


def _by_word(candidates: list[Anchor], url: str) -> Anchor | None:
    """A link that says "next" or is marked so."""
    for anchor in candidates:
        says = fits(anchor.text, "next", *_TABLE) or fits(anchor.title, "next", *_TABLE)
        if (says or "next" in (anchor.node.attributes.get("rel") or "").split()) and _turns(
            anchor, url, numbered=False
        ):
            return anchor
    return None


def _by_data(tree: LexborHTMLParser, url: str, resolve: Resolver) -> str:
    """The address that a button "Xem thêm" carries for its script; a piece of a page goes on by its own number."""
    for node in tree.css("[data-url], [data-href], [data-next]"):
        attributes = node.attributes
        address = attributes.get("data-url") or attributes.get("data-href") or attributes.get("data-next") or ""
        target = resolve(address)
        if target and target != url and fits(settled(node.text(deep=True)), "next", *_TABLE):
            return target
    is_piece = tree.css_first("title") is None and tree.css_first("a[href]") is not None
    return _next_number(url) if is_piece else ""


def _next_number(url: str) -> str:
    """The same address with the number of the page counted up; "" where it has none."""
    for pattern in patterns("page", *_TABLE):
        match = pattern.search(url)
        if match:
            return f"{url[: match.start('n')]}{int(match['n']) + 1}{url[match.end('n') :]}"
    return ""


def _turns(anchor: Anchor, url: str, *, numbered: bool) -> bool:
    """Whether a link leads to another page of this listing; what it is called may do for a known way of numbering."""
    if not anchor.url:
        return True
    differs = _differs_by_a_number if numbered else _differs_by_a_parameter
    return _follows(anchor.url, url) or differs(anchor.target, target_of(url))


def _appends(anchor: Anchor, current: int, url: str) -> bool:
    """Whether an address is this page's with the number behind it: /tin-tuc, /tin-tuc/2, /tin-tuc-trang-3.html."""
    return _bare(anchor.target, current + 1) == _bare(target_of(url), current)


def _bare(target: str, number: int) -> str:
    path = _ENDING.sub("", target.partition("?")[0])
    return re.sub(rf"[-/_.]?(?:trang|page|pg|p)?[-/_.]?0*{number}$", "", path, flags=re.IGNORECASE)


def _follows(candidate: str, url: str) -> bool:
    """Whether an address is, by its number, a later page of the listing that this one belongs to."""
    base, number = page_base(target_of(url))
    other_base, other_number = page_base(target_of(candidate))
    if other_number is None or other_number <= (number if number is not None else -1):
        return False
    return _place(other_base) == _place(base)


def _place(base: str) -> str:
    """The path alone: pagers add parameters of their own (p_p_id, delta) to the listing's address."""
    return base.partition("?")[0].rstrip("/").lower()


def _differs_by_a_parameter(candidate: str, target: str) -> bool:
    """Whether two addresses differ in one parameter, which numbers no page (LacViet goes on from a date)."""
    if is_numbered(candidate) or is_numbered(target):
        return False
    path, _, query = candidate.partition("?")
    own_path, _, own_query = target.partition("?")
    return path == own_path and len(set(query.split("&")) - set(own_query.split("&"))) == 1


def _differs_by_a_number(candidate: str, target: str) -> bool:
    """Whether two addresses differ in nothing but one number, or one parameter that is a number."""
    if _DIGITS.sub("#", candidate) == _DIGITS.sub("#", target):
        pairs = zip(_DIGITS.findall(candidate), _DIGITS.findall(target), strict=True)
        return len([pair for pair in pairs if pair[0] != pair[1]]) == 1
    path, _, query = candidate.partition("?")
    own_path, _, own_query = target.partition("?")
    added = sorted(set(query.split("&")) - set(own_query.split("&")))
    return path == own_path and len(added) == 1 and added[0].rpartition("=")[2].isdigit()
