"""What a page links to: the links of its site with their roles, the items of its listing, and its next page.

One walk over the tree that extraction has built; nothing is fetched and nothing is parsed again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser

from crawler.discovery.anchors import Anchor, Resolver, anchors_of, settled
from crawler.discovery.blocks import Block
from crawler.discovery.headings import heading_above
from crawler.discovery.items import article_shapes, items_of
from crawler.discovery.numbering import is_numbered
from crawler.discovery.pagers import next_page, unread_pager
from crawler.discovery.roles import target_of
from crawler.discovery.sections import sections_of
from crawler.discovery.shapes import shape_of
from crawler.items import Form, Link, Role
from crawler.locales import is_other_locale
from crawler.platforms.family import Family

_TITLE_WORDS = 3


@dataclass(slots=True)
class PageLinks:
    """`links` are all links of the same site that have a role, each address once; `items` those of its main listing.

    `unread_pager` is the script of a pager that no request is known for: there are more pages, and they are not read.
    """

    links: list[Link] = field(default_factory=list)
    items: list[Link] = field(default_factory=list)
    next_page: str | Form | None = None
    unread_pager: str = ""


def page_links(tree: LexborHTMLParser, url: str, family: Family) -> PageLinks:
    """The links of one page, fetched from `url`; without an address it links nowhere."""
    resolve = Resolver(tree, url, family)
    url = resolve(url) or url
    anchors = anchors_of(tree, resolve, family)
    blocks = items_of(tree, anchors, url, family)
    items = _items(tree, anchors, blocks, family)
    following = next_page(tree, url, anchors, resolve, family)
    known = {item.url: item for item in items}
    links = [
        known.get(anchor.url) or _link(anchor, role)
        for anchor, role in _roles(anchors, blocks, url, family)
        if anchor.url != following
    ]
    if isinstance(following, str) and target_of(url) == "/":  # a blog's home is the first page of its only listing
        links.append(Link(following, "listing"))
    unread = unread_pager(anchors, url) if items and following is None else ""
    return PageLinks([*_once(links), *_feeds(tree, resolve)], items, following, unread)


def _items(tree: LexborHTMLParser, anchors: list[Anchor], blocks: list[Block], family: Family) -> list[Link]:
    section = _section_of(tree, anchors, family)
    titles = {block.title for block in blocks}
    return [_item(block, section, titles) for block in blocks]


def _roles(anchors: list[Anchor], items: list[Block], url: str, family: Family) -> list[tuple[Anchor, Role]]:
    sections = sections_of(anchors, items, url, family)
    listed = {block.url for block in items}
    shapes = set() if family.article else article_shapes(items)
    roles: list[tuple[Anchor, Role]] = []
    for anchor in anchors:
        role = _role(anchor, url, listed, sections, shapes)
        if role:
            roles.append((anchor, role))
    return roles


def _role(anchor: Anchor, url: str, listed: set[str], sections: dict[str, str], shapes: set[str]) -> Role | None:
    if not anchor.url or anchor.url == url or anchor.form == "excluded":
        return None
    if is_other_locale(anchor.target, target_of(url)):
        return "twin"
    if anchor.form in ("twin", "file", "feed", "article"):
        return anchor.form
    if anchor.url in listed:
        return "article"
    if anchor.url in sections:
        return "listing"
    return "article" if _looks_like_an_article(anchor, shapes) else None


def _looks_like_an_article(anchor: Anchor, shapes: set[str]) -> bool:
    """Outside of the listing (side columns, related news) an article is told by its address, if it has a title."""
    return (
        shape_of(anchor.target) in shapes
        and len(anchor.name.split()) >= _TITLE_WORDS
        and not anchor.container.navigation
        and not is_numbered(anchor.target)
    )


def _link(anchor: Anchor, role: Role) -> Link:
    """A section is named by what leads to it."""
    return Link(anchor.url, role, anchor.name, section=anchor.name if role == "listing" else "")


def _item(block: Block, section: str, titles: set[str]) -> Link:
    """What the heading above a block names is its section, unless it is the title of the article before."""
    heading = "" if section else heading_above(block.root)
    return Link(block.url, "article", block.title, block.date, section or ("" if heading in titles else heading))


def _section_of(tree: LexborHTMLParser, anchors: list[Anchor], family: Family) -> str:
    """The last crumb, which names the listing."""
    for selector in family.fields.breadcrumb:
        crumbs = [settled(node.text(deep=True)) for node in tree.css(selector)]
        if len(crumbs) > 1 and crumbs[-1]:
            return crumbs[-1]
    crumbs = [anchor.text for anchor in anchors if anchor.container.crumbs]
    return crumbs[-1] if len(crumbs) > 1 else ""


def _feeds(tree: LexborHTMLParser, resolve: Resolver) -> list[Link]:
    links = []
    for node in tree.css("link[rel=alternate][href]"):
        kind = node.attributes.get("type") or ""
        url = resolve(node.attributes.get("href") or "")
        if url and ("rss" in kind or "atom" in kind):
            name = settled(node.attributes.get("title") or "")
            links.append(Link(url, "feed", name, section=name))
    return links


def _once(links: list[Link]) -> list[Link]:
    """Each address once, with the longest title that any of its links gave."""
    by_url: dict[str, Link] = {}
    for link in links:
        if link.url not in by_url or len(link.title) > len(by_url[link.url].title):
            by_url[link.url] = link
    return list(by_url.values())
