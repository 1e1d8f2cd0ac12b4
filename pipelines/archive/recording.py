"""All that one visit changes in archive.db, in the order in which the parts need each other."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from crawler.addresses import origin
from crawler.items import Visit
from pipelines.archive import addresses, arming, coverage, links, portals, runs, templates
from pipelines.archive.acknowledge import DONE, Ending, acknowledge
from pipelines.archive.articles import Change, Reread, store_article
from pipelines.archive.attachments import store_file
from pipelines.archive.clock import moment, stamp
from pipelines.archive.frontier import ArchiveFrontier
from pipelines.archive.history import Capture
from pipelines.archive.versions import extractor

_NAMING = frozenset({"listing", "feed", "sitemap"})
_WANTED = frozenset({"home", "listing", "article", "file"})
"""Roles whose failure is one for people; sitemaps and feeds are guessed."""


class Recorder:
    """Writes one visit. `hosts` are those that have something new to fetch afterwards."""

    def __init__(self, db: Database, frontier: ArchiveFrontier, visit: Visit, reread: Reread) -> None:
        self._db = db
        self._frontier = frontier
        self._visit = visit
        self._reread = reread
        self.hosts: list[str] = []

    def record(
        self, at: datetime, page_id: str | None, file: tuple[str, int, str] | None
    ) -> tuple[int | None, Change, datetime | None]:
        """Write everything; return the article, what became of it, and when the address is due if it stays pending."""
        visit = self._visit
        portals.learn(self._db, visit.address.portal_id, visit.platform, visit.rights)
        portals.judge(self._db, visit)
        if file:
            store_file(self._db, visit.address.url, file, stamp(at))
        article_id, change = self._article(at, page_id)
        due = acknowledge(self._db, visit, self._ending(at, page_id, file, article_id))
        self._steps()
        self._addresses(article_id)
        self._count(change, pending=due is not None)
        return article_id, change, due

    def _article(self, at: datetime, page_id: str | None) -> tuple[int | None, Change]:
        if page_id is None:
            return None, ""
        template_id = templates.current_id(self._db, self._visit.address.portal_id)
        capture = Capture(page_id, stamp(at), self._visit.outcome, extractor(), template_id)
        return store_article(self._db, self._visit, capture, self._reread)

    def _ending(
        self, at: datetime, page_id: str | None, file: tuple[str, int, str] | None, article_id: int | None
    ) -> Ending:
        digest, run_id = file[0] if file else None, self._frontier.run_id
        if article_id is None:
            return Ending(at, run_id, page_id, digest)
        sql = "SELECT published_at, gone_at FROM articles WHERE id = ?"
        published_at, gone_at = self._db.execute(sql, (article_id,)).fetchone()
        published = moment(published_at) if published_at else None
        there = self._visit.outcome in ("article", "unchanged")
        return Ending(at, run_id, page_id, digest, published, is_article=there, gone=gone_at is not None)

    def _steps(self) -> None:
        address, run_id = self._visit.address, self._frontier.run_id
        if run_id is None:
            return
        for step in self._visit.steps:
            coverage.add_step(self._db, run_id, address, step, self._frontier.since(address.portal_id))

    def _addresses(self, article_id: int | None) -> None:
        """The next page first: a pager's links name it as well, as if it were a listing of its own."""
        visit, address = self._visit, self._visit.address
        finding = self._frontier.finding(address.portal_id, address.url)
        since = self._frontier.since(address.portal_id)
        if isinstance(visit.next_page, str) and visit.next_page:
            arming.arm_next_page(self._db, visit.next_page, address, finding, since)
            self.hosts.append(origin(visit.next_page))
        if visit.redirected_to:
            arming.arm_target(self._db, visit.redirected_to, address, finding, since)
            self.hosts.append(origin(visit.redirected_to))
            self._gather_redirect()
        self.hosts += links.add(self._db, visit.links, finding)
        if visit.outcome in _NAMING:
            links.listed(self._db, visit.links, finding.found_at)
        if article_id is None and (host := arming.arm_twin(self._db, address.url)):
            self.hosts.append(host)

    def _gather_redirect(self) -> None:
        """The target may be an article that is in the archive already."""
        article_id = addresses.article_at(self._db, self._visit.redirected_to)
        if article_id is not None:
            addresses.gather(self._db, article_id, self._visit.redirected_to)

    def _count(self, change: Change, *, pending: bool) -> None:
        visit, run_id = self._visit, self._frontier.run_id
        if run_id is None:
            return
        counts = {runs.requests_of(visit.address.role): len(visit.pages)}
        if visit.drift:
            counts["drifted"] = 1
        if change:
            counts[f"articles_{change}"] = 1
        if not pending and visit.outcome not in DONE and visit.address.role in _WANTED:
            counts["failed"] = 1
        runs.count(self._db, run_id, visit.address.portal_id, counts)
