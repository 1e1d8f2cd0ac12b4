"""A linear scan that keeps pages away from the tree that would choke it: too deep, or with too many tags.

Lexbor takes ten seconds for 80,000 nested `<div>` and 400 MB for 5 MB of `<p>a`. What is beyond the bounds is
flattened to text, one line per block tag, so that nothing of it is lost.
"""

from __future__ import annotations

import re
from typing import Final

DEEPEST: Final = 1_000
MOST_TAGS: Final = 300_000
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CLOSED_BY_NEXT: Final = frozenset("p li td th tr dt dd option".split())
_DROPPED: Final = re.compile(r"<(script|style)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)


def within_bounds(html: str) -> bool:
    """Whether a tree of the page stays small. A page with few tags is answered without looking at any of them."""
    count = html.count("<")
    if count <= DEEPEST:
        return True
    return count <= 2 * MOST_TAGS and _depth(html) <= DEEPEST


def _depth(html: str) -> int:
    """The deepest nesting that the tags can lead to; endless where there are too many."""
    openings = html.count("<") - html.count("</")
    closings = html.count("</")
    if openings - closings <= DEEPEST // 2 and closings < DEEPEST:
        return openings
    depth = deepest = seen = 0
    for match in _TAG.finditer(html):
        seen += 1
        if seen > MOST_TAGS:
            return MOST_TAGS
        name = match[2].lower()
        if name in _VOID or name in _CLOSED_BY_NEXT:
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def flattened(html: str) -> str:
    """The page's text as paragraphs, without any nesting."""
    text = _TAG.sub("\n", _DROPPED.sub("", html))
    lines = [line.strip() for line in text.splitlines()]
    return "\n".join(f"<p>{line}</p>" for line in lines if line)[: 5 * 1024 * 1024]
