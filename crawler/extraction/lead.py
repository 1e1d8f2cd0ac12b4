"""The lead (sapo): its own block between title and body, or the first bold paragraph of the body."""

from __future__ import annotations

from crawler.extraction.block import Block, Element
from crawler.extraction.known import known_block
from crawler.extraction.tags import HEADINGS
from crawler.extraction.zone import Zone

SHORTEST = 40
FIRST = 3
"""So many blocks of the container are looked at."""


def find_lead(zone: Zone, selectors: tuple[str, ...]) -> Block | None:
    """The block of the lead, if the page has one: where its family says, or else where leads stand."""
    known = known_block(zone.flat, selectors)
    if known is not None:
        return known
    description = zone.head.first("description", "og:description")
    for block in zone.before:
        if block is zone.title.block or block.element.bad or not block.is_prose or _is_widgets(zone, block):
            continue
        if _named(block) or block.extent >= SHORTEST:
            return block
    return _inside(zone, description)


def _inside(zone: Zone, description: str) -> Block | None:
    """The first paragraph of the container, if something sets it apart from those below it."""
    teasers = zone.flat.teasers
    own = (block for block in zone.flat.of(zone.container) if not block.element.bad and block.position not in teasers)
    inside = [block for block in own if block.extent >= SHORTEST]
    prose = [block for block in inside if block is not zone.title.block and (block.is_prose or _named(block))]
    if not prose or prose[0] not in inside[: FIRST + 1]:
        return None
    first, below = prose[0], prose[1:]
    looks = (first.is_strong or first.element.tag in HEADINGS or _apart(first, below)) and bool(below)
    if _named(first) or looks or (first.text == description and first.is_slanted):
        return first if first.text[-1] not in ":?" else None
    return None


def _apart(block: Block, below: list[Block]) -> bool:
    """Whether a paragraph has a box or row of its own, and all below it have another together."""
    if not below:
        return False
    body = _beside(below[0].element, block)
    own = _beside(block.element, below[0])
    if own.tag != body.tag or own.end - own.start != 1 or body.end <= below[-1].position:
        return False
    names = own.attributes.get("class"), body.attributes.get("class")
    return (own.tag == "div" and names[0] != names[1] and None not in names) or (
        own.tag == "tr" and body.end - body.start > 1
    )


def _beside(element: Element, other: Block) -> Element:
    """The largest element around this one that does not hold the other block."""
    while element.parent is not None and not element.parent.start <= other.position < element.parent.end:
        element = element.parent
    return element


def _is_widgets(zone: Zone, block: Block) -> bool:
    """Whether a sentence above the text is a caption, the author's biography or another widget's."""
    return block.element.within("figcaption") is not None or zone.surroundings.widget(block) != ""


def _named(block: Block) -> bool:
    """Whether the names of the block's element, or of the one around it, say that it is the lead."""
    parent = block.element.parent
    return "lead" in block.element.verdict or (
        parent is not None and "lead" in parent.verdict and parent.end - parent.start <= 2
    )
