"""The shape of a CMS family: what a file in this folder declares, and nothing that it computes.

Selectors are CSS, tried in order. Address patterns are regular expressions searched in path and query (`/a/b?c=d`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from re import Pattern
from typing import Literal


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign by which a family is recognised. Marks of a page add up; a family is taken from `THRESHOLD` on."""

    where: Literal["html", "path", "generator", "header", "cookie"]
    pattern: Pattern[str]
    weight: int
    seen_on: str


@dataclass(frozen=True, slots=True)
class Fields:
    """Where the fields of an article stand. An empty tuple leaves the field to the general way."""

    title: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    breadcrumb: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    junk: tuple[str, ...] = ()
    """Blocks inside the article's zone that are the platform's widgets, with the category of `removed`."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The request that a listing's script makes for its later pages, where no link leads to them.

    `found` names what stands in the page's scripts (the pattern's group); url and fields take it as `{name}`, and the
    number of the page as `{page}`. An answer is a piece of HTML, or JSON whose `items` are read by the other names.
    """

    url: str
    fields: tuple[tuple[str, str], ...]
    found: tuple[tuple[str, Pattern[str]], ...]
    page_field: str
    items: str = ""
    link: str = ""
    title: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Listings:
    """How the family lists its news and turns the pages."""

    items: tuple[str, ...] = ()
    """The links to articles in a listing."""
    next_page: tuple[str, ...] = ()
    """The link to the next page, where the family prints one."""
    postback: bool = False
    """Pages turn by posting the page's form (`__doPostBack`)."""
    endpoints: tuple[Endpoint, ...] = ()
    """Requests by which scripts fetch later pages."""
    feeds: tuple[str, ...] = ()
    """Paths of feeds below the portal's address."""
    sitemaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """One CMS family, as declared in a file of `crawler.platforms`."""

    id: str
    name: str
    marks: tuple[Mark, ...] = ()
    article: tuple[Pattern[str], ...] = ()
    """Addresses of articles. Empty: learned from the listings."""
    listing: tuple[Pattern[str], ...] = ()
    twin: tuple[Pattern[str], ...] = ()
    """Print pages, saved copies, locale copies: never fetched."""
    excluded: tuple[Pattern[str], ...] = ()
    """Modules that are no news (login, contact, statistics)."""
    identity: Pattern[str] | None = None
    """Its first group names the same article under every address of one portal."""
    identity_parameters: frozenset[str] = field(default=frozenset())
    """Query parameters that name an article or a page; all others are noise."""
    fields: Fields = Fields()
    listings: Listings = Listings()
    believed: tuple[str, ...] = ()
    """What is inferred and was not seen, in words."""
