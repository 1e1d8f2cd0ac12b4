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


def parse(html: bytes, url: str, *, encoding: str | None = None, platform: str = "", headers: Headers = ()) -> Parsed:
    """The page as tree and flat blocks, and the family that it is of.

    Nearly all pages are UTF-8 and small. They are parsed as they came, since decoding would cost half of a parse; the
    text that comes out tells if they were anything else.
    """
    url = _readable(url)
    if platform and (plain := as_utf8(html, encoding)) is not None and plain.count(b"<") <= HARMLESS:
        parsed = _parsed(plain, url, by_id(platform))
        if not _is_doubtful(parsed, html):
            return parsed
    text = decode(html, encoding, headers)
    if not within_bounds(text):
        text = flattened(text)
    return _parsed(text, url, by_id(platform) if platform else recognise(text, url, headers)[0])


def _parsed(page: str | bytes, url: str, family: Family) -> Parsed:
    # As in a browser with scripts, <noscript> is one text: an <img> in it would end the head (seen on blogs).
    tree = LexborHTMLParser(page, scripting=True)
    flat = walked(tree.body) if tree.body is not None else Flat()
    start = page[:START]
    shown = start if isinstance(start, str) else start.decode("utf-8", "replace")
    return Parsed(shown, len(page), url, family, tree, read_head(tree, flat.strays), flat)


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
