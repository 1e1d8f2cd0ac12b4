"""Which known addresses a run asks again: the heads of its walks, what is due, and pages that the walk comes to."""

from __future__ import annotations

from dataclasses import replace

from sqlite_utils import Database

from crawler.addresses import key, origin
from crawler.items import Address
from pipelines.archive.links import HEADS, Finding

_PENDING = "UPDATE frontier SET state = 'pending', attempts = 0, next_due_at = NULL"
_HEADS = f"""
    {_PENDING} WHERE portal_id = ?1 AND page_number = 1 AND role IN ('home', 'robots', 'sitemap', 'feed', 'listing')
    AND (role = 'robots' OR state = 'done' AND coalesce(run_id, 0) < ?2
        OR state = 'failed' AND (role = 'home' OR outcome NOT IN ('gone', 'soft_404')))
    AND state IN ('done', 'failed')
"""
_DUE = f"{_PENDING} WHERE portal_id = ?1 AND state IN ('done', 'failed') AND next_due_at <= ?2"
_FULL = f"""
    {_PENDING} WHERE portal_id = ?1 AND state IN ('done', 'failed') AND page_number = 1
    AND coalesce(run_id, 0) < ?2
"""
_ADD = """
    INSERT INTO frontier
        (url, key, portal_id, host, role, section, walk, page_number, state, reason, found_on, found_at, found_run)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_ARM = f"{_PENDING} WHERE url = ? AND state IN ('done', 'failed') AND coalesce(run_id, 0) < ?"
_TAKE_BACK = (
    f"{_PENDING}, reason = '' WHERE url = ? AND state = 'excluded' AND role <> 'twin' AND reason LIKE 'the same %'"
)
_NEXT_TWIN = """
    SELECT twin.url FROM frontier AS this
    JOIN frontier AS twin ON twin.portal_id = this.portal_id AND twin.identity = this.identity AND twin.id <> this.id
    WHERE this.url = ? AND this.identity <> '' AND this.state = 'failed' AND twin.identity <> ''
        AND twin.state = 'excluded' AND twin.role = 'article' AND twin.reason LIKE 'the same %'
        AND NOT EXISTS (SELECT 1 FROM article_addresses WHERE article_addresses.key = this.key)
    ORDER BY twin.id LIMIT 1
"""
_PLACE = "UPDATE frontier SET walk = ?, page_number = ? WHERE url = ? AND role = 'listing' AND url <> ?"


def arm_due(db: Database, portal_id: str, *, since: int, now: str, full: bool) -> None:
    """Make pending what a run of this portal begins with. `since` is the run, or the first that it continues.

    robots.txt is asked in every run: its rules are not kept. A head that failed gets a second chance, but for one that
    is not there (a guessed feed), which waits until it is due.
    """
    db.execute(_HEADS, (portal_id, since))
    db.execute(_DUE, (portal_id, now))
    if full:
        db.execute(_FULL, (portal_id, since))


def arm_next_page(db: Database, url: str, page: Address, finding: Finding, since: int) -> None:
    """The next page of a walk, unless this run has been there; a pager may have named it as a listing of its own."""
    walk, number = page.walk or page.url, page.page_number + 1
    if not _added(db, replace(page, url=url, walk=walk, page_number=number), finding):
        db.execute(_PLACE, (walk, number, url, walk))
        db.execute(_ARM, (url, since))


def arm_target(db: Database, url: str, source: Address, finding: Finding, since: int) -> None:
    """Where a redirect leads. The target of a head takes its place in the walk."""
    if _added(db, replace(source, url=url), finding):
        return
    db.execute(_TAKE_BACK, (url,))
    if source.role in HEADS:
        db.execute(_ARM, (url, since))


def arm_twin(db: Database, url: str) -> str:
    """An article could not be had at this address: try the next one of its identity, and return its host."""
    row = db.execute(_NEXT_TWIN, (url,)).fetchone()
    if row is None:
        return ""
    db.execute(_TAKE_BACK, row)
    return origin(row[0])


def _added(db: Database, address: Address, finding: Finding) -> bool:
    host = origin(address.url)
    reason = "" if host in finding.sites else "on another site"
    place = (address.url, key(address.url), finding.portal_id, host, address.role)
    walk = (address.section, address.walk, address.page_number)
    state = ("excluded" if reason else "pending", reason)
    return db.execute(_ADD, (*place, *walk, *state, finding.found_on, finding.found_at, finding.run_id)).rowcount > 0
