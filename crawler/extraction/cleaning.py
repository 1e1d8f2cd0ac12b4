"""What of a container is the article's body, and what is not and why. Every block that is taken out is recorded.

Evidence adds up: a name, a phrase or links alone convict nobody between two paragraphs of prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from crawler.extraction.block import Block
from crawler.extraction.byline import AUTHOR, SOURCE
from crawler.extraction.dates import find_dates
from crawler.extraction.phrases import phrase
from crawler.extraction.sections import TAG_LABEL
from crawler.extraction.standing import is_prose
from crawler.extraction.zone import Zone
from crawler.items import RemovedBlock

SURE: Final = frozenset({"hidden", "comment", "related", "share", "rating", "nav", "footer", "ad", "newsletter", "login"})
"""Names that suffice for what is not prose."""

INLINE_RELATED: Final = re.compile(
    r"(?:[>»►▶☞*•-]\s*)*(?:>>|»|►|▶|☞|(?:xem|đọc|tin|bài)\s+(?:thêm|tiếp|liên quan)|(?:read|see|related|also read)\b.{0,12}:)",
    re.IGNORECASE,
)
LONGEST_LABEL: Final = 160
DATE_WORDS: Final = 20
"""A date line has no more letters beside the date, its label and a counter."""


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
    prose = [is_prose(block) and not zone.standing.widget(block) for block in blocks]
    first = prose.index(True) if True in prose else 0
    last = len(prose) - 1 - prose[::-1].index(True) if True in prose else len(prose)
    for index, block in enumerate(blocks):
        category, rule = _verdict(zone, block, outside=not first <= index <= last, leading=index < first)
        if category:
            cleaned.remove(block, category, rule)
        else:
            cleaned.kept.append(block)
    return cleaned


def _verdict(zone: Zone, block: Block, *, outside: bool, leading: bool) -> tuple[str, str]:
    """The category and rule by which a block is taken out; both empty for the body's own."""
    if leading and zone.title.block is not None and block.position < zone.title.block.position:
        return "nav", "before the title"
    widget = zone.standing.widget(block)
    if widget in SURE and not (widget == "ad" and is_prose(block)):
        return widget, "name"
    said = phrase(block.text)
    if said == "imgname" and any(picture.position == block.position for picture in zone.flat.pictures):
        return said, "file name below its image"
    if said and (widget or outside or block.link_share > 0.5):
        return said, "name and phrase" if widget else "phrase outside the prose" if outside else "linked phrase"
    if block.link_share > 0.8 and INLINE_RELATED.match(block.text):
        return "related", "link announced inside the text"
    if widget and not is_prose(block):
        return widget, "name of a label"
    if widget == "author" and outside:
        return widget, "name outside the prose"
    if outside and (label := _label(block, leading=leading)):
        return label, "labelled line"
    if outside and block.link_share > 0.8:
        return "related", "link outside the prose"
    return "", ""


def _label(block: Block, *, leading: bool) -> str:
    """The field that a short line outside the prose prints; dates only before the prose, as decrees end with theirs."""
    if len(block.text) > LONGEST_LABEL:
        return ""
    for category, pattern in (("author", AUTHOR), ("source", SOURCE), ("tags", TAG_LABEL)):
        if pattern.match(block.text):
            return category
    dates = find_dates(block.text) if leading else []
    return "date" if any(found.prose <= DATE_WORDS for found in dates) else ""
