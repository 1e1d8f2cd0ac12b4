"""A linear scan that keeps pages away from the tree that would choke it: too deep, or with too many tags.

Lexbor takes ten seconds for 80,000 nested `<div>` and 400 MB for 5 MB of `<p>a`. What is beyond the bounds is
flattened to text, one line per block tag, so that nothing of it is lost.
"""

from __future__ import annotations

import re
from typing import Final

DEEPEST: Final = 1_000
MOST_TAGS: Final = 300_000
MOST_PARAGRAPHS: Final = 20_000
"""A flattened page has no more; from then on lines share a paragraph."""
HARMLESS: Final = 10_000
"""A page with fewer `<` can't hurt, however they nest: 10,000 nested `<div>` take lexbor a sixth of a second."""
_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>")
_DROPPED: Final = re.compile(r"<(script|style)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_UNNESTED: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td th tr dt dd option".split()
)
"""Void elements, and those that the next of their kind closes."""
_LEAVING: Final = frozenset(
    "b big blockquote body center code dd div dl dt em font form h1 h2 h3 h4 i li ol p pre span table u ul".split()
)
"""What ends a drawing, in which `<path/>` is closed; elsewhere the slash means nothing."""


def within_bounds(html: str) -> bool:
    """Whether a tree of the page stays small. A page with few tags is answered without looking at any of them."""
    count = html.count("<")
    return count <= HARMLESS or (count <= 2 * MOST_TAGS and _fits(_DROPPED.sub("", html)))


def _fits(html: str) -> bool:
    """Whether the tags are few enough and nest no deeper than they may; a closing tag closes what is in it."""
    open_tags: list[str] = []
    seen = 0
    drawing = False
    for match in _TAG.finditer(html):
        seen += 1
        name = match[2].lower()
        drawing = (drawing or name == "svg") and name not in _LEAVING and not (match[1] and name == "svg")
        if not match[1]:
            closed = name in _UNNESTED or (drawing and match[0].endswith("/>"))
            if not closed:
                open_tags.append(name)
                if len(open_tags) > DEEPEST or seen > MOST_TAGS:
                    return False
        elif name in open_tags[-20:]:
            while open_tags.pop() != name:
                pass
    return seen <= MOST_TAGS


def flattened(html: str) -> str:
    """The page's text as paragraphs, without any nesting."""
    text = _TAG.sub("\n", _DROPPED.sub("", html))
    lines = [stripped for line in text.splitlines() if (stripped := line.strip())]
    group = len(lines) // MOST_PARAGRAPHS + 1
    paragraphs = (" ".join(lines[at : at + group]) for at in range(0, len(lines), group))
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
