"""The menus of a page: by their containers' names, or, where no name says so, by rows of brief links.

Where a menu leads to is not judged here.
"""

from __future__ import annotations

from collections import defaultdict
from statistics import median

from crawler.discovery.anchors import Anchor
from crawler.discovery.tables import fits

_BRIEF = 6
"""Words of a menu's entry; heads of pages also carry tickers of the newest articles, whose titles are longer."""
_FEWEST = 4
_MEDIAN = 5
"""Half of a menu's entries have fewer words than this, half of a list's titles have more."""


def menu_of(anchors: list[Anchor]) -> set[str]:
    """The addresses that menus name briefly: sections, also where a heading in the content links to them."""
    return {anchor.url for row in _menus(anchors) for anchor in row if len(anchor.name.split()) <= _BRIEF}


def entries_of(anchors: list[Anchor]) -> set[str]:
    """All addresses that menus name."""
    return {anchor.url for row in _menus(anchors) for anchor in row}


def _menus(anchors: list[Anchor]) -> list[list[Anchor]]:
    rows: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        if anchor.url and anchor.name:
            rows[anchor.container.path].append(anchor)
    return [row for row in rows.values() if row[0].container.navigation or _reads_like_a_menu(row)]


def _reads_like_a_menu(row: list[Anchor]) -> bool:
    names = {anchor.name for anchor in row if not fits(anchor.name, "again", "discovery", "sections.toml")}
    return len(names) >= _FEWEST and median(len(name.split()) for name in names) < _MEDIAN
