"""Takes a family's known places: its selectors are tried in order, and what doesn't fit is left to the general way."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.extraction.block import Block, Element, Flat


def known_container(flat: Flat, selectors: Iterable[str]) -> Element | None:
    """The element of the first selector that fits and holds any text or image; None where none does."""
    for selector in selectors:
        for node in flat.elements[0].node.css(selector):
            element = flat.element_of(node)
            if element is not None and _holds_anything(flat, element):
                return element
    return None


def _holds_anything(flat: Flat, element: Element) -> bool:
    return element.end > element.start or any(element.holds(picture.element) for picture in flat.pictures)


def known_block(flat: Flat, selectors: Iterable[str]) -> Block | None:
    """The first block in the element of the first selector that fits."""
    for selector in selectors:
        node = flat.elements[0].node.css_first(selector)
        element = flat.element_of(node) if node is not None else None
        if element is not None and element.end > element.start:
            return flat.blocks[element.start]
    return None
