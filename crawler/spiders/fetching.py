"""Requests that a visit makes of its own: further pages of a listing that turns by POST, redirects of robots.txt.

Every fetch becomes a `Page` of the visit, also one that fails. Must know nothing of the frontier.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

from scrapy import Request
from scrapy.core.engine import ExecutionEngine
from scrapy.exceptions import DownloadFailedError

from crawler.addresses import canonical, same_site
from crawler.discovery.endpoints import as_html, following
from crawler.extraction import read_page
from crawler.items import Form, Outcome, Page, Reading, Visit
from crawler.platforms import by_id
from crawler.spiders.answers import header, outcome_of, page_of, unanswered
from crawler.spiders.visits import BLOCKED, denied, stopped
from crawler.spiders.walks import Walks

ROBOTS_REDIRECTS = 5
"""RFC 9309, 2.3.1.2: at least five consecutive redirects are followed."""
POSTED_PAGES = 2_000
"""Pages of one posted listing, beyond which the walk is taken for a trap."""


def request_for(url: str, *, form: Form | None = None) -> Request:
    """A request on the slot of its host and port; with a form, a urlencoded POST."""
    meta = {"download_slot": urlsplit(url).netloc}
    if form is None:
        return Request(url, dont_filter=True, meta=meta)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return Request(form.url, method="POST", body=urlencode(form.fields), headers=headers, dont_filter=True, meta=meta)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches inside one visit, under the same guards and delays as all requests."""

    engine: ExecutionEngine
    origin: str

    async def fetch(self, request: Request) -> tuple[Page, Outcome | None, str]:
        """The answer; or a page of status 0, how that ends the visit, and why.

        A server may close a kept connection just as a POST is sent on it, and Twisted repeats only GETs: one more try.
        """
        try:
            try:
                response = await self.engine.download_async(request)
            except DownloadFailedError:
                response = await self.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever the network did, the visit must be recorded
            return unanswered(request, self.origin), *outcome_of(error)
        response.request = request
        return page_of(response, self.origin), None, ""

    async def follow_robots(self, page: Page) -> list[Page]:
        """The redirects of a robots.txt on its own site, in order; empty when it does not redirect."""
        pages: list[Page] = []
        while 300 <= page.status < 400 and len(pages) < ROBOTS_REDIRECTS:
            target = urljoin(page.url, header(page, "location"))
            if not target.startswith("http") or not same_site(target, page.url):
                break
            page, _, _ = await self.fetch(request_for(canonical(target)))
            pages.append(page)
        return pages

    async def post_pages(self, visit: Visit, form: Form, walks: Walks, platform: str) -> None:
        """Turn the pages of a posted listing to its end, adding pages, links and the walk's steps to the visit.

        Where that breaks off, the visit ends as its last page did, and the whole listing is walked again.
        """
        next_page: Form | str | None = form
        while isinstance(next_page, Form) and not visit.steps[-1].stop_reason:
            if len(visit.pages) >= POSTED_PAGES:
                visit.steps[-1].stop_reason = "trap"
                return
            reading = await self._posted(visit, next_page, platform)
            if reading is None:
                return
            next_page = reading.next_page or following(next_page, by_id(platform))
            visit.links += reading.links
            visit.steps.append(walks.step(visit.address, reading.items, next_page))

    async def _posted(self, visit: Visit, form: Form, platform: str) -> Reading | None:
        """What the posted form brings; None where the listing breaks off there."""
        page, outcome, reason = await self.fetch(request_for(visit.address.url, form=form))
        visit.pages.append(page)
        if outcome is None and page.status != 200:
            outcome, reason = denied(visit.address, page).outcome, f"HTTP {page.status}"
        if outcome is not None:
            _break_off(visit, outcome, reason)
            return None
        reading = read_page(
            as_html(page.body, form, by_id(platform)), page.url, platform=platform, headers=page.headers
        )
        if reading.kind in BLOCKED:
            _break_off(visit, BLOCKED[reading.kind], reading.reason)
            return None
        return reading


def _break_off(visit: Visit, outcome: Outcome, reason: str) -> None:
    visit.outcome = outcome
    visit.reason = f"page {len(visit.pages)} of the listing: {reason}"
    visit.steps = [stopped(visit.address, "failed")]
