"""What one crawl knows of one portal while it runs: its seeds, its limits, what it found. No requests, no archive."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urljoin

from crawler.addresses import canonical, is_loopback
from crawler.extraction.template import Template
from crawler.items import Link, Visit
from crawler.platforms import by_id
from crawler.portals import Portal
from crawler.spiders.shapes import Shapes


@dataclass(slots=True)
class Site:
    """A portal under crawl. `problem` says in words why it cannot be crawled, or could not be to its end."""

    portal: Portal
    platform: str
    delay: float
    limit: int = 0
    template: Template | None = None
    named: int = 0
    articles: int = 0
    problem: str = ""
    home_was_read: bool = False
    shapes: Shapes = field(default_factory=Shapes)

    def would_overfill(self, under_way: int) -> bool:
        """Whether the articles archived, with those under way, are as many as were asked for."""
        return bool(self.limit) and self.articles + under_way >= self.limit

    def seeds(self) -> list[Link]:
        """The addresses that every crawl of the portal begins with."""
        home = canonical(self.portal.url)
        links = [Link(urljoin(home, "/robots.txt"), "robots"), Link(home, "home")]
        links += [Link(canonical(s.url), "listing", section=s.name) for s in self.portal.sections]
        if self.platform:
            listings = by_id(self.platform).listings
            links += [Link(canonical(urljoin(home, path)), "feed") for path in listings.feeds]
            links += [Link(canonical(urljoin(home, path)), "sitemap") for path in listings.sitemaps]
        return links

    def learn(self, visit: Visit) -> None:
        """Take from a finished visit what later ones need."""
        self.articles += visit.outcome == "article"
        self.named += sum(step.named for step in visit.steps) or any(link.role == "article" for link in visit.links)
        self.named += visit.outcome == "unchanged"  # a listing as it was has named its news before
        if visit.address.role == "article" and visit.pages and visit.outcome in {"article", "page"}:
            self.shapes.note(visit.address.url, was_article=visit.outcome == "article")
        if visit.address.role == "home":
            self._learn_home(visit)
        elif visit.address.role == "robots" and visit.outcome != "page":
            self.problem = f"not crawled, as robots.txt could not be read: {visit.reason}"

    def _learn_home(self, visit: Visit) -> None:
        if visit.outcome == "listing":
            self.platform = self.platform or visit.platform
            self.home_was_read = True
        elif visit.outcome != "redirect" or not visit.redirected_to:
            self.problem = f"its home page could not be read: {visit.reason or visit.outcome}"

    def verdict(self) -> str:
        """Why the crawl of this portal did not succeed; empty when it did, or only went on with an interrupted one."""
        if self.home_was_read and not self.named and not self.problem:
            return "no news was found; name its news sections in a portal file (docs/adding-a-portal.md)"
        return self.problem


def delay_for(portal: Portal, asked: float | None, default: float) -> float:
    """Seconds between two requests: what the person asked, the portal's own, none on loopback, else the default."""
    if asked is not None:
        return asked
    if portal.delay is not None:
        return portal.delay
    return 0.0 if is_loopback(portal.url) else default
