"""Which links lead to sections of news: judged by their words, their place, and the articles below their address."""

from __future__ import annotations

from crawler.discovery.anchors import Anchor
from crawler.discovery.blocks import Block
from crawler.discovery.menus import entries_of
from crawler.discovery.numbering import is_numbered, page_base
from crawler.discovery.roles import target_of
from crawler.discovery.shapes import has_long_name, shape_of
from crawler.discovery.tables import fits
from crawler.platforms.family import Family

_TABLE = ("discovery", "sections.toml")
_LONGEST = 15
"""Words of a menu entry; "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh" has 14."""
_LONGEST_OUTSIDE = 6
"""Words of a section's name outside of menus, where a title may begin with "Thông báo" as well."""


def sections_of(anchors: list[Anchor], items: list[Block], url: str, family: Family) -> dict[str, str]:
    """The sections that the page links to, by address, with their names."""
    listed = {block.url for block in items}
    possible = [
        anchor
        for anchor in anchors
        if _may_lead_to_a_section(anchor, url) and anchor.url not in listed and _has_a_name(anchor)
    ]
    declared = {anchor.url: anchor.name for anchor in possible if anchor.form == "listing"}
    if family.article and family.listing:
        return declared
    taken = {shape_of(target_of(url)), *(shape_of(block.target) for block in items)}
    menus = entries_of(anchors)
    likely = [anchor for anchor in possible if not _is_title(anchor, taken, in_menu=anchor.url in menus)]
    return declared | _judged(likely, {block.target for block in items}, menus)


def _has_a_name(anchor: Anchor) -> bool:
    return bool(anchor.name) and not fits(anchor.name.lower(), "never", *_TABLE)


def _is_title(anchor: Anchor, taken: set[str], *, in_menu: bool) -> bool:
    """Whether this is rather an article: long, or outside of menus, with an address like the items' or this page's."""
    if not in_menu and has_long_name(anchor.target):
        return True
    return (not in_menu or len(anchor.name.split()) > _LONGEST_OUTSIDE) and shape_of(anchor.target) in taken


def _may_lead_to_a_section(anchor: Anchor, url: str) -> bool:
    return (
        bool(anchor.url)
        and anchor.url != url
        and anchor.target != "/"
        and anchor.form in ("listing", "")
        and (not is_numbered(anchor.target) or _is_first_page(anchor))
    )


def _is_first_page(anchor: Anchor) -> bool:
    """A menu may name the first page of a section by its number: /Pages/tintuc/chuyenmuc.aspx?ChuyenMucID=32&page=1."""
    number = page_base(anchor.target)[1]
    return number in (0, 1) and anchor.container.navigation and len(anchor.name.split()) > 1


def _judged(anchors: list[Anchor], articles: set[str], entries: set[str]) -> dict[str, str]:
    """Sections by their words or the articles below them, then menu entries of the same menu and shape as these."""
    parents = {parent for article in articles for parent in _parents(article)}
    allowed = [anchor for anchor in anchors if not fits(anchor.name.lower(), "other", *_TABLE)]
    sections = {
        a.url: a.name
        for a in allowed
        if a.target.rstrip("/") in parents or _says_news(a, _LONGEST if a.url in entries else _LONGEST_OUTSIDE)
    }
    menus = {(a.container.path, shape_of(a.target)) for a in allowed if a.url in sections and a.url in entries}
    alike = {a.url: a.name for a in allowed if (a.container.path, shape_of(a.target)) in menus}
    return alike | sections


def _says_news(anchor: Anchor, longest: int) -> bool:
    return len(anchor.name.split()) <= longest and fits(anchor.name.lower(), "news", *_TABLE)


def _parents(target: str) -> list[str]:
    """The addresses above an article's, without the home page."""
    segments = target.partition("?")[0].split("/")[1:-1]
    return ["/" + "/".join(segments[: length + 1]) for length in range(len(segments)) if segments[length]]
