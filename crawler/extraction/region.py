"""Finds the part of a page that holds its article by a few searches of the tree, so that the rest need not be walked.

It answers only for pages that leave no doubt: one heading that the head declares, and most of the page's paragraphs in
one element. For all others the whole body is the region. What the region holds is not looked at here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from selectolax.lexbor import LexborNode

from crawler.extraction.block import PROSE_SIZE
from crawler.extraction.head import Head
from crawler.platforms import Family

LEAST_PROSE: Final = 600
"""With less in its paragraphs a page can be a notice, a listing or a form as well as an article."""
SHARE: Final = 0.75
"""The region holds this share of the prose in the page's paragraphs."""
SHORTEST_TITLE: Final = 15
SEARCHED: Final = "h1, h2, h3, p, br"
LINES: Final = frozenset({"p", "br"})
MOST_PLACES: Final = 500
"""Prose in more elements than these is scattered, and would take long to add up."""


@dataclass(slots=True)
class Region:
    """The element that is walked, and what stands outside of it, in the order of the page."""

    root: LexborNode
    before: list[LexborNode] = field(default_factory=list)
    after: list[LexborNode] = field(default_factory=list)


class Places(NamedTuple):
    """Selectors of where a page is known to print its title and its text."""

    titles: tuple[str, ...]
    bodies: tuple[str, ...]


def places_of(family: Family, bodies: Iterable[str]) -> Places:
    """The places of a family, those that a portal is known to have first."""
    return Places(family.fields.title, (*bodies, *family.fields.body))


def find_region(body: LexborNode, head: Head, places: Places) -> Region:
    """The region of the article; the whole body if there is any doubt."""
    headings: list[LexborNode] = []
    lines: list[LexborNode] = []
    for node in body.css(SEARCHED):
        (lines if node.tag in LINES else headings).append(node)
    heading = _heading(body, headings, head, places.titles)
    text = (_known(body, places.bodies) or _paragraphs(lines)) if heading is not None else None
    if heading is None or text is None:
        return Region(body)
    root = _with_next(_holder(text, heading))
    return Region(root, *_outside(root))


def _heading(body: LexborNode, headings: list[LexborNode], head: Head, titles: Iterable[str]) -> LexborNode | None:
    """The heading of the article: where its family prints it, or else the one that the head declares as title."""
    for selector in titles:
        if (known := body.css_first(selector)) is not None:
            return known
    declared = [text for text in (head.first("og:title"), head.title) if text]
    for node in headings:
        text = " ".join(node.text().split())
        if len(text) >= SHORTEST_TITLE and any(title.startswith(text) for title in declared):
            return node
    first = [node for node in headings if node.tag == "h1"]
    return first[0] if len(first) == 1 else None


def _known(body: LexborNode, bodies: Iterable[str]) -> LexborNode | None:
    """The first known place of the body, if it says enough."""
    for selector in bodies:
        node = body.css_first(selector)
        if node is not None and len(node.text()) >= LEAST_PROSE:
            return node
    return None


def _paragraphs(nodes: Iterable[LexborNode]) -> LexborNode | None:
    """The smallest element around nearly all of the prose in paragraphs; none where that is little, or scattered."""
    weights: dict[int, int] = {}
    parents: dict[int, LexborNode] = {}
    for node in nodes:
        parent = node.parent
        if parent is None or (node.tag == "br" and (parent.tag == "p" or parent.mem_id in parents)):
            continue
        parents[parent.mem_id] = parent
        length = len(node.text() if node.tag == "p" else parent.text(deep=False))
        if length >= PROSE_SIZE:
            weights[parent.mem_id] = weights.get(parent.mem_id, 0) + length
    total = sum(weights.values())
    if total < LEAST_PROSE or len(weights) > MOST_PLACES:
        return None
    around: dict[int, int] = {}
    for name, weight in weights.items():
        for element in _upwards(parents[name]):
            around[element.mem_id] = around.get(element.mem_id, 0) + weight
    heaviest = parents[max(weights, key=lambda name: weights[name])]
    return next((element for element in _upwards(heaviest) if around[element.mem_id] >= SHARE * total), None)


def _upwards(node: LexborNode) -> Iterator[LexborNode]:
    """The element and those around it, the body excepted."""
    at: LexborNode | None = node
    while at is not None and at.tag != "body":
        yield at
        at = at.parent


def _holder(text: LexborNode, heading: LexborNode) -> LexborNode:
    """The smallest element around the text that also holds the heading."""
    around = {element.mem_id for element in _upwards(heading)}
    while text.tag != "body" and text.mem_id not in around and text.parent is not None:
        text = text.parent
    return text


def _with_next(element: LexborNode) -> LexborNode:
    """The element around an article and what stands beside it: the author's box, the tags, the files."""
    while element.tag != "body" and element.parent is not None and _is_alone(element):
        element = element.parent
    return element.parent if element.tag != "body" and element.parent is not None else element


def _is_alone(element: LexborNode) -> bool:
    return _is_unseen(element.prev, back=True) and _is_unseen(element.next, back=False)


def _is_unseen(at: LexborNode | None, *, back: bool) -> bool:
    """Whether nothing but texts, comments and scripts stands from a node on."""
    while at is not None and (at.tag_id < FIRST_ELEMENT or at.tag in UNSEEN):
        at = at.prev if back else at.next
    return at is None


FIRST_ELEMENT: Final = 6
"""Lexbor's numbers below are those of texts, comments and documents."""
UNSEEN: Final = frozenset({"script", "style", "link", "meta"})


def _outside(root: LexborNode) -> tuple[list[LexborNode], list[LexborNode]]:
    """The elements beside the region and beside those around it: before it and after it."""
    before: list[LexborNode] = []
    after: list[LexborNode] = []
    at: LexborNode | None = root
    while at is not None and at.tag != "body" and at.parent is not None:
        siblings = list(at.parent.iter())
        place = next(index for index, node in enumerate(siblings) if node.mem_id == at.mem_id)
        before[:0] = siblings[:place]
        after += siblings[place + 1 :]
        at = at.parent
    return before, after
