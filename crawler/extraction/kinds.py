"""What kind of page this is. Only an article has an `Article`; every other kind comes with its reason in words.

Notices (gates, floods, maintenance) are known by their words and by saying little else: data/extraction/notices.tsv.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from typing import Final, cast
from urllib.parse import urlsplit

from crawler import data
from crawler.discovery.roles import form_of, target_of
from crawler.extraction.block import Flat
from crawler.extraction.container import links_file
from crawler.extraction.media import FILE
from crawler.extraction.parsing import START
from crawler.extraction.phrases import phrase
from crawler.extraction.zone import Zone
from crawler.items import Article, PageKind
from crawler.platforms.family import Family

Judgement = tuple[PageKind, str]

BINARY: Final = ("%PDF-", "PK\x03\x04", "\x89PNG", "GIF8", "Rar!", "\x1f\x8b", "{\\rtf")
NOTICE_SIZE: Final = 1_500
"""A notice says no more than this; a longer text is about something."""
STUB_SIZE: Final = START
SEARCHES: Final = re.compile(
    r"(?:^|/)(?:search|seek|tim-kiem|timkiem)(?:/|\.|$)|[?&](?:q|s|keyword|query|tukhoa)=", re.IGNORECASE
)
HOME: Final = re.compile(
    r"^/?(?:portal/)?(?:pages/)?(?:vi/|en/)?(?:(?:index|default|home|trang-chu)(?:\.\w{2,5})?)?/?$", re.IGNORECASE
)
LOGIN: Final = re.compile(r"^(?:đăng nhập|log ?in|sign ?in)\b", re.IGNORECASE)
TITLE_SIZE: Final = 20
FURTHEST_TEASER: Final = 4
"""Between a linked title and its teaser stand at most a date, a counter and a section."""
LONGEST_TEASER: Final = 400
LISTED: Final = 3
"""A listing names more than so many articles for each paragraph of its own."""
FEWEST_ITEMS: Final = 4
SAID_OF_MORE: Final = frozenset({"login", "maintenance"})
"""Short news says these as well: of a road under construction, or "Sign in to continue" behind its first lines."""
READ_ON: Final = re.compile(
    r"[\W_]*(?:(?:xem|đọc)\s+(?:tiếp|thêm|chi tiết|toàn bộ)|chi tiết|read (?:more|on)|continue reading)[\W_]*$",
    re.IGNORECASE,
)
ARTICLE_TYPES: Final = re.compile(r'"@type"\s*:\s*\[?\s*"(?:\w*Article|BlogPosting|Report\w*)"')
DECLARED: Final = re.compile(r"""og:type["']\s+content=["']article""")


@cache
def _static_titles() -> list[re.Pattern[str]]:
    with data.path("extraction", "static_titles.tsv").open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [re.compile(row["pattern"], re.IGNORECASE) for row in rows]


def is_static(article: Article) -> bool:
    """Whether an article is a page about the unit: titled as these are, and without a date."""
    return article.published is None and any(pattern.fullmatch(article.title) for pattern in _static_titles())


@cache
def _notices() -> list[tuple[PageKind, re.Pattern[str]]]:
    with data.path("extraction", "notices.tsv").open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(cast(PageKind, row["kind"]), re.compile(row["pattern"], re.IGNORECASE | re.DOTALL)) for row in rows]


def notice(source: str, length: int, flat: Flat) -> Judgement | None:
    """The kind of a page that only says that it is not what was asked for; None for all others.

    `source` is the beginning of the page as it came, `length` that of all of it.
    """
    if length <= STUB_SIZE:
        for kind, pattern in _notices():
            if kind == "gate" and (match := pattern.search(source)):
                return kind, f"a gate page: {_shown(match)}"
    start = source.lstrip("\ufeff \r\n\t")
    if start.startswith(BINARY) or start.count("\0") + start.count("\ufffd") > len(start) // 20:
        return "unreadable", "the bytes are not those of an HTML page"
    blocks = flat.blocks
    size = sum(len(block.text) for block in blocks if not block.element.bad)
    if size == 0:
        return ("empty", "no text on the page") if not blocks else None
    if size > NOTICE_SIZE or flat.is_region:  # a region has a heading and paragraphs below it
        return None
    text = "\n".join(block.text for block in blocks if not block.element.bad)
    for kind, pattern in _notices():
        if (match := pattern.search(text)) and not (kind in SAID_OF_MORE and DECLARED.search(source)):
            return kind, f"the page says: {_shown(match)}"
    return None


def _shown(match: re.Match[str]) -> str:
    return " ".join(match[0].split())[:80]


def judge(zone: Zone, family: Family) -> Judgement:
    """The kind of a page that is no notice, with the reason where it is not an article."""
    form = form_of(target_of(zone.url), family)
    if form == "article":
        return _article_or_empty(zone)
    return _by_address(zone, family, form) or _by_content(zone, "home" if _is_first(zone.url) else "listing")


