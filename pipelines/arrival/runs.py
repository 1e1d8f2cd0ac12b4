"""The runs of another archive, with what they covered: known again by their start and the archive that made them."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from pipelines.archive.content import canonical_json

MADE_BY = "archive"
"""The setting that names the archive of a run that was made elsewhere."""
_SELECT = "SELECT * FROM runs ORDER BY id"
_KNOWN = f"""
    SELECT id, coalesce(finished_at, '') FROM runs
    WHERE started_at = ? AND json_extract(settings, '$.{MADE_BY}') = ?
"""


def archive_id(db: Database) -> str:
    """The name of an archive."""
    return str(db.execute("SELECT value FROM archive_info WHERE name = 'archive_id'").fetchone()[0])


def merge_runs(db: Database, other: Database) -> None:
    """Take in the runs of another archive, but those that came from this one. In the caller's transaction."""
    ours, theirs = archive_id(db), archive_id(other)
    rows = other.execute(_SELECT)
    columns = [column[0] for column in rows.description]
    for row in rows.fetchall():
        run = dict(zip(columns, row, strict=True))
        settings = json.loads(run["settings"])
        made_by = settings.setdefault(MADE_BY, theirs)
        if made_by != ours:
            _merge(db, other, {**run, "settings": canonical_json(settings)}, made_by)


def _merge(db: Database, other: Database, run: dict[str, Any], made_by: str) -> None:
    """A run that was still going on when it was last seen is written anew."""
    known = db.execute(_KNOWN, (run["started_at"], made_by)).fetchone()
    if known and known[1] >= (run["finished_at"] or "") and known[1]:
        return
    number = run.pop("id")
    if known:
        assignments = ", ".join(f"{column} = ?" for column in run)
        db.execute(f"UPDATE runs SET {assignments} WHERE id = ?", [*run.values(), known[0]])
        run_id = known[0]
    else:
        sql = f"INSERT INTO runs ({', '.join(run)}) VALUES ({', '.join('?' * len(run))})"
        run_id = db.execute(sql, list(run.values())).lastrowid
    for table in ("run_portals", "coverage"):
        _copy(db, other, table, number, run_id)


def _copy(db: Database, other: Database, table: str, number: int, run_id: int) -> None:
    rows = other.execute(f"SELECT * FROM {table} WHERE run_id = ?", (number,))
    columns = [column[0] for column in rows.description]
    sql = f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    place = columns.index("run_id")
    db.conn.executemany(sql, [(*row[:place], run_id, *row[place + 1 :]) for row in rows])
