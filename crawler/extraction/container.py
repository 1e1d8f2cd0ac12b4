"""Where the article's text is: the smallest element that holds almost all of the page's prose.

Names are soft evidence: what they accuse counts for nothing as long as there is prose elsewhere.
"""

from __future__ import annotations

from itertools import accumulate

from crawler.extraction.block import Block, Element, Flat

SHARE = 0.8
"""A child that holds this share of an element's prose takes its place."""
PROSE_SIZE = 80
"""From this length on a block is prose rather than a label."""


def weight(block: Block, *, lenient: bool = False) -> float:
    """How much prose a block is: its characters outside links, labels and lists of links for little."""
    if block.element.bad and not lenient:
        return 0.0
    length = len(block.text)
    share = block.link_share
    if share > 0.5:
        return 0.0
    free = length * (1 - share)
    if length >= PROSE_SIZE:
        return free
    return free * (0.5 if block.text[-1] in ".;:!?…”\"" else 0.2)


def find_container(flat: Flat) -> Element:
    """The element of the article's text; the body itself where nothing stands out."""
    sums = [0.0, *accumulate(weight(block) for block in flat.blocks)]
    if sums[-1] < PROSE_SIZE:
        sums = [0.0, *accumulate(weight(block, lenient=True) for block in flat.blocks)]
    element = flat.elements[0]
    while element.children:
        best = max(element.children, key=lambda child: sums[child.end] - sums[child.start])
        if sums[best.end] - sums[best.start] < SHARE * (sums[element.end] - sums[element.start]):
            break
        if best.tag in ("p", "li", "tr", "td") and len(element.children) > 1:
            break
        element = best
    return element
