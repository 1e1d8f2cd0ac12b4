"""The article's title: the heading that the page prints, in its own spelling, checked against what its head declares.

Not the site's name, not the menu's heading, no date glued on.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from crawler import data
from crawler.extraction.block import PROSE_SIZE, Block, Element, Flat
from crawler.extraction.dates import find_dates, may_hold_date
from crawler.extraction.head import Head
from crawler.extraction.tags import HEADINGS
from crawler.text import extent, fold

SEPARATED: Final = re.compile(r"\s+[|\-–—·•»:]+\s+|\s*[|»｜]\s*|(?<![\x00-\x7f])_")
"""Between the article's title and the site's name in `<title>`."""
ENDS: Final = " |-–—·•»:｜_"
GLUED_DATE: Final = re.compile(r"\s*\(\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\s*\)$")
"""Seen on dongha.quangtri: "(03/05/2017)" at the end of the printed title."""
WORDS: Final = re.compile(r"\w+")
RANK: Final = {"h1": 3.0, "h2": 1.6, "h3": 0.8, "h4": 0.3}
LONGEST: Final = 400
FIRST_LINES, LONGEST_BOLD = 3, 200
"""Where a title that nothing announces can stand, and how long it can be."""
HIGHEST: Final = 8
"""So many blocks above the first prose such a title is looked for."""
SENTENCE: Final = 25
"""Where a page has no paragraph, a sentence of so much prose is its text."""
DATE_WORDS: Final = 20
"""A date line has no more letters beside the date, its label and a counter."""
SHORTEST: Final = 15
"""A shorter text can begin a declared title by accident."""
KINDRED: Final = 0.5
"""A heading that shares so many of its words with the declared title says the same for other readers."""
LATE: Final = 2.0
"""What a heading below the first paragraphs loses to one above them."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title and, where it is printed, its block; `date` is what is glued to the end of it."""

    text: str
    block: Block | None
    date: str = ""


def find_title(flat: Flat, head: Head, url: str) -> Title:
    """The title of a page: the printed heading that its head agrees with, or else the best of its headings."""
    declared = Declared(head)
    best, score = None, 0.0
    prose = _first_prose(flat)
    for block in flat.blocks:
        element = block.element
        if element.tag in RANK or element.is_named("title"):
            found = _score(block, declared, late=block.position > prose)
        else:  # most blocks
            found = 4.0 if not element.bad and not block.linked and declared.begins_with(block.text) else 0.0
        if found > score:
            best, score = block, found
    if best is not None and score >= 2:
        return _without_suffix(printed_title(best), declared.site)
    return Title(_without_site(head, url), best if score >= 1 else None)


class Declared:
    """The titles that a head declares, with what printed headings are compared with, and the site's name."""

    def __init__(self, head: Head) -> None:
        self.texts = [text for text in (head.first("og:title", "twitter:title", "title"), head.title) if text]
        self.initials = {text[0] for text in self.texts}
        self.keys = [_key(text) for text in dict.fromkeys(self.texts)]
        self.words = {word for text in self.texts for word in text.lower().split()}
        self.site = _key(head.first("og:site_name", "application-name"))
        if len(self.keys) == 2 and self.keys[1].endswith(" " + self.keys[0]):
            del self.keys[1]  # it begins with the site's name: "Lessons Learned: The lean startup"

    def begins_with(self, text: str) -> bool:
        """Whether a declared title is the text, or begins with it; letters compared as they are, which is cheap."""
        return (
            extent(text) >= SHORTEST and text[0] in self.initials and any(each.startswith(text) for each in self.texts)
        )

    def agreement(self, text: str) -> float:
        """How far a heading and a declared title are the same; nothing without a word in common, which most lack."""
        if self.words.isdisjoint(text.lower().split()):
            return 0.0
        key = _key(text)
        if key == self.site:
            return 0.0
        return max((_agreement(key, other) for other in self.keys), default=0.0)


def title_by_place(flat: Flat, container: Element, declared: Title) -> Title:
    """The title on pages whose head only names the site: a line that looks like one, above a date or prose."""
    found = _bold_line(flat, container) if declared.block is None else None
    return found or (_line_above(flat, container) if names_portal(declared.text) else None) or declared


def names_portal(text: str) -> bool:
    """Whether a declared title is the portal's or its section's, the same on every page: portal_titles.tsv."""
    return not text or any(pattern.fullmatch(text) for pattern in _portal_titles())


@cache
def _portal_titles() -> list[re.Pattern[str]]:
    with data.path("extraction", "portal_titles.tsv").open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [re.compile(row["pattern"], re.IGNORECASE) for row in rows]


def _bold_line(flat: Flat, container: Element) -> Title | None:
    for block in flat.blocks[container.start : container.start + FIRST_LINES]:
        bold = block.is_strong and not block.linked and SHORTEST <= block.extent <= LONGEST_BOLD
        if bold and block.text[-1] not in ".:;," and block.position + 1 < container.end:
            return printed_title(block)
        if len(block.text) >= LONGEST_BOLD:
            break
    return None


