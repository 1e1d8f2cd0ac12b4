"""The spider: hands the frontier's addresses to the downloader and turns each answer into one `Visit`.

Callbacks yield visits and never requests; what is fetched next is the frontier's business alone. A visit leaves as an
item, is stored and acknowledged by the pipelines, and comes back as a signal that makes room for the next address.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError
from scrapy.http import Response
from scrapy.utils.misc import load_object
from twisted.python.failure import Failure

from crawler.frontier import Frontier
from crawler.guards.capture import VIETNAM
from crawler.guards.contact import require_contact
from crawler.guards.pace import Pace
from crawler.guards.robots import Robots, RobotsUnclearError, read_rules
from crawler.items import Address, Form, Link, Page, PortalReport, Visit
from crawler.plan import Plan
from crawler.portals import portals_named
from crawler.spiders.answers import outcome_of, page_of, unanswered
from crawler.spiders.fetching import Fetcher, request_for
from crawler.spiders.site import Site, delay_for
from crawler.spiders.visits import answered
from crawler.spiders.walks import Walks

PER_HOST = 2
"""Leases per host: one under way and one waiting, so that slow hosts don't fill the slots."""


class PortalSpider(scrapy.Spider):
    """Crawls portals into an archive. `scrapy crawl portal -a portal=ID` takes one or more ids, with commas."""

    name = "portal"

    def __init__(
        self,
        portal: str = "",
        *,
        plan: Plan | None = None,
        on_visit: Callable[[Visit], None] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if not portal and not plan:
            raise UsageError("name a portal: scrapy crawl portal -a portal=ID (`congtin portals list` names them)")
        self.plan = plan or Plan(tuple(portals_named(portal.split(","))))
        self.on_visit = on_visit
        self.sites: dict[str, Site] = {}
        self.in_flight: dict[str, Address] = {}
        self.resting: set[str] = set()
        self.reports: list[PortalReport] = []
        self.failure: BaseException | None = None
        self.interrupted = False
        self.wake = asyncio.Event()
        self.robots = Robots()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> PortalSpider:
        """Open the archive's frontier and listen for the ends of visits."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        require_contact(spider.plan.portals, str(crawler.settings["CONTACT"]))
        open_frontier = load_object(crawler.settings["FRONTIER"])
        spider.frontier = open_frontier(crawler)
        spider.walks = Walks(spider.frontier, full=spider.plan.full, since=spider.plan.since)
        crawler.signals.connect(spider.visit_stored, signals.item_scraped)
        crawler.signals.connect(spider.visit_lost, signals.item_error)
        crawler.signals.connect(spider.callback_failed, signals.spider_error)
        return spider

    frontier: Frontier
    walks: Walks

    # -- from the frontier to requests ------------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request | Visit]:
        """All addresses that are due, one after another, until none is left that this run could still fetch."""
        try:
            self._open_run()
            async for work in self._all_work():
                yield work
        except Exception as error:  # noqa: BLE001 - raised again by crawler.run, when the reactor has stopped
            self.failure = error

    async def _all_work(self) -> AsyncIterator[Request | Visit]:
        while self.failure is None:
            address = self.frontier.lease(now=datetime.now(VIETNAM), per_host=PER_HOST, skip=self.resting)
            if address is None:
                if not await self._wait():
                    return
            elif (work := self._begin(address)) is not None:
                yield work

    def _open_run(self) -> None:
        engine = self.crawler.engine
        if engine is None:
            raise RuntimeError("the spider was started without an engine")
        self.pace = Pace(engine.downloader)
        self.fetcher = Fetcher(engine, "sample" if self.settings.getdict("HOST_MAP") else "live")
        versions = {"user_agent": str(self.settings["USER_AGENT"])}
        self.frontier.open_run(self.plan.portals, full=self.plan.full, settings=versions)
        for portal in self.plan.portals:
            platform = self.plan.platform or portal.platform or self.frontier.platform_of(portal.id)
            delay = delay_for(portal, self.plan.delay, self.settings.getfloat("DOWNLOAD_DELAY"))
            site = self.sites[portal.id] = Site(portal, platform, delay, self.plan.limit)
            self.frontier.add(portal.id, site.seeds())

    def _begin(self, address: Address) -> Request | Visit | None:
        site = self.sites[address.portal_id]
        if site.is_full:
            self.frontier.release(address)
            self.resting.add(address.portal_id)
            return None
        self.in_flight[address.url] = address
        if address.role == "robots":
            self.resting.add(address.portal_id)  # nothing else of this site before its rules are known
        elif not self.robots.allows(address.url):
            return Visit(address, "refused", "disallowed by robots.txt")
        self.pace.start(urlsplit(address.url).netloc, site.delay)
        return self._request(address)

    def _request(self, address: Address) -> Request:
        request = request_for(address.url)
        if address.etag:
            request.headers["If-None-Match"] = address.etag
        if address.last_modified:
            request.headers["If-Modified-Since"] = address.last_modified
        return request.replace(
            callback=self.arrived,
            errback=self.failed,
            cb_kwargs={"address": address},
            meta=request.meta | {"address": address},
        )

    async def _wait(self) -> bool:
        """Wait for a visit to end or a retry to become due; False when there is nothing left to wait for."""
        due = self.frontier.next_due(skip=self.resting)
        pause = (due - datetime.now(VIETNAM)).total_seconds() if due else None
        if not self.in_flight and (pause is None or pause > self.settings.getfloat("RETRY_WAIT_LIMIT")):
            return False
        self.wake.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.wake.wait(), timeout=None if pause is None else max(pause, 0.01))
        return True

    # -- from answers to visits -------------------------------------------------------------------------------------

    async def arrived(self, response: Response, address: Address) -> AsyncIterator[Visit]:
        """The visit that an answer makes; an exception on the way becomes its end, with the page kept."""
        page = page_of(response, self.fetcher.origin)
        try:
            visit = await self._visit(address, page)
        except Exception as error:
            self.logger.exception("%s could not be read", address.url)
            visit = Visit(address, "exception", f"{type(error).__name__}: {error}", pages=[page])
        yield visit

    async def _visit(self, address: Address, page: Page) -> Visit:
        site = self.sites[address.portal_id]
        if address.role == "robots":
            return await self._visit_robots(address, page, site)
        visit = answered(address, page, site.portal, site.platform, self.walks)
        if isinstance(visit.next_page, Form):
            await self.fetcher.post_pages(visit, visit.next_page, self.walks, site.platform or visit.platform)
            visit.next_page = ""
        return visit

    async def _visit_robots(self, address: Address, page: Page, site: Site) -> Visit:
        pages = [page, *await self.fetcher.follow_robots(page)]
        try:
            rules = read_rules(pages[-1], str(self.settings["USER_AGENT"]))
        except RobotsUnclearError as error:
            return Visit(address, "http_error", str(error), pages=pages)
        self.robots.learn(site.portal.url, rules)
        self.pace.start(urlsplit(address.url).netloc, max(site.delay, rules.delay))
        named = rules.sitemaps or [urljoin(address.url, "/sitemap.xml")]
        return Visit(address, "page", pages=pages, links=[Link(url, "sitemap") for url in named])

    def failed(self, failure: Failure) -> Visit:
        """The visit that brought no answer."""
        request = failure.request  # type: ignore[attr-defined]  # set by Scrapy on every failure
        outcome, reason = outcome_of(failure.value or ConnectionError("no answer"))
        page = unanswered(request, self.fetcher.origin)
        return Visit(request.meta["address"], outcome, reason, pages=[page])

    # -- what became of them ----------------------------------------------------------------------------------------

    def visit_stored(self, item: Visit) -> None:
        """A visit is in the archive: learn from it and make room for the next address."""
        address = item.address
        site = self.sites[address.portal_id]
        site.learn(item)
        self._keep_pace(item)
        if address.role == "robots" and self.robots.known(site.portal.url):
            self.resting.discard(address.portal_id)
        self._ended(address)
        if self.on_visit:
            self.on_visit(item)

    def _keep_pace(self, visit: Visit) -> None:
        slot = urlsplit(visit.address.url).netloc
        if visit.outcome == "flood":
            self.pace.flooded(slot, visit.retry_after)
        elif visit.pages:
            self.pace.answered(slot)

    def visit_lost(self, item: Visit, failure: Failure) -> None:
        """The archive could not take a visit: the crawl stops, and the address stays pending."""
        self.failure = failure.value
        self._ended(item.address)

    def callback_failed(self, failure: Failure) -> None:
        """A fault of the spider itself: the crawl stops rather than lose addresses."""
        self.failure = failure.value
        self.wake.set()

    def _ended(self, address: Address) -> None:
        self.in_flight.pop(address.url, None)
        self.wake.set()

    def closed(self, reason: str) -> None:
        """Finish the run's records."""
        problems = {site.portal.id: verdict for site in self.sites.values() if (verdict := site.verdict())}
        self.interrupted = reason != "finished"
        outcome = "failed" if self.failure else "interrupted" if self.interrupted else "finished"
        self.reports = self.frontier.close_run(outcome, problems)
