"""How much prose a block is, and an element holds: the mass by which the container is found. Knows no names."""

from __future__ import annotations

from itertools import accumulate

from crawler.extraction.block import Block, Element, Flat

PROSE_SIZE = 80
"""From this length on a block is prose rather than a label."""
TEASER = 0.25
"""What ends in an ellipsis is mostly the beginning of another article."""


def weight(block: Block) -> float:
    """How much prose a block is: its characters outside links, labels and lists of links for little."""
    text = block.text
    length = len(text)
    share = block.link_share if block.linked else 0.0
    if share > 0.5:
        return 0.0
    free = length * (1 - share)
    if text[-1] in ".…]" and text.endswith(("...", "…", "[…]", "[...]")):
        free *= TEASER
    if length >= PROSE_SIZE:
        return free
    return free * (0.5 if text[-1] in '.;:!?…”"' else 0.2)


class Sums:
    """The prose in any element, from running sums over the blocks; what is believed to be a widget has none."""

    def __init__(self, flat: Flat) -> None:
        self._sums = [0.0, *accumulate(map(_counted, flat.blocks, flat.weights))]

    def of(self, element: Element) -> float:
        """The prose in an element."""
        return self._sums[element.end] - self._sums[element.start]

    def between(self, start: int, end: int) -> float:
        """The prose of the blocks from one position until before another."""
        return self._sums[end] - self._sums[start] if start < end else 0.0


def _counted(block: Block, prose: float) -> float:
    return 0.0 if block.element.bad else prose
