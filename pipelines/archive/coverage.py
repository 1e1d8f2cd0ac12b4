"""The walks through listings, feeds and sitemaps: one row per walk and run, summed from the walk's steps."""

from __future__ import annotations

from sqlite_utils import Database

from crawler.items import Address, WalkStep

_BEGIN = "INSERT INTO coverage (run_id, portal_id, walk, role, section) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_CARRY = """
    UPDATE coverage SET (pages, named, newest, oldest) = (
        SELECT pages, named, newest, oldest FROM coverage AS earlier
        WHERE walk = ?1 AND section = ?2 AND run_id < ?3 AND stop_reason = '' ORDER BY run_id DESC LIMIT 1
    )
    WHERE walk = ?1 AND section = ?2 AND run_id = ?3 AND EXISTS (
        SELECT 1 FROM coverage AS earlier
        WHERE run_id = (SELECT max(run_id) FROM coverage WHERE walk = ?1 AND section = ?2 AND run_id < ?3)
        AND walk = ?1 AND section = ?2 AND stop_reason = '' AND run_id >= ?4
    )
"""
_ADD = """
    UPDATE coverage SET pages = pages + 1, named = named + ?, newest = max(newest, ?),
        oldest = CASE WHEN oldest = '' OR (? <> '' AND ? < oldest) THEN ? ELSE oldest END,
        stop_reason = ?, complete = ?
    WHERE run_id = ? AND walk = ? AND section = ?
"""


def add_step(db: Database, run_id: int, address: Address, step: WalkStep, since: int) -> None:
    """One more page of a walk. A walk that the run `since` then was interrupted in goes on with its sums."""
    if db.execute(_BEGIN, (run_id, address.portal_id, step.walk, address.role, step.section)).rowcount:
        db.execute(_CARRY, (step.walk, step.section, run_id, since))
    oldest = (step.oldest, step.oldest, step.oldest)
    key = (run_id, step.walk, step.section)
    db.execute(_ADD, (step.named, step.newest, *oldest, step.stop_reason, int(step.complete), *key))


def walked_before(db: Database, walk: str, since: int) -> bool:
    """Whether a run before `since` walked this listing to its end."""
    sql = "SELECT 1 FROM coverage WHERE walk = ? AND complete = 1 AND run_id < ? LIMIT 1"
    return db.execute(sql, (walk, since)).fetchone() is not None
