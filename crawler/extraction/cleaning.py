"""What of a container is the article's body, and what is not and why. Every block that is taken out is recorded.

Evidence adds up: a name, a phrase or links alone convict nobody between two paragraphs of prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from crawler.extraction.block import Block, Element
from crawler.extraction.boxes import Boxes
from crawler.extraction.byline import AUTHOR, BARE_LINK, SOURCE
from crawler.extraction.dates import DateFound, may_hold_date
from crawler.extraction.dating import printed_dates
from crawler.extraction.phrases import phrase
from crawler.extraction.rights import WORDS
from crawler.extraction.sections import TAG_LABEL
from crawler.extraction.standing import is_prose
from crawler.extraction.zone import Zone
from crawler.items import RemovedBlock

SURE: Final = frozenset(
    {"hidden", "comment", "related", "share", "rating", "captcha", "nav", "footer", "ad", "newsletter", "login"}
)
"""Names that suffice for what is not prose."""
UNSURE: Final = frozenset({"ad", "hidden"})
"""Names under which prose stands as well: boxes of the editors, answers that a click unfolds."""
HOMELY: Final = frozenset({"footer", "widget", "media", "weather", "weblinks", "nav", "login", "poll", "machine"})
"""Phrases that articles end with as well ("Email: ..."): beside the article's paragraphs they stay."""
WRITTEN: Final = frozenset({None, "", "text", "email", "tel", "password"})
"""Inputs that visitors write in; a checkbox can stand in a list of the article's."""

INLINE_RELATED: Final = re.compile(
    r"(?:[>»►▶☞*•-]\s*)*(?:>>|»|►|▶|☞|(?:xem|đọc|tin|bài)\s+(?:thêm|tiếp|liên quan)"
    r"|(?:read|see|related|also read)\b.{0,12}:)",
    re.IGNORECASE,
)
FILE_LABEL: Final = re.compile(r"^(?:file|tệp|tập)(?:\s+tin)?(?:\s+đính kèm)?\s*:", re.IGNORECASE)
WEAK: Final = frozenset({"tools", "counter", "tags"})
LONGEST_TOOL: Final = 25
"""Words like "tools" are in the names of sections as well; what they print themselves is short."""
LONGEST_LABEL: Final = 200
LONGEST_ROW: Final = 3
"""A row of a form has no more blocks; one of the table that lays out the page has."""
LONGEST_DATE: Final = 160
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
    prose = _own_prose(zone, blocks)
    first, last = (prose[0], prose[-1]) if prose else (len(blocks), -1)
    asked = {
        asking
        for element, node in zone.flat.inputs
        if node.attributes.get("type") in WRITTEN
        for asking in _around(element)
    }
    boxes = Boxes(zone, blocks, prose)
    related = False
    images = {picture.position for picture in zone.flat.pictures}
    for index, block in enumerate(blocks):
        element = block.element
        place = Place(
            block.position in images,
            _is_link(blocks, index + 1),
            related,
            index < first,
            not first <= index <= last,
            element.parent in boxes.around_own,
            not asked.isdisjoint(_around(element)),
            boxes.is_portals(index),
        )
        category, rule = _verdict(zone, block, place)
        related = category == "related"
        if category:
            cleaned.remove(block, category, rule)
        else:
            cleaned.kept.append(block)
    return cleaned


def _around(element: Element) -> tuple[Element, ...]:
    """An element and the row that it is a cell of, where the row is short: a label and its input (honglinh.hatinh)."""
    row = element.within("tr")
    return (element,) if row is None or row.end - row.start > LONGEST_ROW else (element, row)


def _own_prose(zone: Zone, blocks: list[Block]) -> list[int]:
    """Where the article's own paragraphs are; words on reuse at the end of them are the portal's."""
    prose = [at for at, block in enumerate(blocks) if is_prose(block) and not zone.standing.widget(block)]
    while prose and len(blocks[prose[-1]].text) <= LONGEST_LABEL and WORDS.search(blocks[prose[-1]].text):
        prose.pop()
    return prose