def _by_address(zone: Zone, family: Family, form: str) -> Judgement | None:
    """What the address and a form for a password say of a page, before its text is looked at."""
    if _asks_for_a_password(zone):
        return "login", "a form that asks for a password, and no text"
    if SEARCHES.search(target_of(zone.url)):
        return "search", "the address is a search"
    if form == "excluded":
        return "static", "the address is of a part of the site without news"
    if family.article and _is_first(zone.url):
        return "home", "the address is the portal's home"
    return ("listing", "the address is a listing of the platform") if form == "listing" else None


def _is_first(url: str) -> bool:
    parts = urlsplit(url)
    return bool(HOME.match(parts.path)) and not parts.query


def _by_content(zone: Zone, otherwise: PageKind) -> Judgement:
    """An article unless most of the main part are titles that lead elsewhere; `otherwise` is what it is then."""
    declared = zone.head.first("og:type") == "article" or any(ARTICLE_TYPES.search(text) for text in zone.flat.data)
    if not declared and _lists_teasers(zone):
        return otherwise, "titles with teasers, and no text of its own above them"
    items, paragraphs = _items(zone)
    if not declared and _leads_on(zone) > LISTED:
        return otherwise, "teasers with links to read on"
    if otherwise == "home" and _linked_titles(zone) > max(FEWEST_ITEMS, paragraphs):
        return otherwise, "the portal's first address, and linked titles on it"
    if not declared and items >= FEWEST_ITEMS and items > LISTED * paragraphs:
        return otherwise, f"{items} linked titles and {paragraphs} paragraphs in its main part"
    return _article_or_empty(zone)


def _leads_on(zone: Zone) -> int:
    """How many other pages the container's links to read on lead to ("Xem chi tiết" below an unlinked title)."""
    links = (block for block in zone.flat.of(zone.container) if block.link_share > 0.8 and READ_ON.match(block.text))
    return len({anchor.attributes.get("href") for block in links for anchor in block.anchors})


def _linked_titles(zone: Zone) -> int:
    blocks = zone.flat.blocks
    return sum(block.extent >= TITLE_SIZE and block.link_share > 0.8 and not block.element.bad for block in blocks)


def _lists_teasers(zone: Zone) -> bool:
    """Whether the page's teasers say more than its container, and nothing stands between its title and the first."""
    flat, teasers = zone.flat, zone.flat.teasers
    listed = [flat.blocks[at] for at in teasers if not flat.blocks[at].element.bad and flat.blocks[at].is_prose]
    own = [block for block in flat.of(zone.container) if block.is_prose and block.position not in teasers]
    if len(listed) < 2 or sum(len(block.text) for block in own) > sum(len(block.text) for block in listed):
        return False
    start = zone.title.block.position + 1 if zone.title.block is not None else zone.start
    above = flat.blocks[start : min(teasers)]
    return not any(block.is_prose and not block.element.bad for block in above)


def _asks_for_a_password(zone: Zone) -> bool:
    asked = any(node.attributes.get("type") == "password" for _, node in zone.flat.inputs)
    return asked and bool(LOGIN.search(zone.title.text))


def _items(zone: Zone) -> tuple[int, int]:
    """The linked titles and the paragraphs of the container; what follows a linked title is no paragraph.

    Titles below a text and a heading ("Các tin khác") are other articles, however short the text is.
    """
    items = paragraphs = 0
    since_title = FURTHEST_TEASER
    blocks = zone.flat.of(zone.container)
    if zone.title.block in blocks and zone.heading == zone.title.block.position:
        blocks = blocks[blocks.index(zone.title.block) + 1 :]
    for block in blocks:
        if block.element.bad:
            continue
        since_title += 1
        if block.link_share > 0.8:
            if block.extent >= TITLE_SIZE and not links_file(block) and not phrase(block.text):
                items, since_title = items + 1, 0
        elif paragraphs > 0 and paragraphs >= items and phrase(block.text) == "related":
            break
        elif block.is_prose and (since_title >= FURTHEST_TEASER or len(block.text) > LONGEST_TEASER):
            paragraphs += 1
    return items, paragraphs


def _article_or_empty(zone: Zone) -> Judgement:
    """An article may be one sentence, or nothing but a scan or a file; less is nothing."""
    prose = any(block.is_prose for block in zone.blocks if not block.element.bad)
    shown = any(zone.start <= picture.position <= zone.end for picture in zone.flat.pictures)
    if prose or (zone.title.text and (shown or any(FILE.search(href) for href in _links(zone)))):
        return "article", ""
    return "empty", "neither a sentence nor an image or a file below the title"


def _links(zone: Zone) -> Iterator[str]:
    for block in zone.blocks:
        for anchor in block.anchors:
            yield anchor.attributes.get("href") or ""
    for _, _, frame in zone.flat.frames:
        yield frame.attributes.get("src") or frame.attributes.get("data") or ""