def _line_above(flat: Flat, container: Element) -> Title | None:
    """A line by itself above the container's first prose: a heading, bold, named a title, or with the date below it."""
    texts = [
        block for block in flat.of(container) if flat.weights[block.position] >= SENTENCE and not block.element.bad
    ]
    prose = next((block for block in texts if flat.weights[block.position] >= PROSE_SIZE), texts[0] if texts else None)
    dated = False
    for block in reversed(flat.blocks[max(0, prose.position - HIGHEST) : prose.position + 1] if prose else []):
        if block.element.bad or block.linked or len(block.text) > LONGEST_BOLD:
            continue
        if may_hold_date(block.text) and any(date.prose <= DATE_WORDS for date in find_dates(block.text)):
            dated = True
        elif block.extent >= SHORTEST and block.text[-1] not in ".:;," and (dated or _looks_like_one(block)):
            return printed_title(block)
    return None


def _looks_like_one(block: Block) -> bool:
    return block.element.tag in HEADINGS or block.is_strong or block.element.is_named("title")


def printed_title(block: Block) -> Title:
    """The title that a block prints, without the date that some portals glue to it."""
    glued = GLUED_DATE.search(block.text)
    return Title(block.text[: glued.start()], block, glued[0].strip()) if glued else Title(block.text, block)


def _without_suffix(title: Title, site: str) -> Title:
    """The title without the site's declared name, where a portal prints it behind every heading."""
    pieces = SEPARATED.split(title.text) if site else []
    if len(pieces) < 2 or _key(pieces[-1]) != site:
        return title
    return replace(title, text=title.text[: title.text.rindex(pieces[-1])].rstrip(ENDS))


def _key(text: str) -> str:
    return " ".join(WORDS.findall(fold(text)))


def _first_prose(flat: Flat) -> int:
    """The position of the page's third paragraph; a heading below it is one inside the text, or of another box."""
    paragraphs = [
        at for at, prose in enumerate(flat.weights) if prose >= PROSE_SIZE and not flat.blocks[at].element.bad
    ]
    return paragraphs[2] if len(paragraphs) > 2 else len(flat.blocks)


def _score(block: Block, declared: Declared, *, late: bool) -> float:
    """How much speaks for a heading as the title; 0 for what can't be one."""
    element = block.element
    rank = RANK.get(element.tag, 0.0)
    named = element.is_named("title")
    if element.bad in _NEVER or len(block.text) > LONGEST:
        return 0.0
    agreement = declared.agreement(block.text)
    if (late and agreement < 0.5) or (element.bad in _SELDOM and (element.tag != "h1" or agreement < 0.9)):
        return 0.0
    score = rank + named + 4 * agreement - LATE * late
    if block.link_share > 0.9 and (agreement < 0.9 or _leads_home(block)):
        score -= 2 if agreement < 0.9 else 4
    return score


_NEVER: Final = frozenset({"hidden", "comment", "related", "footer", "sidebar", "poll"})
_SELDOM: Final = frozenset({"nav", "ad"})
"""Menus and banners print the title as well on some sites (nist.gov), in the words of the head."""


def _leads_home(block: Block) -> bool:
    """Whether a linked heading leads to the site's first page, as its name does."""
    return any((anchor.attributes.get("href") or "") in {"/", "./"} for anchor in block.anchors)


def _agreement(key: str, declared: str) -> float:
    """How far a printed heading and a declared title are the same: 1 if equal, less if one begins the other."""
    if not key or not declared:
        return 0.0
    if key == declared:
        return 1.0
    short, long = sorted((key, declared), key=len)
    if extent(short) >= SHORTEST and long.startswith(short):
        return 0.95
    if extent(short) >= SHORTEST and short in long:
        return 0.7
    ours, theirs = set(key.split()), set(declared.split())
    both = len(ours & theirs)
    share = both / len(ours | theirs)
    if share > 0.6:
        return share
    return 0.4 if both > 2 and both >= KINDRED * min(len(ours), len(theirs)) else 0.0


def _without_site(head: Head, url: str) -> str:
    """The declared title without the name of the site at its end, known by its declaration or by its host."""
    text = head.first("og:title", "twitter:title", "title") or head.title
    pieces = SEPARATED.split(text)
    if len(pieces) < 2 or not _names_site(_key(pieces[-1]), _key(head.first("og:site_name", "application-name")), url):
        return text
    return text[: text.rindex(pieces[-1])].rstrip(ENDS)


def _names_site(key: str, site: str, url: str) -> bool:
    host = (urlsplit(url).hostname or "").replace("-", "")
    return bool(key) and (
        key == site
        or key.replace(" ", "") in host
        or (len(key.split(maxsplit=1)[0]) > 4 and key.split(maxsplit=1)[0] in host)
    )
