"""The records of runs: which began, what they counted, how they ended, and which one a portal continues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlite_utils import Database

from crawler.items import PortalReport, Role
from pipelines.archive.clock import moment, stamp
from pipelines.archive.content import canonical_json
from pipelines.archive.revisit import revisit
from pipelines.archive.versions import extractor, tool

_REQUESTS: dict[Role, str] = {"robots": "robots", "sitemap": "sitemaps", "feed": "sitemaps", "file": "files"}
_ENDED = frozenset({"finished", "failed"})


def begin(db: Database, portals: Iterable[str], *, full: bool, settings: Mapping[str, str], now: datetime) -> int:
    """A new run of these portals."""
    sql = "INSERT INTO runs (started_at, full, tool, extractor, settings) VALUES (?, ?, ?, ?, ?)"
    row = (stamp(now), int(full), tool(), extractor(), canonical_json(dict(settings)))
    run_id = db.execute(sql, row).lastrowid or 0
    rows = [(run_id, portal_id) for portal_id in portals]
    db.conn.executemany("INSERT INTO run_portals (run_id, portal_id) VALUES (?, ?)", rows)
    return run_id


def first_continued(db: Database, portal_id: str, now: datetime) -> int:
    """The run that began the work with which the next run of this portal goes on: an interrupted one, or the next."""
    sql = """
        SELECT run_id, started_at, run_portals.outcome FROM run_portals JOIN runs ON runs.id = run_id
        WHERE portal_id = ? ORDER BY run_id DESC
    """
    first = int(db.execute("SELECT coalesce(max(id), 0) + 1 FROM runs").fetchone()[0])
    for run_id, started_at, outcome in db.execute(sql, (portal_id,)):
        if outcome in _ENDED or now - moment(started_at) > revisit().resume_within:
            break
        first = run_id
    return first


def count(db: Database, run_id: int, portal_id: str, counts: Mapping[str, int]) -> None:
    """Add to the counts of a run's portal and of the run."""
    added = ", ".join(f"{name} = {name} + ?" for name in counts)
    values = tuple(counts.values())
    db.execute(f"UPDATE runs SET {added} WHERE id = ?", (*values, run_id))
    db.execute(f"UPDATE run_portals SET {added} WHERE run_id = ? AND portal_id = ?", (*values, run_id, portal_id))


def note_template(db: Database, run_id: int, portal_id: str, number: int | None) -> None:
    """The portal's template of this number was learned in the run."""
    sql = "UPDATE run_portals SET template = ? WHERE run_id = ? AND portal_id = ?"
    db.execute(sql, (number, run_id, portal_id))


def requests_of(role: Role) -> str:
    """The count that requests for an address of this role go to."""
    return _REQUESTS.get(role, "pages")


def finish(db: Database, run_id: int, outcome: str, reasons: Mapping[str, str], now: datetime) -> list[PortalReport]:
    """End a run; portals with a reason have failed."""
    db.execute("UPDATE runs SET finished_at = ?, outcome = ? WHERE id = ?", (stamp(now), outcome, run_id))
    db.execute("UPDATE run_portals SET outcome = ? WHERE run_id = ?", (outcome, run_id))
    failed = [(reason, run_id, portal_id) for portal_id, reason in reasons.items()]
    sql = "UPDATE run_portals SET outcome = 'failed', reason = ? WHERE run_id = ? AND portal_id = ?"
    db.conn.executemany(sql, failed)
    return reports(db, run_id)


def reports(db: Database, run_id: int) -> list[PortalReport]:
    """What the run did, by portal."""
    sql = """
        SELECT portal_id, outcome, reason, articles_new, articles_changed, articles_unchanged, failed,
               pages, robots, sitemaps, files, drifted, template
        FROM run_portals WHERE run_id = ? ORDER BY portal_id
    """
    return [PortalReport(*row) for row in db.execute(sql, (run_id,))]
