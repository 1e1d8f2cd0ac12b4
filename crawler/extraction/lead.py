"""The lead (sapo): its own block between title and body, or the first bold paragraph of the body."""

from __future__ import annotations

from crawler.extraction.block import Block
from crawler.extraction.known import known_block
from crawler.extraction.standing import is_prose
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
        if block is zone.title.block or block.element.bad or not is_prose(block):
            continue
        if _named(block) or len(block.text) >= SHORTEST:
            return block
    inside = [block for block in zone.flat.of(zone.container) if len(block.text) >= SHORTEST and not block.element.bad]
    for block in inside[:FIRST]:
        if block is zone.title.block:
            continue
        if (
            _named(block)
            or (block.is_strong and len(inside) > 1 and is_prose(block))
            or (block.text == description and block.is_slanted)
        ):
            return block if block.text[-1] != ":" else None
        break
    return None


def _named(block: Block) -> bool:
    """Whether the names of the block's element, or of the one around it, say that it is the lead."""
    parent = block.element.parent
    return "lead" in block.element.verdict or (
        parent is not None and "lead" in parent.verdict and parent.end - parent.start <= 2
    )
