"""The sections that an article is filed under, from the page's breadcrumb, and its tags."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extraction.block import Block
from crawler.extraction.zone import Zone
from crawler.text import fold, settle

HOME: Final = frozenset({"trang nhat", "trang chu", "home", "trang nhat website", "homepage"})
FOLDED_CRUMBS: Final = "[itemtype$=BreadcrumbList], [class*=breadcrumb], [id*=breadcrumb]"
ABOVE, BELOW = 4, 6
"""So many blocks around the title are looked at for its section."""
TAG_LABEL: Final = re.compile(r"^(?:tags?|từ khóa|từ khoá|thẻ|keywords?)\s*:", re.IGNORECASE)


def find_sections(zone: Zone, selectors: tuple[str, ...]) -> list[str]:
    """The breadcrumb without home and the article itself; else the section linked beside the title, or declared."""
    root = zone.flat.elements[0].node
    nodes = root.css(", ".join(selectors)) if selectors else _crumbs(zone)
    names = [settle(node.text()) for node in nodes]
    sections = list(dict.fromkeys(name for name in names if _is_section(name, zone)))
    declared = zone.head.first("article:section")
    return sections or _beside_title(zone) or ([declared] if declared else [])


def _crumbs(zone: Zone) -> list[LexborNode]:
    """The parts of the breadcrumb: microdata, or what stands in an element that is called so."""
    marked = zone.flat.fields.get("itemListElement")
    if marked:
        return [node.css_first("[itemprop=name]") or node for node in marked]
    named = [element.node for element in zone.flat.elements if "crumbs" in element.verdict]
    folded = (fold.element.node.css_first(FOLDED_CRUMBS) for fold in zone.flat.folds)
    around = named[0] if named else next((node for node in folded if node is not None), None)
    if around is None:
        return []
    return around.css("a") or around.css("li, span")


def _beside_title(zone: Zone) -> list[str]:
    """The sections that are linked directly above the title or below it, where their names say so."""
    around = zone.flat.blocks[max(0, zone.start - ABOVE) : max(zone.start + BELOW, zone.container.start)]
    blocks = [block for block in around if "section" in block.element.named]
    names = [name for block in blocks for name in _names(block)]
    return list(dict.fromkeys(name for name in names if _is_section(name, zone)))


def _names(block: Block) -> list[str]:
    if block.link_share > 0.5:
        return [settle(anchor.text()) for anchor in block.anchors]
    return [block.text.strip(" |/>»›")] if "section" in block.element.verdict else []


def _is_section(name: str, zone: Zone) -> bool:
    return (
        bool(name)
        and fold(name) not in HOME
        and name != zone.title.text
        and len(name) < 80
        and name.strip("/>»› ") != ""
    )


def find_tags(zone: Zone) -> list[str]:
    """The tags printed in the zone, or else those that the head declares."""
    anchors: list[LexborNode] = []
    for block in zone.blocks:
        named = "tags" in block.element.verdict or (block.element.parent and "tags" in block.element.parent.verdict)
        if block.anchors and (TAG_LABEL.match(block.text) or (named and block.link_share > 0.5)):
            anchors.extend(block.anchors)
    printed = list(dict.fromkeys(text for anchor in anchors if (text := settle(anchor.text()).lstrip("#"))))
    return printed or list(dict.fromkeys(zone.head.tags))
