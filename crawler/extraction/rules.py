"""The rules by which a block of the container is no line of the body: phrases, labels, links, names of its boxes.

They know one block, the widget that is suspected around it and its place among the others; which of them is asked
first is decided in `cleaning`.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from crawler.extraction.block import Block
from crawler.extraction.byline import AUTHOR, BARE_LINK, SOURCE, WRITTEN_BY, is_byline
from crawler.extraction.dates import DateFound, find_dates, may_hold_date
from crawler.extraction.dating import printed_dates
from crawler.extraction.media import DOWNLOAD, FILE
from crawler.extraction.names import verdict
from crawler.extraction.phrases import known_line, phrase
from crawler.extraction.rights import WORDS
from crawler.extraction.sections import TAG_LABEL

PLAIN: Final = frozenset({"div", "p", "span", "section", "aside"})
"""Where the label of an advertisement stands; as a heading the same word is the article's."""
HOMELY: Final = frozenset({"footer", "widget", "media", "weather", "weblinks", "nav", "login", "poll", "machine"})
"""Phrases that articles end with as well ("Email: ..."): beside the article's paragraphs they stay."""
ENDS: Final = frozenset({"rating", "captcha", "comment", "related", "share", "poll"})
"""What stands below an article and never in it; whatever looks like a widget below that is one (honglinh.hatinh)."""
INLINE_RELATED: Final = re.compile(
    r"(?:[>»►▶☞*•-]\s*)*(?:>>|»|►|▶|☞|(?:xem|đọc|tin|bài)\s+(?:thêm|tiếp|liên quan)"
    r"|(?:read|see|related|also read)\b.{0,12}:)",
    re.IGNORECASE,
)
FILE_LABEL: Final = re.compile(
    r"^(?:(?:file|tệp|tập)(?:\s+tin)?(?:\s+đính kèm)?|(?:tài liệu|văn bản)\s+(?:đính\s+)?kèm(?:\s+theo)?"
    r"|attachments?|attached files?)\s*:",
    re.IGNORECASE,
)
WEAK: Final = frozenset({"tools", "counter", "tags"})
ANNOUNCED: Final = "label of a link"
"""The rule for "Read more" and "Baca juga: ..."; other links below are not of it."""
LONGEST_TOOL: Final = 25
"""Words like "tools" are in the names of sections as well; what they print themselves is short."""
LONGEST_LABEL: Final = 200
LONGEST_DATE: Final = 160
DATE_WORDS: Final = 20
"""A date line has no more letters beside the date, its label and a counter."""


class Place(NamedTuple):
    """Where a block stands: before all prose, outside it at either end, a sibling of some of it, around an input.

    `portals` are lines that the portal repeats, in boxes of another kind than the article's paragraphs; `boxed` says
    that a block is alone in a `<div>`, where paragraphs are something else; `closed` that a widget which ends articles
    stands above it. `box` is the category and rule of what stands in a poll, in a table of files or below other
    articles; `row` the text of a label and its value above all prose.
    """

    below_image: bool
    above_link: bool
    below_related: bool
    leading: bool
    outside: bool
    beside_prose: bool
    asking: bool
    portals: bool
    boxed: bool
    closed: bool
    box: tuple[str, str] | None
    row: str


def by_phrase(block: Block, widget: str, place: Place) -> tuple[str, str] | None:
    """What the phrase table says of a block that shows one of the signs which a phrase needs besides."""
    if not place.leading and _labels_ad(block):
        return "ad", "label between paragraphs"
    sign = "name and phrase" if widget else "linked phrase" if block.link_share > 0.5 else ""
    if block.link_share > 0.5 and known_line(re.split("[:：]", block.text, maxsplit=1)[0]) in {"related", "more"}:
        return "related", ANNOUNCED
    return _by_phrase(block, sign, place)


