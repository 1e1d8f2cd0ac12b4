"""A bounded, polite look around one site: its robots.txt first, the crawl's pace, and an end after a few requests.

What is looked for is not known here. Nothing is archived.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from crawler import settings
from crawler.extraction import read_page
from crawler.fetch import FetchError, get
from crawler.guards.contact import require_contact
from crawler.guards.robots import RobotsUnclearError, Rules, read_rules
from crawler.items import Address, Page, Role
from crawler.portals import Portal
from crawler.scouting.answers import Answer
from crawler.scouting.errors import RefusedError, UnreachableError
from crawler.spiders.site import delay_for
from crawler.spiders.visits import BLOCKED, denied, redirected

REQUESTS = 30
REDIRECTS = 5


def _silent(url: str) -> None:
    """Nobody watches."""


@dataclass(slots=True)
class Guest:
    """Asks one site, one request after another. `hosts` names the loopback port behind reserved host names."""

    portal: Portal
    hosts: Mapping[str, str] = field(default_factory=dict)
    on_request: Callable[[str], None] = _silent
    left: int = REQUESTS
    sitemaps: list[str] = field(default_factory=list)
    _rules: Rules | None = None
    _asked_at: float | None = None

    def enter(self) -> None:
        """Read the site's robots.txt, before anything else; raises where it is silent or unclear."""
        require_contact([self.portal], settings.CONTACT)
        url = urljoin(self.portal.url, "/robots.txt")
        try:
            self._rules = read_rules(self._robots(url), settings.USER_AGENT)
        except FetchError as error:
            raise UnreachableError(str(error)) from error
        except RobotsUnclearError as error:
            raise RefusedError(f"{url} says neither what may be read nor that all may: {error}") from error
        self.sitemaps = self._rules.sitemaps(self.portal.url)

    def _robots(self, url: str) -> Page:
        page = self._get(url)
        for _ in range(REDIRECTS):
            if not 300 <= page.status < 400:
                break
            target = redirected(Address(page.url, self.portal.id, "robots"), page, self.portal).redirected_to
            if not target:
                break
            page = self._get(target)
        return page

    def ask(self, url: str, role: Role = "listing") -> Answer:
        """What an address answers, redirects on its own site followed; a refusal by robots.txt is an answer too."""
        for _ in range(REDIRECTS):
            answer = self._ask_once(url, role)
            if answer.outcome == "flood":
                self.left = 0  # asked to stay away: the look ends here
            if answer.outcome != "redirect":
                return answer
            url = answer.url
        return Answer(url, outcome="http_error", reason="redirects without end")

    def _ask_once(self, url: str, role: Role) -> Answer:
        if self._rules is None or not self._rules.allows(url):
            return Answer(url, outcome="refused", reason="robots.txt disallows it")
        if not self.left:
            return Answer(url, outcome="not asked", reason=f"the {REQUESTS} requests of a look were spent")
        try:
            page = self._get(url)
        except FetchError as error:
            return Answer(url, outcome="network_error", reason=str(error))
        return self._judged(page, Address(url, self.portal.id, role))

    def _judged(self, page: Page, address: Address) -> Answer:
        if 300 <= page.status < 400:
            return self._moved(page, address)
        if page.status != 200:
            visit = denied(address, page)
            return Answer(page.url, page, outcome=visit.outcome, reason=visit.reason)
        if address.role in {"feed", "sitemap"}:
            return Answer(page.url, page)
        return self._read(page)

    def _moved(self, page: Page, address: Address) -> Answer:
        visit = redirected(address, page, self.portal)
        if visit.redirected_to:
            return Answer(visit.redirected_to, outcome="redirect", reason=visit.reason)
        outcome = "elsewhere" if visit.outcome == "redirect" else visit.outcome
        return Answer(page.url, page, outcome=outcome, reason=visit.reason)

    def _read(self, page: Page) -> Answer:
        reading = read_page(page.body, page.url, platform=self.portal.platform or None, headers=page.headers)
        if reading.kind in BLOCKED:
            return Answer(page.url, page, outcome=BLOCKED[reading.kind], reason=reading.reason)
        if reading.kind == "login":
            return Answer(page.url, page, outcome="gate", reason=reading.reason)
        if reading.reason and not reading.links:
            return Answer(page.url, page, outcome="no news", reason=reading.reason)
        return Answer(page.url, page, reading)

    def _get(self, url: str) -> Page:
        if self._asked_at is not None:
            time.sleep(max(0.0, self._asked_at + self._delay() - time.monotonic()))
        self.on_request(url)
        self.left -= 1
        proxy = self.hosts.get(urlsplit(url).netloc, "")
        try:
            return get(url, proxy=f"http://{proxy}" if proxy else "")
        finally:
            self._asked_at = time.monotonic()

    def _delay(self) -> float:
        """The portal's pace, or what its robots.txt asks for, if that is slower."""
        asked = self._rules.delay if self._rules else 0.0
        return max(asked, delay_for(self.portal, None, settings.DOWNLOAD_DELAY))
