"""The items of a listing: the blocks of its main lists, and the shapes of address that articles have on this site.

Side columns are left out as far as one page can tell: by their containers, their narrowness and their headings.
"""

from __future__ import annotations

from collections import Counter
from statistics import median

from selectolax.lexbor import LexborHTMLParser

from crawler.discovery.anchors import Anchor
from crawler.discovery.blocks import Block, blocks_of, groups_of
from crawler.discovery.menus import menu_of
from crawler.discovery.numbering import is_numbered, page_base
from crawler.discovery.roles import target_of
from crawler.discovery.shapes import shape_of
from crawler.platforms.family import Family

_TITLE_WORDS = 5
"""A list's titles have at least so many words in the median; names of sections have fewer."""
_SHARE = 0.15
"""The part of all presented articles that must share a shape of address, for it to be one of articles."""


def items_of(tree: LexborHTMLParser, anchors: list[Anchor], url: str, family: Family) -> list[Block]:
    """The articles that the page lists, in its order, each once."""
    candidates = [anchor for anchor in anchors if _may_lead_to_an_article(anchor, url)]
    blocks = blocks_of(candidates)
    declared = _declared(tree, blocks, family)
    if declared or (family.article and family.listing):
        return declared
    # nothing here looks as the family says, or the family says nothing: the page is the evidence
    menu = menu_of(anchors)
    return _judged([block for block in blocks if block.url not in menu], page_base(target_of(url))[0])


def _declared(tree: LexborHTMLParser, blocks: list[Block], family: Family) -> list[Block]:
    """The blocks that the family's address patterns and selectors name; none where it has no patterns."""
    if not family.article:
        return []
    selected = {node.mem_id for selector in family.listings.items for node in tree.css(selector)}
    return [block for block in blocks if _is_declared(block, selected) and not block.side]


def _may_lead_to_an_article(anchor: Anchor, url: str) -> bool:
    return (
        bool(anchor.url)
        and anchor.url != url
        and anchor.form in ("article", "")
        and not anchor.container.navigation
        and not is_numbered(anchor.target)
    )


def _is_declared(block: Block, selected: set[int]) -> bool:
    return any(anchor.form == "article" for anchor in block.anchors) or any(
        anchor.node.mem_id in selected for anchor in block.anchors
    )


def _judged(blocks: list[Block], listing: str) -> list[Block]:
    """Blocks of the lists whose members read like titles, with the addresses that most of them have."""
    groups = groups_of([block for block in blocks if not block.side]).values()
    lists = [group for group in groups if _reads_like_titles(group, listing)]
    members = [block for group in lists for block in group]
    shapes = article_shapes(members)
    chosen = {block.url for block in members if shape_of(block.target) in shapes}
    return [block for block in blocks if block.url in chosen]


def article_shapes(members: list[Block]) -> set[str]:
    """The shapes of address that enough of the articles share; those with a date or a teaser are surer to be some."""
    sure = [block for block in members if block.date or block.text_length > 2 * len(block.title)] or members
    counts = Counter(shape_of(block.target) for block in sure)
    return {shape for shape, count in counts.items() if count >= _SHARE * len(sure)}


def _reads_like_titles(group: list[Block], listing: str) -> bool:
    if len(group) == 1 and not _is_presented(group[0], listing):
        return False
    return median(block.words for block in group) >= _TITLE_WORDS


def _is_presented(block: Block, listing: str) -> bool:
    """Whether a link that stands alone is an item all the same: the last page of a listing often has only one."""
    beneath = len(listing) > 1 and block.target.startswith(listing.partition("?")[0].removesuffix("/") + "/")
    return beneath or bool(block.date) or block.text_length > 2 * len(block.title)
