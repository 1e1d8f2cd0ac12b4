"""Reads one page: decode, bound, parse once, walk once, recognise, judge its kind, extract. Pure; never raises.

Knows how the parts follow each other and nothing of what they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.addresses import same_site
from crawler.discovery.links import page_links
from crawler.extraction.article import build
from crawler.extraction.block import Block, Element, Flat
from crawler.extraction.container import find_container
from crawler.extraction.dating import date_article
from crawler.extraction.head import Head
from crawler.extraction.kinds import Judgement, is_static, judge, notice
from crawler.extraction.known import is_left_behind, known_block, known_containers, says_enough
from crawler.extraction.media import absolute
from crawler.extraction.parsing import Headers, Parsed, parse, rewalked
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
    parsed = parse(html, url, encoding=encoding, platform=chosen, headers=headers, bodies=_bodies(template))
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
    parsed = parse(html, url, encoding=encoding, platform=chosen, headers=headers, bodies=_bodies(template))
    return _read(parsed, template).article


def _bodies(template: Template | None) -> tuple[str, ...]:
    return template.bodies if template is not None else ()


def _read(parsed: Parsed, template: Template | None) -> Reading:
    """What a page is. A region in which no article is found was none, and all of the page is walked."""
    reading = _read_walked(parsed, template)
    if reading.article is None and parsed.flat.is_region:
        reading = _read_walked(rewalked(parsed), template)
    return reading


def _read_walked(parsed: Parsed, template: Template | None) -> Reading:
    if not parsed.flat.elements:
        return Reading("unreadable", reason="the page has no body", platform=parsed.family.id)
    told = notice(parsed.start, parsed.length, parsed.flat)
    if told is not None:
        return Reading(told[0], reason=told[1], platform=parsed.family.id)
    zone, (kind, reason) = _judged(parsed, template)
    if kind != "article":
        return Reading(kind, reason=reason, platform=parsed.family.id)
    article = build(zone, parsed.family)
    date_article(article, zone, parsed.family.fields.date)
    if is_static(article):
        return Reading("static", reason="a title as of pages about the unit, and no date", platform=parsed.family.id)
    return Reading("article", article, platform=parsed.family.id, drift=zone.place.drift)


def _judged(parsed: Parsed, template: Template | None) -> tuple[Zone, Judgement]:
    """The zone and what kind of page it shows. A template says where a body is, and seldom whether there is one."""
    zone = zone_of(parsed, template)
    judgement = judge(zone, parsed.family)
    if template is None or not zone.place.selector or (zone.place.is_sure and judgement[0] == "article"):
        return zone, judgement
    plain = zone_of(parsed)
    without = judge(plain, parsed.family)
    return (zone if without[0] == judgement[0] == "article" else plain), without


def zone_of(parsed: Parsed, template: Template | None = None) -> Zone:
    """The article's zone: where the portal's template or its family says, or else where the text is."""
    flat, fields = parsed.flat, parsed.family.fields
    head = parsed.head
    printed = known_block(flat, fields.title)
    title = printed_title(printed) if printed is not None else find_title(flat, head, parsed.url)
    bodies = (*_bodies(template), *fields.body)
    place = _place(flat, title.block, bodies)
    if title.block is None or not title.block.text.startswith(title.text):
        title = title_by_place(flat, place.container, title)
        place = _place(flat, title.block, bodies) if title.block is not None else place
    return Zone(flat, head, place, title, _address(parsed.url, head), template or Template())


def _place(flat: Flat, title: Block | None, bodies: Sequence[str]) -> Location:
    """The first known place that fits; the general way where none does, which a portal that has some drifted to."""
    general: Element | None = None
    left: list[str] = []
    for selector, element in known_containers(flat, bodies):
        if says_enough(flat, element):
            return Location(element, selector, is_sure=True)
        general = general or find_container(flat, title)
        if not is_left_behind(flat, element, general):
            return Location(element, selector)
        left.append(selector)
    return Location(general or find_container(flat, title), drift=_drift(bodies, left))


def _drift(bodies: Sequence[str], left: Sequence[str]) -> str:
    if left:
        return f"next to nothing in {', '.join(left)}"
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
