"""What the end of a visit means for its address: its next state, and when it is asked again. The table is revisit.toml.

Answered is done; what was asked for and not obtained has failed; what may be over in a moment stays pending.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from crawler.items import Visit
from pipelines.archive.clock import stamp
from pipelines.archive.revisit import RETRIED, revisit

DONE = frozenset({"article", "listing", "sitemap", "feed", "file", "page", "unchanged", "redirect"})
"""Outcomes that are an answer; all others are failures once no retry is left."""
_ANSWERS = frozenset({"article", "listing", "sitemap", "feed", "file", "page"})
_HEADS_OUTCOMES = frozenset({"listing", "sitemap", "feed"})
"""Armed by each run, so that they need no time of their own."""

_UPDATE = """
    UPDATE frontier SET state = ?, outcome = ?, reason = ?, next_due_at = ?, attempts = ?, run_id = ?,
        status = coalesce(?, status),
        fetched_at = coalesce(?, fetched_at), page_id = coalesce(?, page_id),
        etag = coalesce(?, etag), last_modified = coalesce(?, last_modified),
        redirects_to = coalesce(?, redirects_to), sha256 = coalesce(?, sha256)
    WHERE url = ? AND (state = 'pending' OR fetched_at IS NULL OR fetched_at <= ?)
"""
"""A capture that arrives late says nothing about how the address is now; a pending one must end, whatever the clock."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What the store knows of a visit's end. `published_at` is the article's, if it has one."""

    at: datetime
    run_id: int | None
    page_id: str | None = None
    sha256: str | None = None
    published_at: datetime | None = None
    is_article: bool = False
    gone: bool = False


def acknowledge(db: Database, visit: Visit, ending: Ending) -> datetime | None:
    """Write the address's new state; return when it is due again if it stays pending."""
    state, due = _next(visit, ending)
    page = visit.pages[-1] if visit.pages else None
    answered = page is not None and page.status > 0
    headers = _validators(visit)
    db.execute(_UPDATE, (
        state, visit.outcome, visit.reason, stamp(due) if due else None,
        visit.address.attempts + 1 if state != "done" else 0, ending.run_id, page.status if page else None,
        stamp(ending.at) if answered or state != "pending" else None, ending.page_id, *headers,
        visit.redirected_to or None, ending.sha256, visit.address.url, stamp(ending.at),
    ))  # fmt: skip
    return due if state == "pending" else None


def _next(visit: Visit, ending: Ending) -> tuple[str, datetime | None]:
    table = revisit()
    if visit.outcome in RETRIED:
        wait = table.retry(visit.address.attempts + 1, visit.retry_after)
        if wait is not None:
            return "pending", ending.at + wait
    return "done" if visit.outcome in DONE else "failed", _revisit_at(visit, ending)


def _revisit_at(visit: Visit, ending: Ending) -> datetime | None:
    table = revisit()
    if visit.outcome in _HEADS_OUTCOMES:
        return None
    if ending.gone:
        return ending.at + table.confirmed_gone
    if ending.is_article:
        return ending.at + table.article(ending.at - (ending.published_at or ending.at))
    return ending.at + table.by_outcome.get(visit.outcome, table.by_outcome["page"])


def _validators(visit: Visit) -> tuple[str | None, str | None]:
    """ETag and Last-Modified of what was asked for; a 304, a gate page or a failure leaves the known ones."""
    if not visit.pages or visit.outcome not in _ANSWERS:
        return None, None
    headers = {name.lower(): value for name, value in visit.pages[-1].headers}
    return headers.get("etag", ""), headers.get("last-modified", "")
