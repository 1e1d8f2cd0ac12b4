"""Reads one page: decode, bound, parse once, walk once, recognise, judge its kind, extract. Pure; never raises.

Knows how the parts follow each other and nothing of what they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.addresses import same_site
from crawler.discovery.links import page_links
from crawler.extraction.article import build
from crawler.extraction.block import Block, Flat
from crawler.extraction.container import find_container
from crawler.extraction.dating import date_article
from crawler.extraction.head import Head
from crawler.extraction.kinds import judge, notice
from crawler.extraction.known import Known, is_left_behind, known_block, known_container, says_enough
from crawler.extraction.media import absolute
from crawler.extraction.parsing import Headers, Parsed, parse
from crawler.extraction.rights import find_rights
from crawler.extraction.template import Template
from crawler.extraction.title import find_title, printed_title, title_by_place
from crawler.extraction.zone import Location, Zone
from crawler.items import Article, Reading
from crawler.portals import Portal


def read_page(
    html: bytes,
    url: str,
    *,
    encoding: str | None = None,
    portal: Portal | None = None,
    platform: str | None = None,
    template: Template | None = None,
    headers: Headers = (),
) -> Reading:
    """All that one parse of a page says: its kind, its article or why it has none, its links."""
    chosen = platform or (portal.platform if portal else "")
    parsed = parse(html, url, encoding=encoding, platform=chosen, headers=headers)
    reading = _read(parsed, template)
    reading.rights = find_rights(parsed.flat)
    links = page_links(parsed.tree, parsed.url, parsed.family)
    reading.links, reading.items, reading.next_page = links.links, links.items, links.next_page
    reading.unread_pager = links.unread_pager
    return reading


def extract(
    html: bytes,
    url: str,
    *,
    encoding: str | None = None,
    portal: Portal | None = None,
    platform: str | None = None,
    template: Template | None = None,
    headers: Headers = (),
) -> Article | None:
    """The article of a page; None where it has none."""
    chosen = platform or (portal.platform if portal else "")
    return _read(parse(html, url, encoding=encoding, platform=chosen, headers=headers), template).article


def _read(parsed: Parsed, template: Template | None) -> Reading:
    if not parsed.flat.elements:
        return Reading("unreadable", reason="the page has no body", platform=parsed.family.id)
    told = notice(parsed.start, parsed.length, parsed.flat.blocks)
    if told is not None:
        return Reading(told[0], reason=told[1], platform=parsed.family.id)
    zone = zone_of(parsed, template)
    kind, reason = judge(zone, parsed.family)
    if kind != "article":
        return Reading(kind, reason=reason, platform=parsed.family.id)
    article = build(zone, parsed.family)
    date_article(article, zone, parsed.family.fields.date)
    return Reading("article", article, platform=parsed.family.id, drift=zone.place.drift)


def zone_of(parsed: Parsed, template: Template | None = None) -> Zone:
    """The article's zone: where the portal's template or its family says, or else where the text is."""
    flat, fields = parsed.flat, parsed.family.fields
    head = parsed.head
    printed = known_block(flat, fields.title)
    title = printed_title(printed) if printed is not None else find_title(flat, head, parsed.url)
    bodies = (*template.bodies, *fields.body) if template is not None else fields.body
    place = _place(flat, title.block, bodies)
    if title.block is None or not title.block.text.startswith(title.text):
        title = title_by_place(flat, place.container, title)
        place = _place(flat, title.block, bodies) if title.block is not None else place
    return Zone(flat, head, place, title, _address(parsed.url, head), template or Template())


def _place(flat: Flat, title: Block | None, bodies: Sequence[str]) -> Location:
    """The first known place that fits; the general way where none does, which a portal that has some drifted to."""
    known = known_container(flat, bodies)
    if known is not None and says_enough(flat, known.element):
        return Location(known.element, known.selector)
    container = find_container(flat, title)
    if known is not None and not is_left_behind(flat, known.element, container):
        return Location(known.element, known.selector)
    return Location(container, drift=_drift(bodies, known))


def _drift(bodies: Sequence[str], known: Known | None) -> str:
    if known is not None:
        return f"next to nothing in {known.selector}"
    return f"nothing at {', '.join(bodies)}" if bodies else ""


def _address(url: str, head: Head) -> str:
    """The canonical address that the page declares, if it is of this site and neither its home nor a section."""
    declared = absolute(head.canonical, url) if head.canonical else ""
    try:
        path, own = urlsplit(declared).path.rstrip("/"), urlsplit(url).path.rstrip("/")
        fits = bool(path) and not own.startswith(path + "/") and same_site(declared, url)
    except ValueError:
        return url
    return declared if fits else url
