"""Reads one page: decode, bound, parse once, walk once, recognise, judge its kind, extract. Pure; never raises.

Knows how the parts follow each other and nothing of what they do.
"""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from crawler.extraction.article import build
from crawler.extraction.bounds import flattened, within_bounds
from crawler.extraction.container import find_container
from crawler.extraction.head import read_head
from crawler.extraction.title import find_title
from crawler.extraction.walk import Walk
from crawler.extraction.zone import Zone
from crawler.items import Article, Reading
from crawler.portals import Portal
from crawler.text import decode

Headers = Sequence[tuple[str, str]]


def read_page(
    html: bytes,
    url: str,
    *,
    encoding: str | None = None,
    portal: Portal | None = None,
    platform: str | None = None,
    template: object = None,
    headers: Headers = (),
) -> Reading:
    """All that one parse of a page says: its kind, its article or why it has none, its links."""
    text = decode(html, encoding, headers)
    if not within_bounds(text):
        text = flattened(text)
    tree = LexborHTMLParser(text, scripting=True)
    body = tree.body
    if body is None:
        return Reading("unreadable", reason="no body")
    flat = Walk().run(body)
    head = read_head(tree)
    container = find_container(flat)
    title = find_title(flat, head, container)
    zone = Zone(flat, head, container, title, url)
    return Reading("article", build(zone), platform=platform or "generic")


def extract(
    html: bytes,
    url: str,
    *,
    encoding: str | None = None,
    portal: Portal | None = None,
    platform: str | None = None,
    template: object = None,
    headers: Headers = (),
) -> Article | None:
    """The article of a page; None where it has none."""
    return read_page(
        html, url, encoding=encoding, portal=portal, platform=platform, template=template, headers=headers
    ).article
