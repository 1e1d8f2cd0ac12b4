"""Writes what an arrived page says into archive.db, in one transaction of the caller. Arms no address for a crawl.

An address that was captured ends as in a crawl, if no later capture of it is known; those that the page names become
known. All of it may be repeated after a kill.
"""

from __future__ import annotations

from dataclasses import replace

from sqlite_utils import Database

from crawler.addresses import key
from crawler.items import Link, Role, Visit
from crawler.platforms import FAMILIES
from pipelines.archive import addresses, links, portals, templates
from pipelines.archive.acknowledge import Ending, acknowledge
from pipelines.archive.articles import Change, Reread, store_article
from pipelines.archive.attachments import store_file
from pipelines.archive.clock import moment, stamp
from pipelines.archive.content import content_of
from pipelines.archive.history import Capture
from pipelines.archive.links import HEADS, Finding
from pipelines.archive.revisit import revisit
from pipelines.archive.versions import extractor
from pipelines.arrival.articles import Articles, Incoming
from pipelines.arrival.receiver import Receiver
from pipelines.arrival.tasks import File
from pipelines.arrival.timeline import Seen

_NAMING = frozenset({"listing", "feed", "sitemap"})
_ROLE = "UPDATE frontier SET role = ?, walk = ?, identity = ? WHERE url = ? AND page_number = 1 AND fetched_at IS NULL"
_TWIN = "UPDATE frontier SET state = 'excluded' WHERE url = ? AND role = 'twin' AND state = 'pending'"
_LISTED = "UPDATE frontier SET listed_at = ?1 WHERE url = ?2 AND coalesce(listed_at, '') < ?1"
_LAST_LISTED = "UPDATE articles SET last_listed_at = ?1 WHERE id = ?2 AND coalesce(last_listed_at, '') < ?1"
_RIGHTS = "SELECT rights, (SELECT max(fetched_at) FROM frontier WHERE portal_id = id) FROM portals WHERE id = ?"


class Recorder:
    """Writes the visits of one import."""

    def __init__(self, db: Database, pages: Receiver, reread: Reread) -> None:
        self._db = db
        self._reread = reread
        self._articles = Articles(db, pages, reread)
        self._rights_at: dict[str, str] = {}

    def record(self, visit: Visit, page_id: str, file: File | None, sites: frozenset[str]) -> Change:
        """Write everything; return what became of the article, if it is one."""
        url, at = visit.address.url, stamp(visit.pages[-1].fetched_at)
        family = FAMILIES.get(visit.platform or portals.platform_of(self._db, visit.address.portal_id))
        finding = Finding(visit.address.portal_id, sites, family, url, at, None)
        self._learn(visit, at)
        self._know(url, visit.address.role, finding)
        if visit.address.role == "twin":
            self._db.execute(_TWIN, (url,))
            return ""
        if file:
            store_file(self._db, url, file, at)
        template_id = templates.current_id(self._db, visit.address.portal_id)
        article_id, change = self._store(visit, Capture(page_id, at, visit.outcome, extractor(), template_id))
        acknowledge(self._db, visit, self._ending(visit, page_id, file, article_id))
        links.add(self._db, visit.links, finding)
        if visit.outcome in _NAMING:
            self._listed(visit.links, at)
        if visit.redirected_to or visit.article:
            self._articles.join_linked(visit.redirected_to or url)
        return change

    def _store(self, visit: Visit, capture: Capture) -> tuple[int | None, Change]:
        """As in a crawl; but a capture that is not the article's latest takes its place among the others."""
        article_id = addresses.find(self._db, visit.address)
        if visit.article is None or article_id is None or not self._is_late(article_id, capture):
            stored = store_article(self._db, visit, capture, self._reread)
            if stored[1] == "new":
                self._articles.miss(visit.address.url)
            return stored
        seen = Seen(capture, content_of(visit.article), is_first=True)
        found = (visit.address.url, "moved", capture.captured_at)
        late = Incoming(key(visit.address.url), visit.address.portal_id, {seen.order: seen}, [found])
        changed = self._articles.take(late)
        return addresses.article_at(self._db, visit.address.url), "changed" if changed else "unchanged"

    def _is_late(self, article_id: int, capture: Capture) -> bool:
        sql = "SELECT 1 FROM captures WHERE article_id = ? AND captured_at >= ?"
        return self._db.execute(sql, (article_id, capture.captured_at)).fetchone() is not None

    def _learn(self, visit: Visit, at: str) -> None:
        """The words on reuse are those of the latest page that printed any."""
        portal_id = visit.address.portal_id
        if portal_id not in self._rights_at:
            rights, latest = self._db.execute(_RIGHTS, (portal_id,)).fetchone()
            self._rights_at[portal_id] = latest or "" if rights else ""
        is_latest = at >= self._rights_at[portal_id]
        portals.learn(self._db, portal_id, visit.platform, visit.rights if is_latest else "")
        if visit.rights and is_latest:
            self._rights_at[portal_id] = at

    def _know(self, url: str, role: Role, finding: Finding) -> None:
        """What a page shows itself to be counts more than what a link took it for."""
        links.add(self._db, [Link(url, role)], finding)
        named = links.identity(url, finding.family) if role in {"article", "twin"} else ""
        self._db.execute(_ROLE, (role, url if role in HEADS else "", named, url))

    def _ending(self, visit: Visit, page_id: str, file: File | None, article_id: int | None) -> Ending:
        """All attempts are used up: an import does not try again."""
        visit.address = replace(visit.address, attempts=revisit().attempts)
        at, digest = visit.pages[-1].fetched_at, file[0] if file else None
        if article_id is None:
            return Ending(at, None, page_id, digest)
        sql = "SELECT published_at, gone_at FROM articles WHERE id = ?"
        published_at, gone_at = self._db.execute(sql, (article_id,)).fetchone()
        published = moment(published_at) if published_at else None
        return Ending(at, None, page_id, digest, published, visit.outcome == "article", gone_at is not None)

    def _listed(self, named: list[Link], at: str) -> None:
        for link in named:
            if link.role == "article":
                self._db.execute(_LISTED, (at, link.url))
                self._db.execute(_LAST_LISTED, (at, addresses.article_at(self._db, link.url)))
