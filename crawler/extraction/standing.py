"""How a block stands in the article's zone: which widget the names around it suggest, and whether it is prose.

Knows names and shapes only; what follows from them is decided in `cleaning`.
"""

from __future__ import annotations

from typing import Final

from crawler.extraction.block import Block, Element, Flat

WIDGETS: Final = (
    "share", "rating", "captcha", "tags", "tools", "counter", "weblinks", "clock", "machine", "author", "date",
    "source", "attach", "caption",
)  # fmt: skip
"""Verdicts by which a block inside the container is suspected, besides the accusations of the walk; strongest first."""
LARGEST: Final = 0.4
"""An accused element with more of the container's text than this is the article under an unlucky name."""


class Standing:
    """The suspicions inside one container; each element is judged once."""

    def __init__(self, flat: Flat, container: Element) -> None:
        self._flat = flat
        self._container = container
        self._limit = LARGEST * sum(len(block.text) for block in flat.of(container))
        self._seen: dict[Element, str] = {}

    def widget(self, block: Block) -> str:
        """The widget that the names around a block suggest, or that it is a teaser; empty without suspicion."""
        return self._of(block.element) or ("teaser" if block.position in self._flat.teasers else "")

    def _of(self, element: Element) -> str:
        chain: list[Element] = []
        at: Element | None = element
        while at is not None and at is not self._container and at not in self._seen:
            chain.append(at)
            at = at.parent
        suspicion = self._seen.get(at, "") if at is not None else ""
        for each in reversed(chain):
            suspicion = suspicion or self._own(each)
            self._seen[each] = suspicion
        return suspicion

    def _own(self, element: Element) -> str:
        found = element.accused or next((widget for widget in WIDGETS if widget in element.verdict), "")
        if element.tag == "form":
            found = "form"
        if not found or sum(len(block.text) for block in self._flat.of(element)) > self._limit:
            return ""
        return found
