"""How much prose a block is, and an element holds: the mass by which the container is found. Knows no names."""

from __future__ import annotations

from itertools import accumulate

from crawler.extraction.block import PROSE_SIZE, Block, Element, Flat
from crawler.text import SENTENCE_ENDS

TITLE_SIZE = 20
LARGEST_ITEM = 5
LONGEST_LABEL = 30
"""Above the title of an item stands at most its date or section."""
HEADED = frozenset({"h1", "h2"})
BEFORE_TITLE = 0.3
"""What stands before a page's heading is seldom its article."""
TEASER = 0.25
"""What ends in an ellipsis is mostly the beginning of another article."""


def weight(block: Block) -> float:
    """How much prose a block is: its characters outside links, labels and lists of links for little."""
    text = block.text
    length = block.extent
    share = block.link_share
    if share > 0.5:
        return 0.0
    free = length * (1 - share)
    if text[-1] in ".…]" and text.endswith(("...", "…", "[…]", "[...]")):
        free *= TEASER
    if length >= PROSE_SIZE:
        return free
    return free * (0.5 if text[-1] in SENTENCE_ENDS else 0.2)


def find_teasers(blocks: list[Block]) -> set[int]:
    """The positions of teasers: in a small element, the blocks after a link that titles it."""
    found: set[int] = set()
    for block in blocks:
        if block.link_share > 0.8 and block.extent >= TITLE_SIZE:
            item = _item(block, blocks)
            if item is not None:
                found.update(range(block.position + 1, item.end))
    return found


def _item(block: Block, blocks: list[Block]) -> Element | None:
    """The element that holds a linked title and little more: its date, its teaser, an image."""
    item = block.element
    if item.end - item.start == 1 and item.parent is not None:
        item = item.parent
    if not 1 < item.end - item.start <= LARGEST_ITEM or item.tag in {"body", "tr"}:
        return None
    above = blocks[item.start : block.position]
    return item if len(above) <= 1 and all(len(label.text) <= LONGEST_LABEL for label in above) else None


class Sums:
    """The prose in any element, from running sums over the blocks; what is believed to be a widget has none."""

    def __init__(self, flat: Flat, title: Block | None = None) -> None:
        weights = list(map(_counted, flat.blocks, flat.weights))
        if title is not None and title.element.tag in HEADED:
            weights[: title.position] = [BEFORE_TITLE * prose for prose in weights[: title.position]]
        self._sums = [0.0, *accumulate(weights)]

    def of(self, element: Element) -> float:
        """The prose in an element."""
        return self._sums[element.end] - self._sums[element.start]

    def between(self, start: int, end: int) -> float:
        """The prose of the blocks from one position until before another."""
        return self._sums[end] - self._sums[start] if start < end else 0.0


def _counted(block: Block, prose: float) -> float:
    return 0.0 if block.element.bad else prose
