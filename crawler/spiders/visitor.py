"""From an answer to a finished visit, with the further requests that robots.txt and posted listings need.

Knows sites, rules and paces; must know neither the frontier's queue nor Scrapy's callbacks.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from crawler.addresses import same_site
from crawler.guards.pace import Pace
from crawler.guards.robots import Robots, RobotsUnclearError, read_rules
from crawler.items import Address, Form, Link, Page, Visit
from crawler.spiders.fetching import Fetcher
from crawler.spiders.site import Site
from crawler.spiders.visits import answered, settled, stopped
from crawler.spiders.walks import Walks

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Visitor:
    """Turns the answers of one crawl into visits."""

    sites: dict[str, Site]
    walks: Walks
    fetcher: Fetcher
    pace: Pace
    user_agent: str
    robots: Robots = field(default_factory=Robots)

    async def visit(self, address: Address, page: Page) -> Visit:
        """The visit that an answer makes; an exception on the way becomes its end, with the page kept."""
        try:
            if address.role == "robots":
                return await self._visit_robots(address, page)
            return settled(await self._visit_page(address, page))
        except Exception as error:
            logger.exception("%s could not be read", address.url)
            return settled(Visit(address, "exception", f"{type(error).__name__}: {error}", pages=[page]))

    async def _visit_page(self, address: Address, page: Page) -> Visit:
        site = self.sites[address.portal_id]
        visit = answered(address, page, site.portal, site.platform, self.walks, template=site.template)
        if isinstance(visit.next_page, Form):
            form, visit.next_page = visit.next_page, ""
            if same_site(form.url, site.portal.url) and self.robots.allows(form.url):
                await self.fetcher.post_pages(visit, form, self.walks, site.platform or visit.platform)
            else:
                visit.steps = [*visit.steps, stopped(address, "refused")]
        return visit

    async def _visit_robots(self, address: Address, page: Page) -> Visit:
        site = self.sites[address.portal_id]
        pages = [page, *await self.fetcher.follow_robots(page)]
        try:
            rules = read_rules(pages[-1], self.user_agent)
        except RobotsUnclearError as error:
            return Visit(address, "http_error", str(error), pages=pages)
        self.robots.learn(site.portal.url, rules)
        self.pace.start(urlsplit(address.url).netloc, max(site.delay, rules.delay))
        named = rules.sitemaps(site.portal.url) or [urljoin(address.url, "/sitemap.xml")]
        return Visit(address, "page", pages=pages, links=[Link(url, "sitemap") for url in named])
