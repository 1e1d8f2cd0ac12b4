"""Collects the dates of a page with the place of each, and has `dates` choose the time of publication among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from crawler.extraction.block import Block
from crawler.extraction.dates import (
    MACHINE,
    DateCandidate,
    Region,
    choose_published,
    date_in_url,
    find_dates,
    may_hold_date,
    parse_date,
    prints_month_first,
    region_of,
)
from crawler.extraction.standing import is_prose
from crawler.extraction.zone import Zone
from crawler.items import Article, DatePlace

LONGEST: Final = 160
"""A date line is no longer, counters and labels included."""
BEFORE, INTO, AFTER = 4, 3, 8
"""So many blocks are read before the title, into the container and after it."""
DATED: Final = re.compile(r'"(date(?:Published|Created|Modified))"\s*:\s*"([^"]{8,40})"')
NOT_THE_ARTICLE: Final = frozenset({"comment", "related", "sidebar", "poll", "login"})
NOT_BEHIND: Final = NOT_THE_ARTICLE | {"footer", "ad"}
"""Above the text a `<footer>` holds a byline, and the names of ads are met on date lines."""


def date_article(article: Article, zone: Zone) -> None:
    """Give the article its time of publication and of the last edit."""
    region = region_of(zone.head.language, zone.url)
    if prints_month_first(block.text for block in zone.flat.blocks):
        region = replace(region, month_first=True)
    chosen = choose_published(list(_candidates(zone, region)), local=region.local)
    article.published, article.published_precision = chosen.published, chosen.precision
    article.published_raw, article.published_from = chosen.raw, chosen.place
    article.updated = chosen.updated


def _candidates(zone: Zone, region: Region) -> Iterator[DateCandidate]:
    yield from _declared(zone.title.date, "", "visible")
    yield from _visible(zone, region)
    yield from _microdata(zone)
    for name in MACHINE:
        if name in zone.head.metas:
            yield from _declared(zone.head.metas[name], name, "meta")
    found = date_in_url(zone.url)
    if found is not None:
        yield DateCandidate(found, "url")


def _visible(zone: Zone, region: Region) -> Iterator[DateCandidate]:
    title = zone.start
    for block in _date_blocks(zone):
        if (
            block is zone.title.block
            or len(block.text) > LONGEST
            or not may_hold_date(block.text)
            or block.element.bad == "hidden"
        ):
            continue
        inside = zone.container.start <= block.position < zone.container.end
        for found in find_dates(block.text, month_first=region.month_first):
            yield DateCandidate(
                found,
                "visible",
                distance=block.position - title,
                near_clock="clock" in block.element.verdict or (block.position < title and block.element.bad == "nav"),
                in_body=inside and is_prose(block) and found.prose > 20,
                in_related=block.element.bad
                in (NOT_THE_ARTICLE if block.position < zone.container.end else NOT_BEHIND),
                label=zone.flat.blocks[block.position - 1].text if block.position else "",
            )


def _date_blocks(zone: Zone) -> list[Block]:
    """The blocks around the title and the container's ends, and those whose names speak of a date."""
    flat, container = zone.flat.blocks, zone.container
    near = flat[max(0, zone.start - BEFORE) : container.start + INTO]
    after = flat[max(container.start + INTO, container.end - 2) : container.end + AFTER]
    named = [block for block in flat[container.start + INTO : container.end - 2] if "date" in block.element.verdict]
    return [*near, *named, *after]


def _microdata(zone: Zone) -> Iterator[DateCandidate]:
    fields = zone.flat.fields
    for name in ("datePublished", "dateCreated", "dateModified"):
        for node in fields.get(name, []):
            attributes = node.attributes
            text = attributes.get("content") or attributes.get("datetime") or node.text()
            yield from _declared(text, name.lower(), "microdata")
    for node in fields.get("time", [])[:3]:
        yield from _declared(node.attributes.get("datetime") or "", "time", "microdata")
    for text in [*zone.head.data, *zone.flat.data]:
        for name, value in DATED.findall(text)[:4]:
            yield from _declared(value, name.lower(), "microdata")


def _declared(text: str, label: str, place: DatePlace) -> Iterator[DateCandidate]:
    found = parse_date(text) if text else None
    if found is not None:
        yield DateCandidate(found, place, label=label)
