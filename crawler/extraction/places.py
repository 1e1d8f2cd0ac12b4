"""Where each block of a container stands among the others: the structural signs that the rules ask for.

Knows shapes, inputs and the heading of a list of other articles; what follows from a place is decided in `rules`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from crawler.extraction.block import PROSE_SIZE, Block, Element
from crawler.extraction.boxes import Boxes
from crawler.extraction.container import links_file
from crawler.extraction.media import shows_file
from crawler.extraction.phrases import known_line, phrase
from crawler.extraction.prose import TITLE_SIZE
from crawler.extraction.rules import Place
from crawler.extraction.tags import HEADINGS
from crawler.extraction.zone import Zone

WRITTEN: Final = frozenset({None, "", "text", "email", "tel", "password"})
"""Inputs that visitors write in; a checkbox can stand in a list of the article's."""
LONGEST_ROW: Final = 3
"""A row of a form has no more blocks; one of the table that lays out the page has."""
MOST_CHOICES: Final = 12
HEADED, FEWEST = 6, 2
"""So many blocks below its heading a list of other articles has so many linked titles."""


FILES: Final = ("attach", "table of files")
POLL: Final = ("poll", "around radio buttons")
COMMENTS: Final = ("comment", "heading of comments, or below it")
OTHERS: Final = ("related", "heading of other articles, or below it")


class Places:
    """The places of a container's blocks. `prose` are the positions in `blocks` that are the article's paragraphs."""

    def __init__(self, zone: Zone, blocks: Sequence[Block], prose: Sequence[int]) -> None:
        self._blocks = blocks
        ending, discussed = list_of_others(blocks, prose), heading_of_comments(blocks, prose)
        own = [at for at in prose if at < min(ending, discussed)]
        self._first, self._last = (own[0], own[-1]) if own else (len(blocks), -1)
        self._flat = zone.flat
        written = (element for element, node in zone.flat.inputs if node.attributes.get("type") in WRITTEN)
        self._asked = {asking for element in written for asking in _around(element)}
        self._boxed = {
            **{at: FILES for span in _files(zone, blocks, self._last) for at in range(*span)},
            **{at: POLL for span in _polls(zone) for at in range(*span)},
            **{block.position: OTHERS for block in blocks[ending:]},
            **{block.position: COMMENTS for block in blocks[discussed:]},
        }
        self._boxes = Boxes(zone, blocks, own)
        self._alike = {(blocks[at].element.parent, blocks[at].element.tag) for at in own}
        self._images = {picture.position for picture in zone.flat.pictures}

    def of(self, at: int, *, below_related: bool, closed: bool) -> Place:
        """The place of one block: is the one above related, and does one that ends articles stand above."""
        block = self._blocks[at]
        element = block.element
        return Place(
            below_image=block.position in self._images,
            above_link=self._above_link(at),
            below_related=below_related,
            leading=at < self._first,
            outside=not self._first <= at <= self._last,
            beside_prose=element.parent in self._boxes.around_own,
            asking=not self._asked.isdisjoint(_around(element)),
            portals=self._boxes.is_portals(at),
            boxed=element.tag == "div"
            and element.end - element.start == 1
            and (element.parent, "div") not in self._alike,
            closed=closed,
            box=self._boxed.get(block.position),
            row=self._row(element) if at < self._first else "",
        )

    def follows(self, at: int) -> bool:
        """Whether a block stands below the last paragraph."""
        return at > self._last

    def is_paragraph(self, at: int) -> bool:
        """Whether no rule can be against a block that stands among the paragraphs, and in no widget; most are."""
        block = self._blocks[at]
        return (
            self._first <= at <= self._last
            and block.link_share <= 0.5
            and "c" not in block.element.inside
            and block.position not in self._boxed
            and block.position not in self._images
            and not self._above_link(at)
            and not self._boxes.is_portals(at)
            and (len(block.text) >= PROSE_SIZE or not self._is_label(block))
        )

    def _is_label(self, block: Block) -> bool:
        """Whether a short block is the label of an input or of an advertisement."""
        asking = bool(self._asked) and not self._asked.isdisjoint(_around(block.element))
        return asking or known_line(block.text) == "ad"

    def _above_link(self, at: int) -> bool:
        return at + 1 < len(self._blocks) and self._blocks[at + 1].link_share > 0.8

    def _row(self, element: Element) -> str:
        """The text of the row that a label and its value make; empty elsewhere."""
        row = element.within("tr")
        if row is None or not 1 < row.end - row.start <= LONGEST_ROW:
            return ""
        return " ".join(block.text for block in self._flat.of(row))


def heading_of_comments(blocks: Sequence[Block], prose: Sequence[int]) -> int:
    """Where readers' comments begin, which can be in no box of their own; behind the last block if nowhere."""
    if len(prose) < FEWEST:
        return len(blocks)
    below = range(prose[FEWEST - 1] + 1, len(blocks))
    headings = (at for at in below if blocks[at].element.tag in HEADINGS or blocks[at].is_strong)
    return next((at for at in headings if known_line(blocks[at].text) == "comment"), len(blocks))


def list_of_others(blocks: Sequence[Block], prose: Sequence[int]) -> int:
    """Where a list of other articles begins that nothing but short lines follow; the blocks' end without one."""
    for at in range(prose[0] + 1 if prose else len(blocks), len(blocks) - FEWEST):
        if blocks[at + 1].link_share > 0.8 or blocks[at + 2].link_share > 0.8:
            titles = sum(map(_is_title, blocks[at + 1 : at + 1 + HEADED]))
            if titles >= FEWEST and phrase(blocks[at].text) == "related" and not any(map(_goes_on, blocks[at + 1 :])):
                return at
    return len(blocks)


def _is_title(block: Block) -> bool:
    return block.link_share > 0.8 and len(block.text) >= TITLE_SIZE


def _goes_on(block: Block) -> bool:
    """Whether a block is a paragraph; the beginning of another article and the portal's address are none."""
    short = len(block.text) < PROSE_SIZE or block.link_share > 0.5
    return not short and not block.text.endswith(("...", "…")) and phrase(block.text) != "footer"


def _around(element: Element) -> tuple[Element, ...]:
    """An element and the row that it is a cell of, where the row is short: a label and its input (honglinh.hatinh)."""
    row = element.within("tr")
    return (element,) if row is None or row.end - row.start > LONGEST_ROW else (element, row)


def _polls(zone: Zone) -> Iterator[tuple[int, int]]:
    """The positions of what stands around radio buttons, with the question above them."""
    radios = [element for element, node in zone.flat.inputs if node.attributes.get("type") == "radio"]
    for one, other in pairwise(radios):
        around: Element | None = one
        while around is not None and not around.holds(other):
            around = around.parent
        if around is not None and around.end - around.start <= MOST_CHOICES and not around.holds(zone.container):
            asks = around.start > 0 and zone.flat.blocks[around.start - 1].text.endswith("?")
            yield around.start - asks, around.end


def _files(zone: Zone, blocks: Sequence[Block], last: int) -> Iterator[tuple[int, int]]:
    """The positions of tables below the text that list files, by names or by nothing but icons."""
    below = blocks[last].position if last >= 0 else zone.heading
    linked = [block.element for block in blocks if block.position > below and links_file(block)]
    linked += [picture.element for picture in zone.flat.pictures if picture.position > below and shows_file(picture)]
    for element in linked:
        table = element.within("table")
        if table is not None and table.start > below and zone.container.holds(table):
            yield table.start, table.end
