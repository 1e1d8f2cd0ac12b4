"""The sections that an article is filed under, from the page's breadcrumb, and its tags."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extraction.block import Block, Element
from crawler.extraction.zone import Zone
from crawler.text import fold, settle

HOME: Final = frozenset({"trang nhat", "trang chu", "home", "trang nhat website", "homepage"})
MOST_CRUMBS: Final = 12
"""A theme calls the whole page by the name of its breadcrumb (seen on a blog); a path is shorter."""
LONGEST: Final = 80
LONGEST_HOME: Final = max(map(len, HOME))
FOLDED_CRUMBS: Final = "[itemtype$=BreadcrumbList], [class*=breadcrumb], [id*=breadcrumb]"
ABOVE, BELOW = 6, 6
"""So many blocks around the title are looked at for its section."""
HIGHEST_LIST: Final = 4
LONGEST_TRAIL: Final = 3
TAG_LABEL: Final = re.compile(r"^(?:tags?|từ khóa|từ khoá|thẻ|keywords?)\s*:", re.IGNORECASE)


def find_sections(zone: Zone, selectors: tuple[str, ...]) -> list[str]:
    """The breadcrumb without home and the article itself; else the section linked beside the title, or declared."""
    nodes = zone.flat.css(", ".join(selectors)) if selectors else _crumbs(zone)
    names = [settle(node.text()) for node in nodes]
    declared = zone.head.first("article:section")
    return _chosen(names, zone) or _beside_title(zone) or _trail(zone) or ([declared] if declared else [])


def _chosen(names: Iterable[str], zone: Zone) -> list[str]:
    return list(dict.fromkeys(name for name in names if _is_section(name, zone)))


def _trail(zone: Zone) -> list[str]:
    """The links between the last one to the home page above the title and the title; a menu has more of them."""
    names: list[str] = []
    for block in reversed(zone.flat.blocks[max(0, zone.heading - ABOVE) : zone.heading]):
        if block.link_share <= 0.5 or block.element.bad or "|" in block.text:  # the last between a menu's entries
            continue
        found = [settle(anchor.text()) for anchor in block.anchors]
        homes = [at for at, name in enumerate(found) if fold(name) in HOME]
        names = [*(found[homes[-1] + 1 :] if homes else found), *names]
        if homes:
            return _chosen(names, zone) if len(names) <= LONGEST_TRAIL else []
    return []


def _crumbs(zone: Zone) -> list[LexborNode]:
    """The parts of the breadcrumb: microdata, or what stands in an element that is called so."""
    marked = zone.flat.fields.get("itemListElement")
    if marked:
        return [node.css_first("[itemprop=name]") or node for node in marked]
    named = (element.node for element in zone.flat.elements if "crumbs" in element.verdict)
    around = next(named, None) or next(iter(zone.flat.css(FOLDED_CRUMBS)), None)
    if around is None:
        return []
    links = around.css("a")
    return [] if len(links) > MOST_CRUMBS else links or around.css("li, span")


def _beside_title(zone: Zone) -> list[str]:
    """The sections that are linked directly above the title or below it, where their names say so."""
    around = zone.flat.blocks[max(0, zone.start - ABOVE) : max(zone.start + BELOW, zone.container.start)]
    blocks = [block for block in around if block.element.is_named("section")]
    names = [name for block in blocks for name in _names(block)]
    return _chosen(names, zone)


def _names(block: Block) -> list[str]:
    if block.link_share > 0.5:
        return [settle(anchor.text()) for anchor in block.anchors]
    return [block.text.strip(" |/>»›")] if "section" in block.element.verdict else []


def _is_section(name: str, zone: Zone) -> bool:
    if not 0 < len(name) < LONGEST or name == zone.title.text or not name.strip("/>»› "):
        return False
    return len(name) > LONGEST_HOME or fold(name) not in HOME


def find_tags(zone: Zone) -> list[str]:
    """The tags printed in the zone, or else those that the head declares."""
    anchors: list[LexborNode] = []
    for block in zone.blocks:
        if block.linked and (TAG_LABEL.match(block.text) or (block.link_share > 0.5 and _lists_tags(block))):
            anchors.extend(block.anchors)
    printed = list(dict.fromkeys(text for anchor in anchors if (text := settle(anchor.text()).lstrip("#"))))
    return printed or list(dict.fromkeys(zone.head.tags))


def _lists_tags(block: Block) -> bool:
    """Whether one of the nearest elements around a block is called a list of tags (OneCMS: div > ul > li > h4)."""
    element: Element | None = block.element
    for _ in range(HIGHEST_LIST):
        if element is None or "tags" in element.verdict:
            break
        element = element.parent
    return element is not None and "tags" in element.verdict
