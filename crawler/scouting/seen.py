"""What a look sees of a site's news: its sections, its feed and sitemap, and some articles.

Each function asks a few addresses and judges what came; the site as a whole is judged in `look` and `check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from urllib.parse import urljoin

from crawler.addresses import canonical
from crawler.discovery.feeds import read_feed
from crawler.discovery.sitemaps import read_sitemap
from crawler.extraction.dates import parse_date
from crawler.items import Article, Page, Reading
from crawler.platforms import by_id, recognise
from crawler.portals import Section
from crawler.scouting.answers import Answer
from crawler.scouting.guest import Guest
from crawler.text import decode

SECTIONS = 14
"""Sections that are looked at."""
SHOWN = 3
CANDIDATES = 8
"""Addresses that are tried for `SHOWN` articles with a date."""


@dataclass(frozen=True, slots=True)
class SeenSection:
    """A section, what its first page lists, and why it is none after all. `named` is None where it was not asked."""

    section: Section
    named: int | None = None
    newest: str = ""
    items: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SeenArticle:
    """An article as it was extracted, and the page it stands on."""

    page: Page
    article: Article


def see_sections(guest: Guest, sections: Sequence[Section]) -> list[SeenSection]:
    """The sections in their order; those beyond `SECTIONS` are left unasked, so that requests remain for articles."""
    asked = [see_section(guest, section) for section in sections[:SECTIONS]]
    return asked + [SeenSection(section) for section in sections[SECTIONS:]]


def see_section(guest: Guest, section: Section) -> SeenSection:
    """What the first page of a section lists."""
    answer = guest.ask(section.url)
    return SeenSection(section) if answer.outcome == "not asked" else _judged(section, answer)


def _judged(section: Section, answer: Answer) -> SeenSection:
    if answer.reading is None:
        return SeenSection(section, problem=answer.reason)
    items = answer.reading.items
    if not items:
        return SeenSection(section, problem=f"it lists no articles ({answer.reading.kind})")
    section = replace(section, url=answer.url)
    days = [found.value.date().isoformat() for item in items if (found := parse_date(item.date))]
    return SeenSection(section, len(items), max(days, default=""), tuple(item.url for item in items))


def sections_named(reading: Reading) -> list[Section]:
    """The sections that the home page links to."""
    return [Section(link.url, link.title) for link in reading.links if link.role == "listing"]


def find_feed(guest: Guest, reading: Reading) -> tuple[str, list[str]]:
    """The first feed that the home page or the family names, and its articles; empty where it is none."""
    named = [link.url for link in reading.links if link.role == "feed"]
    named += [urljoin(guest.portal.url, path) for path in by_id(reading.platform).listings.feeds]
    for url in named[:1]:
        answer = guest.ask(canonical(url), "feed")
        if answer.page and (links := read_feed(answer.page.body, answer.url).links):
            return answer.url, [link.url for link in links]
    return "", []


def find_sitemap(guest: Guest) -> tuple[str, list[str]]:
    """The sitemap that robots.txt names, or the usual one, and the articles on it; empty where there is none."""
    url = (guest.sitemaps or [urljoin(guest.portal.url, "/sitemap.xml")])[0]
    answer = guest.ask(canonical(url), "sitemap")
    if answer.page is None or answer.outcome:
        return "", []
    found = read_sitemap(answer.page.body, answer.url)
    articles = [link.url for link in found.links if link.role == "article"]
    return (answer.url, articles) if found.sitemaps or found.links else ("", [])


def items_of(sections: Iterable[SeenSection], home: Reading) -> Iterator[str]:
    """Articles of all sections in turn, then those that the home page links to."""
    for row in zip_longest(*(seen.items for seen in sections)):
        yield from filter(None, row)
    yield from (link.url for link in home.items)
    yield from (link.url for link in home.links if link.role == "article")


def find_articles(guest: Guest, urls: Iterable[str]) -> list[SeenArticle]:
    """Up to `SHOWN` articles, those with a date first."""
    found: list[SeenArticle] = []
    for url in islice(dict.fromkeys(urls), CANDIDATES):
        if sum(seen.article.published is not None for seen in found) == SHOWN:
            break
        answer = guest.ask(url, "article")
        if answer.page and answer.reading and answer.reading.article:
            found.append(SeenArticle(answer.page, answer.reading.article))
    return sorted(found, key=lambda seen: seen.article.published is None)[:SHOWN]


def platform_of(pages: Iterable[Page]) -> tuple[str, list[str]]:
    """The family of the first page that shows one."""
    for page in pages:
        family, evidence = recognise(decode(page.body, None, page.headers), page.url, page.headers)
        if evidence:
            return family.id, evidence
    return "generic", []
