"""Looks at an unknown site: what it runs on, where its news is, who publishes it, and what its articles look like.

What it finds is a guess for a person to judge. How a portal is written down is not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from crawler.addresses import canonical, origin
from crawler.items import Reading
from crawler.portals import Portal, Section
from crawler.scouting.binding import guess_units
from crawler.scouting.errors import NoNewsError
from crawler.scouting.guest import REQUESTS, Guest
from crawler.scouting.home import Home, ask_home
from crawler.scouting.organisation import Guess, guess_organisation
from crawler.scouting.seen import (
    SeenArticle,
    SeenSection,
    find_articles,
    find_feed,
    find_sitemap,
    items_of,
    platform_of,
    sections_named,
    see_sections,
)
from crawler.scouting.signs import signs_of


@dataclass(slots=True)
class Look:
    """All that a look at a site found. `portal` is the record that follows from it."""

    portal: Portal
    platform: str = "generic"
    evidence: list[str] = field(default_factory=list)
    organisation: Guess = field(default_factory=Guess)
    remarks: list[str] = field(default_factory=list)
    sections: list[SeenSection] = field(default_factory=list)
    feed: str = ""
    sitemap: str = ""
    articles: list[SeenArticle] = field(default_factory=list)
    requests: int = 0


def look_at(guest: Guest, address: str) -> Look:
    """The site of an address, looked at by a guest of it; raises `ScoutingError` where there is nothing to add."""
    guest.enter()
    home = ask_home(guest)
    look = Look(guest.portal)
    _find_news(look, guest, home.reading, address)
    _identify(look, home)
    look.requests = REQUESTS - guest.left
    return look


def _find_news(look: Look, guest: Guest, home: Reading, address: str) -> None:
    look.feed, from_feed = find_feed(guest, home)
    look.sitemap, from_sitemap = find_sitemap(guest)
    sections = list({section.url: section for section in (*_named(guest, address), *sections_named(home))}.values())
    seen = see_sections(guest, sections)
    look.sections = list({each.section.url: each for each in seen}.values())  # some led to the same page
    look.articles = find_articles(guest, [*items_of(look.sections, home), *from_feed, *from_sitemap])
    if not any(seen.article.published for seen in look.articles):
        asked = REQUESTS - guest.left
        raise NoNewsError(f"{guest.portal.url} is no news portal: of {asked} pages none is an article with a date")


def _named(guest: Guest, address: str) -> list[Section]:
    """The page that the person named, if it is not the home page."""
    url = canonical(address)
    return [] if url == canonical(guest.portal.url) else [Section(url)]


def _identify(look: Look, home: Home) -> None:
    """Who publishes the site, and the record that follows from all that was found."""
    signs = signs_of(home.page)
    look.platform, look.evidence = platform_of([home.page, *(seen.page for seen in look.articles)])
    look.organisation = guess_organisation(signs)
    speakers = guess_units(signs)
    look.remarks = speakers.remarks
    look.portal = replace(
        look.portal,
        id=portal_id(home.url),
        name=signs.name or origin(home.url),
        url=home.url,
        platform="" if look.platform == "generic" else look.platform,
        organisation=look.organisation.organisation,
        sections=tuple(seen.section for seen in look.sections if not seen.problem),
        units=tuple(speakers.bindings),
    )


def portal_id(url: str) -> str:
    """A short id: the host without www. and what all Vietnamese hosts end in, as "honglinh.hatinh"."""
    host = re.sub(r"\.(?:gov|org|com|edu)?\.?vn$", "", origin(url))
    return re.sub(r"[^a-z0-9.]+", "-", host).strip("-.")
