"""SQLite: a consistent copy of archive.db, taken in one read transaction while a crawl may write.

The copy is out of WAL mode and optimised, so that any tool opens it, also from read-only media. For publishing, what
serves the crawl and the audit is left out; what views counted from it is kept as a table.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from pipelines.archive.databases import open_for_reading
from pipelines.archive.history import states, write_present
from pipelines.export.outcome import Outcome
from pipelines.export.selection import Selection

_INNER = ("removed_blocks", "blocks", "frontier", "signature_bands", "signatures")
"""Tables of the crawl and the audit that a published copy goes without."""
_COUNTED = "coverage_by_month"
_INDEXES = "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5%'"


def write(folder: Path, output: Path, selection: Selection, *, publish: bool) -> Outcome:
    """Copy the archive in `folder`, then take out what is not selected or not for publishing."""
    with closing(Database(sqlite3.connect(output, isolation_level=None))) as copy:
        with closing(open_for_reading(folder, "archive")) as source:
            source.conn.backup(copy.conn)  # in one step; VACUUM INTO fails on a read-only connection (SQLite 3.40)
        copy.execute("PRAGMA journal_mode = MEMORY")
        with copy.atomic():
            if not selection.everything:
                _keep(copy, selection)
            if publish:
                _take_out_inner(copy)
            for (index,) in copy.execute(_INDEXES).fetchall():
                copy.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
        for statement in ("ANALYZE", "VACUUM", "PRAGMA journal_mode = DELETE"):
            copy.execute(statement)
        (articles,) = copy.execute("SELECT count(*) FROM articles").fetchone()
    return Outcome(articles=articles)


def _keep(copy: Database, selection: Selection) -> None:
    kept = list(selection.ids(copy))
    copy.execute("CREATE TEMP TABLE kept (id INTEGER PRIMARY KEY)")
    copy.conn.executemany("INSERT INTO kept VALUES (?)", [(number,) for number in kept])
    if selection.as_of is not None:
        for number in kept:
            _take_back(copy, number, f"{selection.as_of.isoformat()}T24")
    _drop_others(copy)


def _take_back(copy: Database, number: int, last: str) -> None:
    """Give an article the state in which the archive held it then."""
    known = states(copy, number)
    held = [state for state in known if state.capture.captured_at < last]
    if len(held) < len(known):
        copy.execute("DELETE FROM article_versions WHERE article_id = ? AND version >= ?", (number, len(held)))
        write_present(copy, number, len(held), held[-1])
    copy.execute("UPDATE articles SET gone_at = NULL, gone_reason = '' WHERE id = ? AND gone_at >= ?", (number, last))
    copy.execute("DELETE FROM captures WHERE article_id = ? AND captured_at >= ?", (number, last))


def _drop_others(copy: Database) -> None:
    copy.execute("UPDATE articles SET duplicate_of = NULL WHERE duplicate_of NOT IN (SELECT id FROM kept)")
    copy.execute("DELETE FROM duplicates WHERE group_id NOT IN (SELECT id FROM kept)")
    for table in copy.table_names():
        if any(column.name == "article_id" for column in copy[table].columns):
            copy.execute(f'DELETE FROM "{table}" WHERE article_id NOT IN (SELECT id FROM kept)')
    copy.execute("DELETE FROM articles WHERE id NOT IN (SELECT id FROM kept)")


def _take_out_inner(copy: Database) -> None:
    copy.execute(f"CREATE TABLE counted AS SELECT * FROM {_COUNTED}")
    copy.execute(f"DROP VIEW {_COUNTED}")
    copy.execute(f"ALTER TABLE counted RENAME TO {_COUNTED}")
    for table in _INNER:
        copy.execute(f"DELETE FROM {table}")
