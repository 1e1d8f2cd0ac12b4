"""The article's zone: from its title to the end of what follows its container, in the terms of the flat walk.

Everything that a field is read from comes from here; blocks outside are the page's chrome.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from crawler.extraction.block import PROSE_SIZE, Block, Element, Flat
from crawler.extraction.head import Head
from crawler.extraction.standing import Standing
from crawler.extraction.template import Template
from crawler.extraction.title import Title

FURTHEST = 60
"""So many blocks after the container still belong to what follows it; then other columns begin."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where the body stands: at the `selector` of a known place, or without one where the text shows it.

    `is_sure` of a place that holds enough to be the body; `drift` says which known places fit the page no more.
    """

    container: Element
    selector: str = ""
    is_sure: bool = False
    drift: str = ""


@dataclass(slots=False)
class Zone:
    """An article's surroundings. `url` is the page's own address."""

    flat: Flat
    head: Head
    place: Location
    title: Title
    url: str
    template: Template

    @property
    def container(self) -> Element:
        """The element of the body."""
        return self.place.container

    @cached_property
    def standing(self) -> Standing:
        """The suspicions inside the container."""
        return Standing(self.flat, self.container)

    @cached_property
    def surroundings(self) -> Standing:
        """The suspicions around the container, in the element that also holds the title."""
        return Standing(self.flat, self.article)

    @property
    def start(self) -> int:
        """The position of the title's block, or of the container's first one."""
        block = self.title.block
        return min(block.position, self.container.start) if block is not None else self.container.start

    @cached_property
    def heading(self) -> int:
        """Where the article begins: at its title, unless that is one inside the text (a page with questions)."""
        title = self.title.block.position if self.title.block is not None else self.start
        above = self.flat.weights[self.start : title]
        return self.start if any(prose >= PROSE_SIZE for prose in above) else title

    @cached_property
    def last_prose(self) -> int:
        """The position of the container's last paragraph, or of the heading."""
        own = (block.position for block in reversed(self.flat.of(self.container)) if block.is_prose)
        return max(next(own, 0), self.heading)

    @cached_property
    def end(self) -> int:
        """The position after what follows the container, in the element that also holds the title and in the next."""
        element = self.article
        while element.parent is not None and element.parent.tag != "body" and element.parent.end == element.end:
            element = element.parent
        if element.parent is not None and element.parent.tag != "body":
            element = element.parent
        return max(self.container.end, min(element.end, self.container.end + FURTHEST))

    @cached_property
    def article(self) -> Element:
        """The smallest element that holds the title and the container, the body excepted."""
        element = self.container
        while element.parent is not None and element.parent.tag != "body" and element.start > self.start:
            element = element.parent
        return element

    @property
    def before(self) -> list[Block]:
        """The blocks between the title and the container, and those in the container that stand before the title."""
        return self.flat.blocks[self.start : self.container.start]

    @property
    def after(self) -> list[Block]:
        """The blocks of the zone that follow the container."""
        return self.flat.blocks[self.container.end : self.end]

    @property
    def blocks(self) -> list[Block]:
        """All blocks of the zone."""
        return self.flat.blocks[self.start : self.end]
