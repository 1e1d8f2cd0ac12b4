"""Learns a portal's template from a set of its pages: the same set gives the same template, in whatever order it comes.

Knows how pages are read; where they are kept and which are asked is the caller's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from crawler.addresses import key
from crawler.extraction.kinds import judge
from crawler.extraction.reading import parse, zone_of
from crawler.extraction.template import Template, common, masked, selector
from crawler.extraction.zone import Zone

SAMPLE: Final = 40
"""So many pages are learned from: those whose keys come first."""
FEWEST: Final = 5
LETTERS: Final = 8
SHARE: Final = 0.6
"""What less of the pages have in common is no template."""


def learn(pages: Iterable[tuple[str, bytes]], *, platform: str = "") -> Template | None:
    """The template of article pages, given as address and bytes; None where they are too few or too unlike."""
    chosen = sorted({key(url): (url, html) for url, html in sorted(pages)}.items())[:SAMPLE]
    zones = list(_zones((page for _, page in chosen), platform))
    if len(zones) < FEWEST:
        return None
    body = common((selector(zone.container.node) for zone in zones), SHARE)
    lines = Counter(line for zone in zones for line in {masked(text) for text in _lines(zone)})
    repeated = frozenset(line for line, count in lines.items() if count >= SHARE * len(zones))
    return Template(body, repeated) if body or repeated else None


def _lines(zone: Zone) -> Iterator[str]:
    """The lines of a zone that say something; the first column of a table is the same in many articles."""
    return (block.text for block in zone.blocks if sum(map(str.isalpha, block.text)) >= LETTERS)


def _zones(pages: Iterable[tuple[str, bytes]], platform: str) -> Iterator[Zone]:
    for url, html in pages:
        parsed = parse(html, url, platform=platform)
        if not parsed.flat.elements:
            continue
        zone = zone_of(parsed)
        if judge(zone, parsed.family)[0] == "article":
            yield zone
