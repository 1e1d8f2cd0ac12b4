"""Both databases as SQLite sees them: whole pages and B-trees, and every reference with its row."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from pipelines.archive import Archive
from pipelines.checks.problem import Check

Found = Iterator[tuple[str, str]]
RESTORE = "restore the file from a copy; `congtin export` saves what can still be read"


def _both(archive: Archive) -> Iterator[tuple[str, Database]]:
    yield "archive.db", archive.db
    yield "pages.db", archive.pages.db


def _integrity(archive: Archive) -> Found:
    for name, db in _both(archive):
        for (message,) in db.execute("PRAGMA integrity_check"):
            if message != "ok":
                yield name, f"is damaged: {message}"


def _references(archive: Archive) -> Found:
    for name, db in _both(archive):
        for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
            yield f"{name}, {table}", f"has a row ({row}) that refers to no row of {parent}"


CHECKS = [
    Check("integrity", _integrity, RESTORE),
    Check("references", _references, RESTORE),
]
