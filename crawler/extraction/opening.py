"""The article's paragraphs that stand between title and container, in a box of their own: openings, key points.

Knows blocks and the suspicions that names raise; the lead is found elsewhere and may be one of these paragraphs.
"""

from __future__ import annotations

from typing import Final

from crawler.extraction.block import Block, Element
from crawler.extraction.zone import Zone

PARAGRAPHS: Final = 2
"""One paragraph above the container is its lead; several in one box are the beginning of the text."""
PIECES: Final = frozenset({"p", "li", "ul", "ol", "blockquote", "h2", "h3", "h4", "h5", "h6", "span"})


def find_opening(zone: Zone) -> list[Block]:
    """The blocks of the boxes above the container that hold several of the article's paragraphs."""
    prose = [block for block in zone.before if _is_own(zone, block)]
    if len(prose) < PARAGRAPHS:
        return []
    boxes = [_box(block.element) for block in prose]
    names = zone.container.attributes.get("class")
    chosen = [
        box for box in boxes if boxes.count(box) >= PARAGRAPHS or (names and box.attributes.get("class") == names)
    ]
    return [block for block in zone.before if block is not zone.title.block and _box(block.element) in chosen]


def _is_own(zone: Zone, block: Block) -> bool:
    """Whether a block above the container is a paragraph of the article: no widget's, no teaser, not the title."""
    return (
        block is not zone.title.block
        and not block.element.bad
        and block.is_prose
        and not zone.surroundings.widget(block)
    )


def _box(element: Element) -> Element:
    """The element around a paragraph, list or heading."""
    while element.tag in PIECES and element.parent is not None:
        element = element.parent
    return element
