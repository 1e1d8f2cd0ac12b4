"""The spider: hands the frontier's addresses to the downloader and turns each answer into one `Visit`.

Callbacks yield visits and never requests; what is fetched next is the frontier's business alone. A visit leaves as an
item, is stored and acknowledged by the pipelines, and comes back as a signal that makes room for the next address.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

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
from crawler.items import Address, PortalReport, Visit
from crawler.plan import Plan
from crawler.portals import portals_named
from crawler.spiders.answers import outcome_of, page_of, unanswered
from crawler.spiders.fetching import Fetcher, request_for
from crawler.spiders.shapes import ENOUGH
from crawler.spiders.site import Site, delay_for
from crawler.spiders.visitor import Visitor
from crawler.spiders.visits import settled
from crawler.spiders.walks import Walks

PER_HOST = 2
"""Leases per host: one under way and one waiting, so that slow hosts don't fill the slots."""


class PortalSpider(scrapy.Spider):
    """Crawls portals into an archive. `scrapy crawl portal -a portal=ID` takes one or more ids, with commas."""

    name = "portal"
    frontier: Frontier
    walks: Walks
    visitor: Visitor

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
        agent = str(self.settings["USER_AGENT"])
        fetcher = Fetcher(engine, "sample" if self.settings.getdict("HOST_MAP") else "live")
        self.visitor = Visitor(self.sites, self.walks, fetcher, Pace(engine.downloader), agent)
        self.frontier.open_run(self.plan.portals, full=self.plan.full, settings={"user_agent": agent})
        for portal in self.plan.portals:
            platform = self.plan.platform or portal.platform or self.frontier.platform_of(portal.id)
            delay = delay_for(portal, self.plan.delay, self.settings.getfloat("DOWNLOAD_DELAY"))
            site = self.sites[portal.id] = Site(
                portal, platform, delay, self.plan.limit, self.frontier.template_of(portal.id)
            )
            if not self.plan.full:
                site.shapes.note_all(self.frontier.pages_read(portal.id))
            self.frontier.add(portal.id, site.seeds())

    def _begin(self, address: Address) -> Request | Visit | None:
        site = self.sites[address.portal_id]
        if site.would_overfill(self._articles_in_flight(address.portal_id)):
            self.frontier.release(address)
            self.resting.add(address.portal_id)  # until what is under way turns out to be no article
            return None
        self.in_flight[address.url] = address
        if address.role == "robots":
            self.resting.add(address.portal_id)  # nothing else of this site before its rules are known
        elif not self.visitor.robots.allows(address.url):
            return Visit(address, "refused", "disallowed by robots.txt")
        elif address.role == "article" and site.shapes.is_hopeless(address.url):
            return Visit(address, "page", f"not asked for: none of {ENOUGH} pages at such addresses was an article")
        self.visitor.pace.start(urlsplit(address.url).netloc, site.delay)
        return self._request(address)

    def _articles_in_flight(self, portal_id: str) -> int:
        return sum(flying.role == "article" and flying.portal_id == portal_id for flying in self.in_flight.values())

    def _request(self, address: Address) -> Request:
        request = request_for(address.url)
        whole = address.role in {"robots", "home"}  # needed in every crawl: a 304 has no rules and no links
        if address.etag and not whole:
            request.headers["If-None-Match"] = address.etag
        if address.last_modified and not whole:
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
        room_is_needed = self.in_flight and (pause is None or pause <= 0)
        self.wake.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.wake.wait(), timeout=None if room_is_needed else max(pause or 0, 0.01))
        return True

    # -- from answers to visits -------------------------------------------------------------------------------------

    async def arrived(self, response: Response, address: Address) -> AsyncIterator[Visit]:
        """The visit that an answer makes."""
        yield await self.visitor.visit(address, page_of(response, self.visitor.fetcher.origin))

    def failed(self, failure: Failure) -> Visit:
        """The visit that brought no answer."""
        request = failure.request  # type: ignore[attr-defined]  # set by Scrapy on every failure
        outcome, reason = outcome_of(failure.value or ConnectionError("no answer"))
        page = unanswered(request, self.visitor.fetcher.origin)
        return settled(Visit(request.meta["address"], outcome, reason, pages=[page]))

    # -- what became of them ----------------------------------------------------------------------------------------

    def visit_stored(self, item: Visit) -> None:
        """A visit is in the archive: learn from it and make room for the next address."""
        address = item.address
        site = self.sites[address.portal_id]
        site.learn(item)
        self._keep_pace(item)
        if self.visitor.robots.known(site.portal.url) and not site.would_overfill(0):
            self.resting.discard(address.portal_id)
        self._ended(address)
        if self.on_visit:
            self.on_visit(item)

    def _keep_pace(self, visit: Visit) -> None:
        slot = urlsplit(visit.address.url).netloc
        if visit.outcome == "flood":
            self.visitor.pace.flooded(slot, visit.retry_after)
        elif visit.pages:
            self.visitor.pace.answered(slot)

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
        self.interrupted = reason != "finished"
        problems = {site.portal.id: verdict for site in self._judged() if (verdict := site.verdict())}
        outcome = "failed" if self.failure else "interrupted" if self.interrupted else "finished"
        try:
            self.reports = self.frontier.close_run(outcome, problems)
        except Exception as error:  # noqa: BLE001 - as in `start`
            self.failure = self.failure or error

    def _judged(self) -> Iterable[Site]:
        """Nothing can be said of sites that were left before the end."""
        return () if self.interrupted else self.sites.values()
