"""The only shapes that travel between the parts of congtin.

A crawl turns every frontier address into one `Visit`; a `Visit` carries the fetched `Page`s, what was read from them
and the `Article`, if there is one. This file must know neither HTTP clients, nor HTML, nor SQL.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Precision = Literal["second", "minute", "day", "month", "year", "none"]
"""How exact `Article.published` is. With "day" the time is 00:00 and means nothing; with "none" there is no date."""

DatePlace = Literal["visible", "microdata", "meta", "feed", "url", ""]
"""Where on the page the published time was read; empty without a date."""

PageKind = Literal[
    "article", "listing", "home", "search", "static", "login",  # whole pages
    "gate", "flood", "maintenance", "soft_404", "empty", "unreadable",  # not what was asked for
]  # fmt: skip
"""What a stored page is. Only "article" has an `Article`; every other kind has a reason in its `Reading`."""

Role = Literal["home", "sitemap", "feed", "listing", "article", "file", "twin", "robots"]
"""What an address is expected to be. Twins (print pages, locale copies) are recorded and never fetched."""

Outcome = Literal[
    "article", "listing", "sitemap", "feed", "file", "page",  # answered as itself ("page": read, and no article)
    "unchanged",  # 304, or the same bytes as before
    "redirect", "soft_404", "gone",  # the address leads elsewhere, or nowhere
    "refused", "gate", "flood", "maintenance",  # the site does not let us in (now)
    "too_large", "http_error", "network_error", "exception",
]  # fmt: skip
"""How a visit ended. `Visit.reason` says why in words and is never empty for the last four lines."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the article's body, with the caption printed beside it (not part of `Article.body`)."""

    url: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the article offers. `url` is the file's own address, never its viewer's."""

    url: str
    filename: str
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class RemovedBlock:
    """A block of the article's zone that extraction took out: where it stood, and which rule took it."""

    position: int
    category: str
    rule: str
    text: str


@dataclass(slots=True)
class Article:
    """A clean article, in the publisher's own spelling (NFC, whitespace settled, nothing else changed).

    `body` has one line per paragraph, heading, list item or table row (cells joined by " | "), without the lead, the
    captions and the signature. `byline` is the signature or else the author. Times are aware. `container` is the
    selector of the known place that the body was taken from; it is empty where the text itself showed its place.
    """

    url: str
    title: str
    lead: str = ""
    body: list[str] = field(default_factory=list)
    body_html: str = ""
    published: datetime | None = None
    published_precision: Precision = "none"
    published_raw: str = ""
    published_from: DatePlace = ""
    updated: datetime | None = None
    author: str = ""
    signature: str = ""
    source: str = ""
    source_url: str = ""
    sections: list[str] = field(default_factory=list)
    language: str = ""
    images: list[Image] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    removed: list[RemovedBlock] = field(default_factory=list)
    container: str = ""

    @property
    def text(self) -> str:
        """Lead and body, a line each."""
        return "\n".join([self.lead, *self.body] if self.lead else self.body)

    @property
    def byline(self) -> str:
        """The closing signature, or else the CMS's author field."""
        return self.signature or self.author


@dataclass(frozen=True, slots=True)
class Link:
    """An address found on a page, with what the page said of it. `url` is absolute and canonical."""

    url: str
    role: Role
    title: str = ""
    date: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A request that turns the page of a listing by POST: `fields` are sent urlencoded to `url`, in order."""

    url: str
    fields: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Reading:
    """All that one parse of a page says. Exactly one of `article` and `reason` is empty.

    `items` are those of the `links` that stand in the page's own listing, in order, not in its side columns.
    `unread_pager` is the script of a pager that cannot be turned: there are more items, and no request for them.
    `drift` says which known places of the article's body, of its family or its portal's template, fit no more.
    """

    kind: PageKind
    article: Article | None = None
    reason: str = ""
    platform: str = ""
    rights: str = ""
    links: list[Link] = field(default_factory=list)
    items: list[Link] = field(default_factory=list)
    next_page: str | Form | None = None
    unread_pager: str = ""
    drift: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One fetch, as it was answered: decoded transfer, undecoded text. `status` 0 means that no answer came."""

    url: str
    fetched_at: datetime
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    request_headers: tuple[tuple[str, str], ...] = ()
    request_body: bytes = b""
    tls: str = ""
    origin: str = "live"


@dataclass(frozen=True, slots=True)
class Address:
    """A frontier address handed out to be fetched. `walk` is the first page of the listing that it belongs to."""

    url: str
    portal_id: str
    role: Role
    section: str = ""
    walk: str = ""
    page_number: int = 1
    found_title: str = ""
    etag: str = ""
    last_modified: str = ""
    attempts: int = 0


@dataclass(slots=True)
class WalkStep:
    """One page of a walk through a listing, feed or sitemap. An empty `stop_reason` means that the walk goes on."""

    walk: str
    section: str
    named: int
    newest: str = ""
    oldest: str = ""
    stop_reason: str = ""
    complete: bool = False


@dataclass(slots=True)
class Visit:
    """The one end of a frontier address: what was fetched, how it ended, and what came of it.

    `pages` holds every fetch made for the address (none when robots.txt refused it, several for a listing paged by
    POST), the deciding one last. `redirected_to` is followed as an address of its own, and so is a `next_page` that is
    an address; a form has been posted, and its pages read, before the visit leaves the spider.
    """

    address: Address
    outcome: Outcome
    reason: str = ""
    pages: list[Page] = field(default_factory=list)
    kind: PageKind | Literal[""] = ""
    article: Article | None = None
    links: list[Link] = field(default_factory=list)
    next_page: str | Form = ""
    redirected_to: str = ""
    steps: list[WalkStep] = field(default_factory=list)
    platform: str = ""
    rights: str = ""
    drift: str = ""
    retry_after: float | None = None


@dataclass(slots=True)
class PortalReport:
    """What one run did at one portal. `pages` counts requests for pages; robots.txt, sitemaps and files are apart.

    `drifted` are articles at none of the known places for one; `template` is the number of the one that was learned.
    """

    portal_id: str
    outcome: str = ""
    reason: str = ""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0
    pages: int = 0
    robots: int = 0
    sitemaps: int = 0
    files: int = 0
    drifted: int = 0
    template: int | None = None
