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
    DateFound,
    Region,
    choose_published,
    date_in_url,
    find_dates,
    may_hold_date,
    parse_date,
    prints_month_first,
    region_of,
)
from crawler.extraction.prose import TITLE_SIZE
from crawler.extraction.zone import Zone
from crawler.items import Article, DatePlace
from crawler.text import settle

LONGEST: Final = 160
"""A date line is no longer, counters and labels included."""
LONGEST_INSIDE: Final = 110
"""Among the paragraphs a longer text is a sentence that has a date in it."""
BEFORE, INTO, AFTER = 4, 6, 8
"""So many blocks are read before the title, from the first paragraph on, and after the last one or the container."""
HEADING = 15
"""Between title and first paragraph stand no more blocks than these."""
ROW = 3
"""Entries of a wider row are figures, and a date among them is one of their columns."""
DATED: Final = re.compile(r'"(date(?:Published|Created|Modified))"\s*:\s*"([^"]{8,40})"')
TIMED: Final = frozenset({"minute", "second"})
NOT_THE_ARTICLE: Final = frozenset({"comment", "related", "sidebar", "poll", "login"})
NOT_BEHIND: Final = NOT_THE_ARTICLE | {"footer", "ad"}
"""Above the text a `<footer>` holds a byline, and the names of ads are met on date lines."""


def date_article(article: Article, zone: Zone, selectors: tuple[str, ...]) -> None:
    """Give the article its time of publication and of the last edit; `selectors` are where its family prints it."""
    region = region_of(zone.head.language, zone.url)
    if prints_month_first(block.text for block in zone.flat.blocks):
        region = replace(region, month_first=True)
    chosen = choose_published(list(_candidates(zone, region, selectors)), local=region.local)
    article.published, article.published_precision = chosen.published, chosen.precision
    article.published_raw, article.published_from = chosen.raw, chosen.place
    article.updated = chosen.updated


def _candidates(zone: Zone, region: Region, selectors: tuple[str, ...]) -> Iterator[DateCandidate]:
    known = list(_known(zone, region, selectors))
    yield from known
    yield from _declared(zone.title.date, "", "visible")
    if not any(date.found.precision in TIMED for date in known):
        yield from _visible(zone, region)
    yield from _microdata(zone)
    for name in MACHINE:
        if name in zone.head.metas:
            yield from _declared(zone.head.meta(name), name, "meta")
    found = date_in_url(zone.url)
    if found is not None:
        yield DateCandidate(found, "url")


def _known(zone: Zone, region: Region, selectors: tuple[str, ...]) -> Iterator[DateCandidate]:
    """The dates where the page's family prints them, from the first selector that leads to any."""
    for selector in selectors:
        texts = (settle(node.text(separator=" ")) for node in zone.flat.css(selector))
        found = [date for text in texts for date in find_dates(text, month_first=region.month_first)]
        if found:
            yield from (DateCandidate(date, "visible", known=True) for date in found)
            return


def _visible(zone: Zone, region: Region) -> Iterator[DateCandidate]:
    title = zone.heading
    prose = [block.position for block in zone.flat.of(zone.container) if block.position > title and block.is_prose]
    first, last = (prose[0], prose[-1]) if prose else (title + 1, title + 1)
    for block in _date_blocks(zone, min(first, title + HEADING) + INTO, last):
        inside = zone.container.start <= block.position < zone.container.end
        if (
            block is zone.title.block
            or len(block.text) > (LONGEST_INSIDE if inside else LONGEST)
            or not may_hold_date(block.text)
            or block.element.bad == "hidden"
        ):
            continue
        for found in printed_dates(block, month_first=region.month_first):
            yield DateCandidate(
                found,
                "visible",
                distance=block.position - title if block.position <= last else HEADING + block.position - last,
                near_clock="clock" in block.element.verdict or (block.position < title and block.element.bad == "nav"),
                in_body=inside and block.is_prose and found.prose > 20,
                in_related=_is_others(zone, block, last),
                label=zone.flat.blocks[block.position - 1].text if block.position else "",
                below=block.position > last,
            )


def printed_dates(block: Block, *, month_first: bool = False) -> list[DateFound]:
    """The dates of a block; a date and a counter that touch in two spans ("17/08/2023 14:351204") are read apart."""
    together = find_dates(block.text, month_first=month_first)
    spaced = settle(" ".join(block.parts)) if len(block.parts) > 1 else block.text
    if spaced == block.text:
        return together
    apart = find_dates(spaced, month_first=month_first)
    return apart if any(date.precision in TIMED for date in apart) or not together else together


def _date_blocks(zone: Zone, opening: int, last: int) -> list[Block]:
    """The blocks around the title, those below the last paragraph, and those whose names speak of a date."""
    flat, container = zone.flat.blocks, zone.container
    opening = max(opening, container.start + INTO)
    near = flat[max(0, zone.heading - BEFORE) : opening]
    below = max(opening, last + 1)
    after = flat[below : max(below + AFTER, container.end + AFTER)]
    named = [block for block in flat[opening:below] if "date" in block.element.verdict]
    return [*near, *named, *after]


def _is_others(zone: Zone, block: Block, last: int) -> bool:
    """Whether a date is another article's or a figure's: in a widget, below the text with a link, in a wide row."""
    if block.element.bad in (NOT_THE_ARTICLE if block.position < zone.container.end else NOT_BEHIND):
        return True
    if block.position > last and (block.link_share > 0.5 or block.position in zone.flat.teasers):
        return True
    above = zone.flat.blocks[block.position - 1] if block.position > last + 1 else block
    if above.link_share > 0.8 and above.extent >= TITLE_SIZE and above is not zone.title.block:
        return True
    row = block.element.within("tr")
    return row is not None and row.end - row.start > ROW and row.start > zone.heading


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