def _by_phrase(block: Block, sign: str, place: Place) -> tuple[str, str] | None:
    if not sign and not place.outside and not place.above_link and not place.below_image:
        return None
    said = phrase(block.text)
    if not sign and place.above_link and said == "related":
        return "related", "phrase above links"
    if not sign and place.below_image:
        return ("imgname", "file name below its image") if said == "imgname" else None
    if said == "more" and (sign or place.outside):
        return "related", ANNOUNCED
    spared = said in {"by", "more", "imgname"} or (
        not sign and (not place.outside or (said in HOMELY and place.beside_prose and not place.closed))
    )
    return None if not said or spared else (said, sign or "phrase outside the prose")


def _labels_ad(block: Block) -> bool:
    return known_line(block.text) == "ad" and not block.is_strong and block.element.tag in PLAIN


def by_shape(url: str, block: Block, widget: str, place: Place) -> tuple[str, str] | None:
    """What names, links and labels say of a block that no phrase knows."""
    if block.link_share > 0.8:
        return _by_link(url, block, place)
    if "c" in block.element.inside:
        return "caption", "figcaption"
    if not block.is_prose:
        if widget and widget != "teaser" and (widget not in WEAK or len(block.text) <= LONGEST_TOOL):
            return widget, "name of a label"
        if place.asking:
            return "form", "label of an input"
    return _at_an_end(block, widget, place) if place.outside else None


def _by_link(url: str, block: Block, place: Place) -> tuple[str, str] | None:
    if INLINE_RELATED.match(block.text):
        return "related", "link announced inside the text"
    if place.below_related:
        return "related", "link below its heading"
    if place.outside and not BARE_LINK.match(block.text):
        return "related", "link outside the prose"
    if _is_button(block):
        return "related", "button inside the text"
    host = url.partition("//")[2].partition("/")[0].removeprefix("www.")
    if place.boxed and all(_stays(anchor.attributes.get("href") or "", host) for anchor in block.anchors):
        return "related", "link of the site in a box of its own"
    return None


def _is_button(block: Block) -> bool:
    classes = (anchor.attributes.get("class") or "" for anchor in block.anchors)
    return block.element.is_named("button") or any("button" in verdict(names) for names in classes)


def _stays(href: str, host: str) -> bool:
    """Whether an address is of the page's host and no file."""
    return ("//" not in href or host in href) and not FILE.search(href) and not DOWNLOAD.search(href)


def _at_an_end(block: Block, widget: str, place: Place) -> tuple[str, str] | None:
    if widget == "teaser":
        return "related", "below a linked title"
    if widget == "author":
        return widget, "name outside the prose"
    if place.row and (said := _row_label(place.row)):
        return said, "row of a label and its value"
    label = _label(block, leading=place.leading)
    return (label, "labelled line") if label else None


def _row_label(row: str) -> str:
    """The field that a row of a table above the text prints: "Ngày đăng:" | "17/08/2023"."""
    if AUTHOR.match(row):
        return "author"
    if phrase(row) == "counter":
        return "counter"
    found = find_dates(row) if len(row) <= LONGEST_DATE else []
    return "date" if any(date.kind in {"published", "updated"} for date in found) else ""


def _label(block: Block, *, leading: bool) -> str:
    """The field that a short line outside the prose prints; behind it only bare dates, as decrees end with theirs."""
    if len(block.text) > LONGEST_LABEL:
        return ""
    for category, pattern in (
        ("author", AUTHOR),
        ("author", WRITTEN_BY),
        ("source", SOURCE),
        ("tags", TAG_LABEL),
        ("rights", WORDS),
        ("attach", FILE_LABEL),
    ):
        if pattern.match(block.text):
            return category
    if leading and is_byline(block.text):
        return "author"
    if len(block.text) > LONGEST_DATE or not may_hold_date(block.text):
        return ""
    dates = printed_dates(block)
    if leading:
        return "date" if any(found.prose <= DATE_WORDS and found.kind != "event" for found in dates) else ""
    return "date" if any(_is_bare(found) for found in dates) else ""


def _is_bare(found: DateFound) -> bool:
    """Whether a line below the text is a date line of the portal; decrees end with a place and a day in words."""
    stamped = found.precision in {"minute", "second"} or "tháng" not in found.raw
    return stamped and found.kind in {"unknown", "published", "updated"} and not found.prose
