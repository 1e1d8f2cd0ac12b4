"""Reads feeds: RSS 2, RSS 1 (RDF) and Atom.

A feed's date is a hint at most: NukeViet prints the month where the minutes belong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from lxml import etree

from crawler.addresses import canonical, same_site, spelled_like
from crawler.discovery.xml import local_name, root_of, text_of
from crawler.items import Link
from crawler.platforms.family import Family
from crawler.platforms.generic import GENERIC

_TAG = re.compile(r"<[^>]+>")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
_SPACES = re.compile(r"\s+")
_ROOTS = ("rss", "rdf", "feed")


@dataclass(slots=True)
class FeedReading:
    """The articles that a feed names, its own title, and what was wrong (empty if nothing)."""

    links: list[Link] = field(default_factory=list)
    title: str = ""
    error: str = ""


def read_feed(body: bytes, url: str, *, family: Family = GENERIC) -> FeedReading:
    """What the feed at `url` names of its own site, as far as it is whole."""
    root, error = root_of(body)
    if root is None:
        return FeedReading(error=error)
    if local_name(root) not in _ROOTS:
        return FeedReading(error=f"no feed: the root element is <{local_name(root)}>")
    channel = next((child for child in root if local_name(child) == "channel"), root)
    title = plain_text(text_of(channel, "title"))
    entries = [element for element in root.iter() if local_name(element) in ("item", "entry")]
    links = [link for entry in entries if (link := _link(entry, url, title, family))]
    return FeedReading(list({link.url: link for link in reversed(links)}.values())[::-1], title, error)


def plain_text(text: str) -> str:
    """Text without tags, whose entities may be encoded twice (haiquang.ninhbinh)."""
    for _ in range(3):
        if not _ENTITY.search(text):
            break
        text = unescape(text)
    return _SPACES.sub(" ", _TAG.sub(" ", text)).strip()


def _link(entry: etree._Element, url: str, section: str, family: Family) -> Link | None:
    address = _address(entry)
    try:
        address = canonical(address, family=family)
    except ValueError:  # an entry without a usable address names nothing
        return None
    if not same_site(address, url):
        return None
    date = text_of(entry, "pubdate", "published", "date", "updated")
    return Link(spelled_like(address, url), "article", plain_text(text_of(entry, "title")), date, section)


def _address(entry: etree._Element) -> str:
    """The entry's link: an element's text (RSS), an attribute (Atom), or else the guid."""
    for child in entry:
        if local_name(child) == "link" and child.get("rel", "alternate") == "alternate":
            return (child.text or child.get("href") or "").strip()
    return text_of(entry, "guid")
