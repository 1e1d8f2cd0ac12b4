"""Takes a family's or a template's known places: selectors tried in order, and whether they still fit the page.

What doesn't fit is left to the general way. Knows nothing of where the selectors come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from crawler.extraction.block import Block, Element, Flat
from crawler.extraction.prose import Sums

ENOUGH: Final = 300
"""Characters with which a known place is taken as it is, if it has its share: the general way need not be asked."""
SMALL_SHARE: Final = 0.1
"""A known place with less than this of the prose that the general way finds is not the body any more."""
LONG: Final = 1_000
"""Below this much prose elsewhere a short text in a known place is a notice, beside other people's news."""


class Known(NamedTuple):
    """A known place on a page, and the selector that led to it."""

    selector: str
    element: Element


def known_containers(flat: Flat, selectors: Iterable[str]) -> Iterator[Known]:
    """For each selector that fits, in their order, its first element that holds any text or image."""
    for selector in selectors:
        for node in flat.css(selector):
            element = flat.element_of(node)
            if element is not None and _holds_anything(flat, element):
                yield Known(selector, element)
                break


def says_enough(flat: Flat, element: Element) -> bool:
    """Whether a known place holds so much of a page's text that it can be nothing but the body."""
    sums = Sums(flat)
    own = sum(len(block.text) for block in flat.of(element))
    return own >= ENOUGH and sums.of(element) >= SMALL_SHARE * sums.of(flat.elements[0])


def is_left_behind(flat: Flat, known: Element, general: Element) -> bool:
    """Whether next to all of a page's prose stands outside the known place, where the general way found it."""
    sums = Sums(flat)
    return sums.of(general) >= LONG and sums.of(known) < SMALL_SHARE * sums.of(general)


def _holds_anything(flat: Flat, element: Element) -> bool:
    return element.end > element.start or any(element.holds(picture.element) for picture in flat.pictures)


def known_block(flat: Flat, selectors: Iterable[str]) -> Block | None:
    """The first block in the element of the first selector that fits."""
    for selector in selectors:
        for node in flat.css(selector)[:1]:
            element = flat.element_of(node)
            if element is not None and element.end > element.start:
                return flat.blocks[element.start]
    return None
