"""The portals of two archives as one: the record that was last crawled with, and all that either has learned."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from crawler.addresses import origin
from pipelines.archive.binding import bind_all
from pipelines.archive.content import canonical_json

_COLUMNS = ("id", "name", "url", "platform", "organisation", "rights", "state", "synthetic")
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM portals"
_WRITE = f"INSERT OR REPLACE INTO portals ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_LAST_RUN = "SELECT max(started_at) FROM run_portals JOIN runs ON runs.id = run_id WHERE portal_id = ?"
_UNITS = "SELECT * FROM portal_units WHERE portal_id = ? ORDER BY rowid"
_UNKNOWN = ("", "generic")

Row = dict[str, Any]


def merge_portals(db: Database, other: Database) -> None:
    """Take in the portals of another archive. In the caller's transaction, and before its runs."""
    for theirs in _portals(other):
        ours = _portal(db, theirs["id"])
        is_later = ours is None or _record(other, theirs) > _record(db, ours)
        later, earlier = (theirs, ours or theirs) if is_later else (ours or theirs, theirs)
        merged = {**later, "rights": later["rights"] or earlier["rights"]}
        if later["platform"] in _UNKNOWN:
            merged["platform"] = max(later["platform"], earlier["platform"], key=_certainty)
        if ours is None:
            db.execute(_WRITE, list(merged.values()))
        elif merged != ours:
            assignments = ", ".join(f"{column} = ?" for column in _COLUMNS[1:])
            db.execute(f"UPDATE portals SET {assignments} WHERE id = ?", [*list(merged.values())[1:], merged["id"]])
        if is_later:
            _take_units(db, other, theirs["id"])


def adopt(db: Database) -> None:
    """What one archive has under a bare host, and the other under the portal of that host, is the portal's."""
    rows = db.execute("SELECT id, url FROM portals ORDER BY id").fetchall()
    ids = {portal_id for portal_id, _ in rows}
    for portal_id, url in rows:
        host = origin(url)
        if host != portal_id and host in ids:
            for table in ("frontier", "articles"):
                db.execute(f"UPDATE {table} SET portal_id = ? WHERE portal_id = ?", (portal_id, host))
            bind_all(db, portal_id)


def _certainty(platform: str) -> tuple[bool, str]:
    return platform not in _UNKNOWN, platform


def _portals(db: Database) -> list[Row]:
    return [dict(zip(_COLUMNS, row, strict=True)) for row in db.execute(f"{_SELECT} ORDER BY id")]


def _portal(db: Database, portal_id: str) -> Row | None:
    row = db.execute(f"{_SELECT} WHERE id = ?", (portal_id,)).fetchone()
    return dict(zip(_COLUMNS, row, strict=True)) if row else None


def _record(db: Database, portal: Row) -> tuple[str, str]:
    """When it was last crawled with; the text only decides between equals."""
    (started_at,) = db.execute(_LAST_RUN, (portal["id"],)).fetchone()
    units = [list(row) for row in db.execute(_UNITS, (portal["id"],))]
    return started_at or "", canonical_json([portal, units])


def _take_units(db: Database, other: Database, portal_id: str) -> None:
    theirs, ours = other.execute(_UNITS, (portal_id,)).fetchall(), db.execute(_UNITS, (portal_id,)).fetchall()
    if theirs != ours:
        db.execute("DELETE FROM portal_units WHERE portal_id = ?", (portal_id,))
        db.conn.executemany("INSERT INTO portal_units VALUES (?, ?, ?, ?, ?, ?, ?)", theirs)
        bind_all(db, portal_id)
