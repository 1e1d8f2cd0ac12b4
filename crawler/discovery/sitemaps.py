"""Reads sitemaps: indexes, URL sets and plain lists of addresses.

`lastmod` is when the CMS says a page changed, not when it was published: it stays out of `Link.date`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from crawler.addresses import canonical, same_site, spelled_like
from crawler.discovery.roles import form_of, target_of
from crawler.discovery.shapes import names_an_article
from crawler.discovery.tables import fits
from crawler.discovery.xml import local_name, root_of, text_of
from crawler.items import Link, Role
from crawler.platforms.family import Family
from crawler.platforms.generic import GENERIC


@dataclass(slots=True)
class SitemapReading:
    """The sitemaps that an index names, the pages that a URL set names, and what was wrong (empty if nothing)."""

    sitemaps: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    error: str = ""


def read_sitemap(body: bytes, url: str, *, family: Family = GENERIC) -> SitemapReading:
    """What the sitemap at `url` names of its own site, as far as it is whole."""
    plain = _plain(body)
    if plain:
        return SitemapReading(links=_links(plain, url, family))
    root, error = root_of(body)
    if root is None:
        return SitemapReading(error=error)
    if local_name(root) == "sitemapindex":
        return SitemapReading(sitemaps=_sitemaps(root, url), error=error)
    if local_name(root) == "urlset":
        return SitemapReading(links=_links(_pages(root), url, family), error=error)
    return SitemapReading(error=f"no sitemap: the root element is <{local_name(root)}>")


def _plain(body: bytes) -> list[tuple[str, str]]:
    """A sitemap may be a text file with one address a line."""
    if body[:8].lstrip(b"\xef\xbb\xbf")[:4] != b"http":
        return []
    return [(line, "") for line in body.decode("utf-8", "replace").removeprefix("\ufeff").split()]


def _pages(root: etree._Element) -> list[tuple[str, str]]:
    """Each page with the title that a news sitemap gives."""
    pages = []
    for entry in root:
        if local_name(entry) == "url":
            news = [child for child in entry if local_name(child) == "news"]
            pages.append((text_of(entry, "loc"), text_of(news[0], "title") if news else ""))
    return pages


def _sitemaps(root: etree._Element, url: str) -> list[str]:
    """The named sitemaps of the same site, except those that say by their name that they hold no news."""
    addresses = [_own(text_of(entry, "loc"), url) for entry in root if local_name(entry) == "sitemap"]
    return [address for address in dict.fromkeys(addresses) if address and not _holds_no_news(address)]


def _holds_no_news(address: str) -> bool:
    return fits(target_of(address), "no_news", "discovery", "sitemaps.toml")


def _links(pages: list[tuple[str, str]], url: str, family: Family) -> list[Link]:
    links: dict[str, Link] = {}
    news_only = fits(target_of(url), "news", "discovery", "sitemaps.toml")
    for location, title in pages:
        address = _own(location, url, family)
        role = _role(target_of(address), family, news_only=news_only) if address else None
        if role:
            links.setdefault(address, Link(address, role, title))
    return list(links.values())


def _role(target: str, family: Family, *, news_only: bool) -> Role | None:
    form = form_of(target, family)
    if form:
        return None if form == "excluded" else form
    return "article" if names_an_article(target) or (news_only and target != "/") else None


def _own(location: str, url: str, family: Family | None = None) -> str:
    """The canonical address, or "" where it belongs to another site."""
    try:
        address = canonical(location, family=family)
    except ValueError:  # an entry without a usable address names nothing
        return ""
    return spelled_like(address, url) if same_site(address, url) else ""
