"""What a home page says about who publishes it: host, title, name and footer. Whom they mean is not judged here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.items import Page
from crawler.scouting.tables import patterns, table
from crawler.text import decode, settle

FOOTERS = ("footer", "[id*=foot]", "[class*=foot]", "[id*=copyright]", "[class*=copyright]")
FOOTER_SIZE = 3_000


@dataclass(frozen=True, slots=True)
class Signs:
    """The host and the texts by which a site says whose it is; `name` is the site's own, without the page's title."""

    host: str
    name: str = ""
    footer: str = ""

    @property
    def labels(self) -> list[str]:
        """The labels of the host that may name somebody, from left to right."""
        labels = [] if self.host.replace(".", "").isdigit() else self.host.split(".")
        suffixes: Sequence[str] = table("names")["suffixes"]
        while labels and labels[-1] in suffixes:
            labels.pop()
        return labels


def signs_of(page: Page) -> Signs:
    """The signs of a home page."""
    tree = LexborHTMLParser(decode(page.body, None, page.headers))
    return Signs(
        host=urlsplit(page.url).hostname or "",
        name=_name([site_name(title) for title in _titles(tree)]),
        footer=_footer(tree),
    )


def _titles(tree: LexborHTMLParser) -> Iterator[str]:
    """What a page is called, the surest first."""
    yield from (node.attributes.get("content") or "" for node in tree.css('meta[property="og:site_name"]'))
    yield from (node.text() for node in tree.css("head > title"))
    yield from (node.attributes.get("content") or "" for node in tree.css('meta[name="description"]'))


def _name(names: list[str]) -> str:
    """The surest name of several words; one word alone is a host or a kind of page ("Website")."""
    found = [name for name in names if name]
    return next((name for name in found if " " in name), found[0] if found else "")


def site_name(title: str) -> str:
    """A title without the parts that name the page."""
    separators: Any = table("names")["separators"]
    parts = [part for part in re.split(separators, settle(title)) if part and not _names_the_page(part)]
    return " - ".join(parts)


def _names_the_page(part: str) -> bool:
    return any(pattern.search(part.lower()) for pattern, _ in patterns("names", "page"))


def _footer(tree: LexborHTMLParser) -> str:
    found = (_text(node) for selector in FOOTERS for node in tree.css(selector))
    return " | ".join(dict.fromkeys(filter(None, found)))[:FOOTER_SIZE]


def _text(node: LexborNode) -> str:
    for script in node.css("script, style"):
        script.decompose()
    return settle(node.text(separator=" "))
