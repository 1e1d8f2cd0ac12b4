"""The boxes in which an article's blocks stand: the structural sign that a line which the portal repeats needs besides.

Officials repeat themselves ("Dự hội nghị có các đồng chí:"), so a repeated line is the portal's only in a box that no
paragraph of the article's own has the like of. Knows no phrases.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from crawler.extraction.block import Block, Element
from crawler.extraction.template import DIGITS
from crawler.extraction.zone import Zone

ENTRIES: Final = frozenset({"td", "th", "li"})
"""The header of a table comes back with every report."""
Box = tuple[tuple[str, str, str], ...]
"""Tag, class and id of a block's element and of those around it, up to the container; their numbers masked."""


class Boxes:
    """The boxes of an article's own paragraphs, and whether a repeated line stands in another kind of box.

    `prose` are the positions in `blocks` that read as prose.
    """

    def __init__(self, zone: Zone, blocks: Sequence[Block], prose: Sequence[int]) -> None:
        self._zone = zone
        self._blocks = blocks
        self._repeated = {at for at, block in enumerate(blocks) if zone.template.repeats(block.text)}
        own = [at for at in prose if at not in self._repeated] or prose
        self.around_own = {blocks[at].element.parent for at in own}
        """The elements that hold paragraphs which no other article has."""
        if self._repeated:
            self._own = {self._box(blocks[at].element) for at in own}
            among = [at for at in prose if self._is_among_own(blocks[at].element)]
            self._first, self._last = (among[0], among[-1]) if among else (len(blocks), -1)

    def is_portals(self, at: int) -> bool:
        """Whether a block is a line of the portal: repeated, in a box of another kind, named or before or after."""
        if at not in self._repeated:
            return False
        element = self._blocks[at].element
        if element.tag in ENTRIES or self._is_among_own(element):
            return False
        return not self._first < at < self._last or any(names or name for _, names, name in self._box(element))

    def _is_among_own(self, element: Element) -> bool:
        return element.parent in self.around_own or self._box(element) in self._own

    def _box(self, element: Element) -> Box:
        steps: list[tuple[str, str, str]] = []
        at: Element | None = element
        while at is not None and at is not self._zone.container:
            names, name = at.attributes.get("class") or "", at.attributes.get("id") or ""
            steps.append((at.tag, DIGITS.sub("0", names), DIGITS.sub("0", name)))
            at = at.parent
        return tuple(steps)
