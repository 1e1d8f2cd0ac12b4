"""The portals that an archive knows: written from their records when a run opens, completed by what visits say."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from crawler.addresses import origin
from crawler.items import Outcome, Visit
from crawler.portals import Portal, State
from pipelines.archive.binding import bind_all

_UPSERT = """
    INSERT INTO portals (id, name, url, platform, organisation, state, synthetic) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = excluded.url, organisation = excluded.organisation,
        platform = iif(excluded.platform = '', platform, excluded.platform), state = excluded.state,
        synthetic = excluded.synthetic
"""

_STATES: dict[Outcome, State] = {"gate": "gated", "network_error": "unreachable"}
"""What the portal is when its first page ends so. A gate is never solved."""


def make_known(db: Database, portal: Portal) -> None:
    """Write a portal's record, and bind its articles anew where its units have changed."""
    row = (portal.id, portal.name, portal.url, portal.platform, portal.organisation, portal.state, portal.synthetic)
    db.execute(_UPSERT, row)
    _adopt(db, portal)
    units = [(portal.id, unit.section, unit.unit_id, _day(unit.valid_from), _day(unit.valid_to),
              unit.evidence, unit.confidence) for unit in portal.units]  # fmt: skip
    before = db.execute("SELECT * FROM portal_units WHERE portal_id = ? ORDER BY rowid", (portal.id,)).fetchall()
    if units != before:
        db.execute("DELETE FROM portal_units WHERE portal_id = ?", (portal.id,))
        db.conn.executemany("INSERT INTO portal_units VALUES (?, ?, ?, ?, ?, ?, ?)", units)
        bind_all(db, portal.id)


def sites(portal: Portal) -> frozenset[str]:
    """The hosts that the portal answers under."""
    return frozenset(origin(url) for url in (portal.url, *portal.aliases))


def learn(db: Database, portal_id: str, platform: str, rights: str) -> None:
    """What a page told of its portal: the platform, unless it is known; the words on reuse, as last printed."""
    if platform:
        sql = "UPDATE portals SET platform = ? WHERE id = ? AND platform IN ('', 'generic') AND platform <> ?"
        db.execute(sql, (platform, portal_id, platform))
    if rights:
        db.execute("UPDATE portals SET rights = ? WHERE id = ? AND rights <> ?", (rights, portal_id, rights))


def judge(db: Database, visit: Visit) -> None:
    """A home page or robots.txt that does not let the crawl in is the portal's state, until the next run opens it."""
    state = _STATES.get(visit.outcome)
    if state and visit.address.role in {"home", "robots"}:
        db.execute("UPDATE portals SET state = ? WHERE id = ?", (state, visit.address.portal_id))


def platform_of(db: Database, portal_id: str) -> str:
    """The platform of a portal; empty until it is recognised."""
    row = db.execute("SELECT platform FROM portals WHERE id = ?", (portal_id,)).fetchone()
    return row[0] if row else ""


def ids(db: Database) -> list[str]:
    """All portals of an archive."""
    return [row[0] for row in db.execute("SELECT id FROM portals ORDER BY id")]


def owner(db: Database, portal_id: str) -> str:
    """Whose the articles are now that were archived under this id: a portal may since have been named for its host."""
    sql = "SELECT id, url FROM portals WHERE id <> ?1 AND url LIKE '%' || ?1 || '%' ORDER BY id"
    rows = db.execute(sql, (portal_id,)).fetchall()
    return next((other for other, url in rows if origin(url) == portal_id), portal_id)


def _adopt(db: Database, portal: Portal) -> None:
    """What was archived under the bare host, before a portal file named the portal, is the portal's."""
    host = origin(portal.url)
    if host == portal.id:
        return
    for table in ("frontier", "articles"):
        db.execute(f"UPDATE {table} SET portal_id = ? WHERE portal_id = ?", (portal.id, host))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
