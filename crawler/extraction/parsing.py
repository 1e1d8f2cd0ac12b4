"""Bytes to one tree and its flat blocks: the encoding decided, the size bounded, the platform recognised.

Knows how these follow each other; what the blocks mean is for others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.extraction.belief import walked
from crawler.extraction.block import Flat
from crawler.extraction.bounds import HARMLESS, flattened, within_bounds
from crawler.extraction.head import Head, read_head
from crawler.extraction.region import Places, Region, find_region, places_of
from crawler.platforms import Family, by_id, recognise
from crawler.text import decode
from crawler.text.decoding import as_utf8
from crawler.text.recognition import shows_font

Headers = Sequence[tuple[str, str]]

START: Final = 4_000
"""So many characters of a page are kept as they came: enough for a gate page, or to see that it is no page."""


@dataclass(slots=True)
class Parsed:
    """A page that was parsed and walked. `start` is the beginning of its source, which is `length` long."""

    start: str
    length: int
    url: str
    family: Family
    tree: LexborHTMLParser
    head: Head
    flat: Flat


def parse(
    html: bytes,
    url: str,
    *,
    encoding: str | None = None,
    platform: str = "",
    headers: Headers = (),
    bodies: Sequence[str] = (),
    whole: bool = False,
) -> Parsed:
    """The page as tree and flat blocks, and the family that it is of.

    Nearly all pages are UTF-8 and small. They are parsed as they came, since decoding would cost half of a parse; the
    text that comes out tells if they were anything else. `bodies` are places where the portal is known to have its
    articles. Only the region of the article is walked, where it is beyond doubt; the `whole` page if it is asked for.
    """
    url = _readable(url)
    whole = whole or urlsplit(url).path in {"", "/"}  # a home has a heading and a greeting beside its listings
    if platform and (plain := as_utf8(html, encoding)) is not None and plain.count(b"<") <= HARMLESS:
        family = by_id(platform)
        parsed = _parsed(plain, url, family, None if whole else places_of(family, bodies))
        if not _is_doubtful(parsed, html):
            return parsed
    text = decode(html, encoding, headers)
    if not within_bounds(text):
        text = flattened(text)
    family = by_id(platform) if platform else recognise(text, url, headers)[0]
    return _parsed(text, url, family, None if whole else places_of(family, bodies))


def rewalked(parsed: Parsed) -> Parsed:
    """The same page with all of its body walked."""
    return _walked(parsed.tree, parsed.start, parsed.length, parsed.url, parsed.family, None)


def _parsed(page: str | bytes, url: str, family: Family, places: Places | None) -> Parsed:
    # As in a browser with scripts, <noscript> is one text: an <img> in it would end the head (seen on blogs).
    tree = LexborHTMLParser(page, scripting=True)
    start = page[:START]
    shown = start if isinstance(start, str) else start.decode("utf-8", "replace")
    return _walked(tree, shown, len(page), url, family, places)


def _walked(tree: LexborHTMLParser, start: str, length: int, url: str, family: Family, places: Places | None) -> Parsed:
    """A tree walked, in the region that the places lead to; all of it without them."""
    body, head, flat = tree.body, read_head(tree), Flat()
    if body is not None:
        region = find_region(body, head, places) if places is not None else Region(body)
        flat = walked(region.root)
        flat.page, flat.before, flat.after = body, region.before, region.after
        for nodes in (flat.strays, flat.before, flat.after):
            head.read(nodes)
    return Parsed(start, length, url, family, tree, head, flat)


def _is_doubtful(parsed: Parsed, html: bytes) -> bool:
    """Whether a page that was taken for UTF-8 has broken letters, or the letters of an old font and its name."""
    shown = "".join([parsed.head.title, *[block.text for block in parsed.flat.blocks]])
    return "\ufffd" in shown or shows_font(html, shown)


def _readable(url: str) -> str:
    """The address, or a blank one where it can't be taken apart ("http://[")."""
    try:
        urlsplit(url).port  # noqa: B018 - reading it checks it
    except ValueError:
        return "about:blank"
    return url
