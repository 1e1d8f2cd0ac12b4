"""What of a container is the article's body, and what is not and why. Every block that is taken out is recorded.

Evidence adds up: a name, a phrase or links alone convict nobody between two paragraphs of prose. The rules for what
neither its place nor its name decides are in `rules`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from crawler.extraction.block import Block, Element
from crawler.extraction.boxes import Boxes
from crawler.extraction.prose import PROSE_SIZE
from crawler.extraction.rights import WORDS
from crawler.extraction.rules import ANNOUNCED, LONGEST_LABEL, Place, by_phrase, by_shape
from crawler.extraction.standing import is_prose
from crawler.extraction.zone import Zone
from crawler.items import RemovedBlock

SURE: Final = frozenset(
    {"hidden", "comment", "related", "share", "rating", "captcha", "nav", "footer", "ad", "newsletter", "login", "form"}
)
"""Names that suffice for what is not prose."""
UNSURE: Final = frozenset({"ad", "hidden"})
"""Names under which prose stands as well: boxes of the editors, answers that a click unfolds."""
WRITTEN: Final = frozenset({None, "", "text", "email", "tel", "password"})
"""Inputs that visitors write in; a checkbox can stand in a list of the article's."""
LONGEST_ROW: Final = 3
"""A row of a form has no more blocks; one of the table that lays out the page has."""


@dataclass(slots=True)
class Cleaned:
    """The kept blocks of a container and the record of the others."""

    kept: list[Block] = field(default_factory=list)
    removed: list[RemovedBlock] = field(default_factory=list)

    def remove(self, block: Block, category: str, rule: str) -> None:
        """Record a block as taken out."""
        self.removed.append(RemovedBlock(block.position, category, rule, block.text))


def clean(zone: Zone, blocks: list[Block]) -> Cleaned:
    """Sort the container's blocks into the body's and others, by what they are and where they stand."""
    cleaned = Cleaned()
    widgets = list(map(zone.standing.widget, blocks))
    prose = _own_prose(blocks, widgets)
    first, last = (prose[0], prose[-1]) if prose else (len(blocks), -1)
    asked = {
        asking
        for element, node in zone.flat.inputs
        if node.attributes.get("type") in WRITTEN
        for asking in _around(element)
    }
    boxes = Boxes(zone, blocks, prose)
    alike = {(blocks[index].element.parent, blocks[index].element.tag) for index in prose}
    related = False
    images = {picture.position for picture in zone.flat.pictures}
    for index, block in enumerate(blocks):
        element, widget = block.element, widgets[index]
        outside, portals = not first <= index <= last, boxes.is_portals(index)
        below_image, above_link = block.position in images, _is_link(blocks, index + 1)
        category = rule = ""
        if outside or widget or portals or below_image or above_link or not _is_paragraph(block):
            asking = bool(asked) and not asked.isdisjoint(_around(element))
            boxed = element.tag == "div" and element.end - element.start == 1 and (element.parent, "div") not in alike
            beside = element.parent in boxes.around_own
            place = Place(below_image, above_link, related, index < first, outside, beside, asking, portals, boxed)
            category, rule = _verdict(zone, block, widget, place)
        related = category == "related" and rule != ANNOUNCED
        if category:
            cleaned.remove(block, category, rule)
        else:
            cleaned.kept.append(block)
    return cleaned


def _is_paragraph(block: Block) -> bool:
    """Whether no rule can be against a block that stands among others of its kind, as most do."""
    return len(block.text) >= PROSE_SIZE and block.link_share <= 0.5 and "c" not in block.element.inside


def _around(element: Element) -> tuple[Element, ...]:
    """An element and the row that it is a cell of, where the row is short: a label and its input (honglinh.hatinh)."""
    row = element.within("tr")
    return (element,) if row is None or row.end - row.start > LONGEST_ROW else (element, row)


def _own_prose(blocks: list[Block], widgets: list[str]) -> list[int]:
    """Where the article's own paragraphs are; words on reuse at the end of them are the portal's."""
    prose = [at for at, block in enumerate(blocks) if not widgets[at] and is_prose(block)]
    while prose and len(blocks[prose[-1]].text) <= LONGEST_LABEL and WORDS.search(blocks[prose[-1]].text):
        prose.pop()
    return prose


def _is_link(blocks: list[Block], index: int) -> bool:
    return index < len(blocks) and blocks[index].link_share > 0.8


def _verdict(zone: Zone, block: Block, widget: str, place: Place) -> tuple[str, str]:
    """The category and rule by which a block is taken out; both empty for the body's own."""
    if place.leading and zone.title.block is not None and block.position < zone.title.block.position:
        return "nav", "before the title"
    if widget in SURE and (place.leading or widget not in UNSURE or not is_prose(block)):
        return widget, "name"
    if place.portals:
        return "template", "repeated line in a box of its own"
    return by_phrase(block, widget, place) or by_shape(zone.url, block, widget, place) or ("", "")