def _is_link(blocks: list[Block], index: int) -> bool:
    return index < len(blocks) and blocks[index].link_share > 0.8


class Place(NamedTuple):
    """Where a block stands: before all prose, outside it at either end, a sibling of some of it, around an input.

    `portals` are lines that the portal repeats, in boxes of another kind than the article's paragraphs.
    """

    below_image: bool
    above_link: bool
    below_related: bool
    leading: bool
    outside: bool
    beside_prose: bool
    asking: bool
    portals: bool


def _verdict(zone: Zone, block: Block, place: Place) -> tuple[str, str]:
    """The category and rule by which a block is taken out; both empty for the body's own."""
    if place.leading and zone.title.block is not None and block.position < zone.title.block.position:
        return "nav", "before the title"
    widget = zone.standing.widget(block)
    if widget in SURE and (place.leading or widget not in UNSURE or not is_prose(block)):
        return widget, "name"
    if place.portals:
        return "template", "repeated line in a box of its own"
    return _by_phrase(block, widget, place) or _by_shape(block, widget, place) or ("", "")


def _by_phrase(block: Block, widget: str, place: Place) -> tuple[str, str] | None:
    """What the phrase table says of a block that shows one of the signs which a phrase needs besides."""
    sign = "name and phrase" if widget else "linked phrase" if block.link_share > 0.5 else ""
    if not sign and place.above_link and phrase(block.text) == "related":
        return "related", "phrase above links"
    if not sign and place.below_image:
        return ("imgname", "file name below its image") if phrase(block.text) == "imgname" else None
    if not sign and not place.outside:
        return None
    said = phrase(block.text)
    if not said or said == "imgname":
        return None
    if not sign and said in HOMELY and place.beside_prose:
        return None
    return said, sign or "phrase outside the prose"


def _by_shape(block: Block, widget: str, place: Place) -> tuple[str, str] | None:
    """What names, links and labels say of a block that no phrase knows."""
    if block.link_share > 0.8:
        return _by_link(block, place)
    if not is_prose(block):
        if widget and widget != "teaser" and (widget not in WEAK or len(block.text) <= LONGEST_TOOL):
            return widget, "name of a label"
        if place.asking:
            return "form", "label of an input"
    return _at_an_end(block, widget, place) if place.outside else None


def _by_link(block: Block, place: Place) -> tuple[str, str] | None:
    if INLINE_RELATED.match(block.text):
        return "related", "link announced inside the text"
    if place.below_related:
        return "related", "link below its heading"
    if place.outside and not BARE_LINK.match(block.text):
        return "related", "link outside the prose"
    return None


def _at_an_end(block: Block, widget: str, place: Place) -> tuple[str, str] | None:
    if widget == "teaser":
        return "related", "below a linked title"
    if widget == "author":
        return widget, "name outside the prose"
    label = _label(block, leading=place.leading)
    return (label, "labelled line") if label else None


def _label(block: Block, *, leading: bool) -> str:
    """The field that a short line outside the prose prints; behind it only bare dates, as decrees end with theirs."""
    if len(block.text) > LONGEST_LABEL:
        return ""
    for category, pattern in (
        ("author", AUTHOR),
        ("source", SOURCE),
        ("tags", TAG_LABEL),
        ("rights", WORDS),
        ("attach", FILE_LABEL),
    ):
        if pattern.match(block.text):
            return category
    if len(block.text) > LONGEST_DATE or not may_hold_date(block.text):
        return ""
    dates = printed_dates(block)
    if leading:
        return "date" if any(found.prose <= DATE_WORDS for found in dates) else ""
    return "date" if any(_is_bare(found) for found in dates) else ""


def _is_bare(found: DateFound) -> bool:
    """Whether a line below the text is a date line of the portal; decrees end with a place and a day in words."""
    stamped = found.precision in {"minute", "second"} or "tháng" not in found.raw
    return stamped and found.kind in {"unknown", "published", "updated"} and not found.prose
