"""Turns the pages of a listing: by links, numbered addresses, or the postback of the page's own form.

Only what stands in the page's body counts: NukeViet prints `<link rel=next>` only while a cache is cold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.discovery.anchors import Anchor, Resolver, settled
from crawler.discovery.endpoints import first_request
from crawler.discovery.numbering import (
    appends,
    differs_by_a_number,
    differs_by_a_parameter,
    follows,
    next_number,
    page_base,
)
from crawler.discovery.postback import postback_form, postback_of
from crawler.discovery.roles import target_of
from crawler.discovery.tables import fits
from crawler.items import Form
from crawler.platforms.family import Family

_TABLE = ("discovery", "pagers.toml")
_NUMBER = re.compile(r"(?:(?:current )?page|trang(?: hiện (?:tại|thời))?)?\s*\[?\s*(\d{1,4})\s*\]?", re.IGNORECASE)
"""Drupal and Liferay write "Page" or "Trang" before the number, for screen readers only."""
_MARKED = frozenset({"active", "is-active", "current", "selected"})
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


def unread_pager(anchors: list[Anchor], url: str) -> str:
    """The script of a link to a later page that no request is known for; "" where there is none.

    Asked where there is no next page: the listing may go on all the same, and its walk is not complete.
    """
    _, number = page_base(target_of(url))
    for anchor in anchors:
        script = anchor.node.attributes.get("onclick") or anchor.href
        later = (_number(anchor.text) or 0) > (number or 1) and "(" in script
        more = fits(anchor.text, "more", *_TABLE) and (script.startswith("javascript:") or "(" in script)
        if not anchor.url and (later or more) and not anchor.container.no_pager and not postback_of(anchor.node):
            return script
    return ""


def _declared(tree: LexborHTMLParser, url: str, resolve: Resolver, family: Family) -> str:
    for selector in family.listings.next_page:
        node = tree.css_first(selector)
        target = resolve((node.attributes.get("href") or "").strip()) if node else ""
        if target and _leads_on(target_of(target), target_of(url), differs_by_a_parameter):
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
        if following is not None and (_turns(following, url, differs_by_a_number) or _appends(following, url, current)):
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
            anchor, url, differs_by_a_parameter
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
    return next_number(url) if is_piece else ""


def _turns(anchor: Anchor, url: str, differs: Callable[[str, str], bool]) -> bool:
    """Whether a link leads to another page of this listing; what it is called may do for a known way of numbering."""
    return not anchor.url or _leads_on(anchor.target, target_of(url), differs)


def _appends(anchor: Anchor, url: str, current: int) -> bool:
    return appends(anchor.target, target_of(url), current)


def _leads_on(candidate: str, target: str, differs: Callable[[str, str], bool]) -> bool:
    return follows(candidate, target) or differs(candidate, target)
