"""The author that the CMS names, and the source that an article was taken from, by their printed labels."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from crawler.extraction.block import Block
from crawler.extraction.zone import Zone
from crawler.text import settle

AUTHOR: Final = re.compile(r"^(?:tác giả(?: bài viết)?|người viết|người đăng|biên tập viên|author|written by|by)\s*:\s*(.+)$", re.I)
SOURCE: Final = re.compile(r"^[(\[]?\s*(?:nguồn(?: tin| bài viết)?|source)\s*:\s*(.+?)[)\]]?$", re.IGNORECASE)
TAKEN_FROM: Final = re.compile(r"^[(\[]?\s*(?:theo|nguồn)\s*:?\s+(.{2,60}?)[)\].]*$", re.IGNORECASE)
BARE_LINK: Final = re.compile(r"^https?://\S+$")
LONGEST: Final = 120


def find_author(zone: Zone) -> str:
    """The author by a label in the zone, or else by the page's microdata and metas; never the site itself."""
    for block in [*zone.after, *zone.flat.of(zone.container), *zone.before]:
        if len(block.text) <= LONGEST and (match := AUTHOR.match(block.text)):
            return match[1]
    for node in zone.flat.fields.get("author", []):
        name = node.css_first("[itemprop=name]") or node
        if text := settle(name.text()):
            return _no_site(text, zone)
    return _no_site(zone.head.first("author", "article:author", "dc.creator"), zone)


def _no_site(name: str, zone: Zone) -> str:
    """The name, unless it is the site's own or an account's (NukeViet's microdata: "quantri")."""
    if name.islower() and " " not in name:
        return ""
    site = zone.head.first("og:site_name", "copyright", "publisher")
    return "" if not name or name.startswith("http") or name in site or (site and site in name) else name


def find_source(zone: Zone) -> tuple[str, str]:
    """The source by a label in the zone: its name and, where it is linked, its address."""
    for block in [*zone.after, *reversed(zone.flat.of(zone.container))]:
        if len(block.text) <= LONGEST and (match := SOURCE.match(block.text)):
            return match[1], _address([block])
    return "", ""


def closing_source(blocks: list[Block]) -> Block | None:
    """The closing line that names a source: "Theo Baohatinh.vn", or a bare address."""
    for block in blocks[:-4:-1]:
        if len(block.text) <= LONGEST and (BARE_LINK.match(block.text) or TAKEN_FROM.match(block.text)):
            return block
    return None


def _address(blocks: Iterable[Block]) -> str:
    hrefs = (anchor.attributes.get("href") or "" for block in blocks for anchor in block.anchors)
    return next((href for href in hrefs if href.startswith("http")), "")
