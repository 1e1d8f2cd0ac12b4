"""What a site's robots.txt allows, and how long it asks to wait between requests.

RFC 9309 with one stricter rule: an answer that is neither rules nor a plain "there are none" (5xx, HTML, no answer)
means that the site is not crawled until it answers properly, since some portals put a CAPTCHA in its place.
Must not fetch anything itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from protego import Protego

from crawler.addresses import canonical, origin, same_site
from crawler.items import Page

MAX_BYTES = 512 * 1024  # RFC 9309 asks for at least 500 KiB


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site for one user agent."""

    parsed: Protego
    user_agent: str

    def allows(self, url: str) -> bool:
        """Whether the address may be fetched."""
        return bool(self.parsed.can_fetch(url, self.user_agent))

    @property
    def delay(self) -> float:
        """The Crawl-delay in seconds; 0 where none is asked for."""
        return float(self.parsed.crawl_delay(self.user_agent) or 0)

    def sitemaps(self, site: str) -> list[str]:
        """The addresses of the `Sitemap:` lines, as far as they are addresses, and of this site."""
        return [url for line in self.parsed.sitemaps if (url := _own(line, site))]


class RobotsUnclearError(Exception):
    """The site's robots.txt neither gives rules nor says that there are none."""


def read_rules(page: Page, user_agent: str) -> Rules:
    """The rules in a fetched robots.txt; 4xx means that there are none. Raises `RobotsUnclearError`, with what came."""
    if page.status == 0 or page.status >= 500 or page.status == 429:
        raise RobotsUnclearError(f"robots.txt answered {page.status or 'nothing'}")
    if 300 <= page.status < 400:
        raise RobotsUnclearError("robots.txt redirects without end or to another site")
    if page.status >= 400:
        return Rules(Protego.parse(""), user_agent)
    if page.body.lstrip()[:1] == b"<":
        raise RobotsUnclearError("robots.txt answered an HTML page")
    return Rules(Protego.parse(page.body[:MAX_BYTES].decode("utf-8-sig", "replace")), user_agent)


def _own(line: str, site: str) -> str:
    try:
        url = canonical(urljoin(site, line))
    except ValueError:  # a line that names nothing
        return ""
    return url if same_site(url, site) else ""


class Robots:
    """The rules of all sites of one crawl, by origin (scheme and `www.` ignored)."""

    def __init__(self) -> None:
        self._rules: dict[str, Rules] = {}

    def learn(self, url: str, rules: Rules) -> None:
        """Remember the rules of the site that `url` belongs to."""
        self._rules[origin(url)] = rules

    def known(self, url: str) -> bool:
        """Whether the site's rules have been read in this crawl."""
        return origin(url) in self._rules

    def allows(self, url: str) -> bool:
        """Whether the address may be fetched; False for a site whose rules are not known."""
        rules = self._rules.get(origin(url))
        return rules is not None and rules.allows(url)
