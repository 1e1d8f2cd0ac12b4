"""What of a container is the article's body, and what is not and why. Every block that is taken out is recorded.

Evidence adds up: a name, a phrase or links alone convict nobody between two paragraphs of prose. The rules for what
neither its place nor its name decides are in `rules`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from crawler.extraction.block import Block
from crawler.extraction.places import Places
from crawler.extraction.rights import WORDS
from crawler.extraction.rules import ANNOUNCED, ENDS, LONGEST_LABEL, Place, by_phrase, by_shape
from crawler.extraction.zone import Zone
from crawler.items import RemovedBlock

SURE: Final = frozenset(
    {"hidden", "comment", "related", "share", "rating", "captcha", "nav", "footer", "ad", "newsletter", "login", "form"}
)
"""Names that suffice for what is not prose."""
UNSURE: Final = frozenset({"ad", "hidden"})
"""Names under which prose stands as well: boxes of the editors, answers that a click unfolds."""


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
    places = Places(zone, blocks, _own_prose(blocks, widgets))
    related = closed = False
    for at, block in enumerate(blocks):
        category = rule = ""
        if widgets[at] or not places.is_paragraph(at):
            category, rule = _verdict(zone, block, widgets[at], places.of(at, below_related=related, closed=closed))
        related = category == "related" and rule != ANNOUNCED
        closed = closed or (category in ENDS and places.follows(at))
        if category:
            cleaned.remove(block, category, rule)
        else:
            cleaned.kept.append(block)
    return cleaned


def _own_prose(blocks: list[Block], widgets: list[str]) -> list[int]:
    """Where the article's own paragraphs are; words on reuse at the end of them are the portal's."""
    prose = [at for at, block in enumerate(blocks) if not widgets[at] and block.is_prose]
    while prose and len(blocks[prose[-1]].text) <= LONGEST_LABEL and WORDS.search(blocks[prose[-1]].text):
        prose.pop()
    return prose


def _verdict(zone: Zone, block: Block, widget: str, place: Place) -> tuple[str, str]:
    """The category and rule by which a block is taken out; both empty for the body's own."""
    if place.leading and zone.title.block is not None and block.position < zone.title.block.position:
        return "nav", "before the title"
    if widget in SURE and (place.leading or widget not in UNSURE or not block.is_prose):
        return widget, "name"
    if place.box is not None:
        return place.box
    if place.portals:
        return "template", "repeated line in a box of its own"
    return by_phrase(block, widget, place) or by_shape(zone.url, block, widget, place) or ("", "")
