"""Numbered SQL files bring a database to the present schema, in one transaction, with a copy kept until it succeeds.

`migrations/archive/NNNN_*.sql` and `migrations/pages/NNNN_*.sql`; a database's `user_version` is the last one applied.
A file that is released is never changed: a change of the schema is a further file.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from pipelines.archive.errors import SchemaTooNew

MIGRATIONS = Path(__file__).parent / "migrations"


def steps(name: str) -> dict[int, Path]:
    """The migrations of a database ("archive" or "pages") by number."""
    return {int(path.name[:4]): path for path in sorted((MIGRATIONS / name).glob("[0-9]*.sql"))}


def version(db: Database) -> int:
    """The number of the last migration that was applied."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def check(db: Database, name: str, path: Path) -> None:
    """Refuse a database of a later schema than this program knows."""
    newest = max(steps(name))
    if version(db) > newest:
        raise SchemaTooNew(
            f"{path} has schema {version(db)}, and this congtin knows schemas up to {newest}: update congtin."
        )


def migrate(db: Database, name: str, path: Path) -> None:
    """Apply what is missing. A database that is killed meanwhile is found in its old state, beside its copy."""
    check(db, name, path)
    copy = path.with_suffix(".before-migration")
    missing = {number: step for number, step in steps(name).items() if number > version(db)}
    if missing and version(db):
        _copy(db, copy)
    if missing:
        _apply(db, missing)
    copy.unlink(missing_ok=True)


def _apply(db: Database, missing: dict[int, Path]) -> None:
    steps = [step.read_text(encoding="utf-8") for step in missing.values()]
    try:
        db.conn.executescript("\n".join(["BEGIN;", *steps, f"PRAGMA user_version = {max(missing)};", "COMMIT;"]))
    finally:
        db.conn.rollback()  # nothing is open unless a step failed


def _copy(db: Database, target: Path) -> None:
    target.unlink(missing_ok=True)
    with sqlite3.connect(target) as copy:
        db.conn.backup(copy)
    copy.close()
