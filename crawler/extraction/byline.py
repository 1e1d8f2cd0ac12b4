"""The author that the CMS names, and the source that an article was taken from, by their printed labels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from crawler.extraction.block import Block
from crawler.extraction.media import absolute
from crawler.extraction.phrases import known_line
from crawler.extraction.zone import Zone
from crawler.text import settle

AUTHOR: Final = re.compile(
    r"^(?:tác giả(?: bài viết)?|người viết|người đăng|biên tập viên|author|written by|by)\s*:\s*(.+)$", re.I
)
WRITTEN_BY: Final = re.compile(r"^(?:được\s+)?(?:viết|đăng|gửi|biên soạn|soạn)\s+bởi\s*:?\s*([^|,(\d]{2,60})", re.I)
"""Joomla prints "Viết bởi" and DNN "Đăng bởi" without a colon, often with the date behind the name."""
SOURCE: Final = re.compile(r"^[(\[]?\s*(?:nguồn(?: tin| bài viết)?|source)\s*:\s*(.+?)[)\]]?$", re.IGNORECASE)
TAKEN_FROM: Final = re.compile(r"^[(\[]?\s*(?:theo|nguồn)\s*:?\s+(.{2,60}?)[)\].]*$", re.IGNORECASE)
BARE_LINK: Final = re.compile(r"^https?://[\w.-]+[^\s]*$")
CLOSING: Final = 3
LONGEST_TAKEN: Final = 60
AUTHORED: Final = re.compile(r'"author"\s*:\s*\[?\s*\{[^{}]{0,400}?"name"\s*:\s*"([^"]{2,80})"')
BY: Final = re.compile(r"^by\s+", re.IGNORECASE)
LONGEST: Final = 120
LONGEST_NAME: Final = 60


def find_author(zone: Zone) -> str:
    """The author by a label in the zone, or else by the page's microdata and metas; never the site itself."""
    for block in [*zone.after, *zone.flat.of(zone.container), *zone.before]:
        if _may_be_label(block.text) and (match := AUTHOR.match(_with_value(zone, block))):
            return match[1]
        if len(block.text) <= LONGEST and (match := WRITTEN_BY.match(block.text)) and _is_person(match[1].strip(" -–")):
            return match[1].strip(" -–")
    for block in zone.blocks:
        if block.element.is_named("author") and not block.element.bad and _is_person(block.text):
            return BY.sub("", block.text)
    for text in [*zone.head.data, *zone.flat.data]:
        if match := AUTHORED.search(text):
            return _no_site(settle(_unescaped(match[1])), zone)
    for node in zone.flat.fields.get("author", []):
        name = node.css_first("[itemprop=name]") or node
        if text := settle(name.text()):
            return _no_site(text, zone)
    return _no_site(zone.head.first("author", "article:author", "dc.creator"), zone)


def _may_be_label(text: str) -> bool:
    """Whether a line can begin with a label; cheaper to see than to match."""
    return len(text) <= LONGEST and ":" in text


def _with_value(zone: Zone, block: Block) -> str:
    """A block's text; a label alone in its cell with the text of the next cell: "Tác giả:" | "Trần Minh Khoa"."""
    row = block.element.within("tr") if block.text[-1] == ":" else None
    value = zone.flat.blocks[block.position + 1] if row is not None and block.position + 1 < row.end else None
    return f"{block.text} {value.text}" if value is not None and len(value.text) <= LONGEST_NAME else block.text


def _unescaped(text: str) -> str:
    """A string of a JSON script, its escapes read; as it stands where they are broken."""
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text


def is_byline(text: str) -> bool:
    """Whether a line is "By Jane Doe" in one of the languages of lines.tsv."""
    if len(text) > LONGEST_NAME:
        return False
    word, _, name = text.partition(" ")
    return known_line(word) == "by" and text[-1] not in ".?!" and _is_person(name.strip(" :"))


def _is_person(text: str) -> bool:
    """Whether a text can be a name: short, most of its words with a capital, nothing counted or labelled."""
    if len(text) > LONGEST_NAME or any(char.isdigit() or char in ":|" for char in text):
        return False
    words = BY.sub("", text).split()
    return bool(words) and sum(word[0].isupper() for word in words) * 2 > len(words)


def _no_site(name: str, zone: Zone) -> str:
    """The name, unless it is the site's own or an account's (NukeViet's microdata: "quantri")."""
    if name.islower() and " " not in name:
        return ""
    site = zone.head.first("og:site_name", "copyright", "publisher")
    return "" if not name or name.startswith("http") or name in site or (site and site in name) else name


def find_source(zone: Zone, closing: list[Block]) -> tuple[str, str]:
    """The source that a label, a name or the closing lines of the body tell of, with its address where it has one."""
    for block in [*zone.after, *reversed(zone.flat.of(zone.container))]:
        if _may_be_label(block.text) and (match := SOURCE.match(block.text)):
            return match[1], _address([block, *closing])
    for block in zone.after:
        if block.element.is_named("source") and len(block.text) <= LONGEST:
            return block.text, _address([block, *closing])
    url = _address(closing)
    names = (taken[1] for block in closing if (taken := TAKEN_FROM.match(block.text)))
    return next(names, urlsplit(url).hostname or ""), url


def closing_source(blocks: list[Block]) -> list[Block]:
    """The closing lines that name a source: "Theo Baohatinh.vn", a bare address, or both."""
    return [block for block in blocks[-CLOSING:] if BARE_LINK.match(block.text) or _names_source(block.text)]


def _names_source(text: str) -> bool:
    return len(text) <= LONGEST_TAKEN and text[-1] not in ":;" and TAKEN_FROM.match(text) is not None


def _address(blocks: Iterable[Block]) -> str:
    """The first address that the blocks print or link to."""
    for block in blocks:
        hrefs = [anchor.attributes.get("href") or "" for anchor in block.anchors]
        for href in (block.text, *hrefs):
            if BARE_LINK.match(href) and absolute(href, ""):
                return href
    return ""
