"""The headings of a page's blocks: what is called a heading by its tag, or by the class of its container.

Which blocks there are is not known here.
"""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from crawler.discovery.anchors import settled
from crawler.discovery.containers import marks_of
from crawler.discovery.tables import fits, table

_ZONES = ("discovery", "zones.toml")
_LEVELS = 6
_SIBLINGS = 3
_LENGTH = 200


def heading_above(root: LexborNode) -> str:
    """The text of the nearest heading above a block or the list that it belongs to."""
    node: LexborNode | None = root
    for _ in range(_LEVELS):
        if node is None or node.tag == "body":
            break
        text = heading_before(node)
        if text:
            return text
        node = node.parent
    return ""


def heading_in(root: LexborNode) -> str:
    """The first heading in a container."""
    return next((text for node in root.css("*") if (text := _heading_text(node))), "")


def heading_before(node: LexborNode) -> str:
    """The heading among the siblings just before a node; "" without one."""
    sibling = node.prev
    seen = 0
    while sibling is not None and seen < _SIBLINGS:
        if sibling.tag not in ("-text", "_comment", "script", "style"):
            seen += 1
            text = _heading_text(sibling)
            if text:
                return text
        sibling = sibling.prev
    return ""


def _heading_text(node: LexborNode) -> str:
    rows = table(*_ZONES)["heading"][0]
    if node.tag not in rows["tags"] and not fits(marks_of(node), "heading", *_ZONES):
        return ""
    text = settled(node.text(deep=True))
    return text if 0 < len(text) <= _LENGTH else ""
