"""How the two databases of an archive are opened: for writing with migrations, or read-only."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from pipelines.archive.errors import ArchiveMissing
from pipelines.archive.indexing import IndexedDatabase
from pipelines.archive.migrate import check, migrate

# pages.db is committed before archive.db and must survive a power cut; archive.db may then lose its last commits,
# which are fetched again, but never its consistency.
_SYNCHRONOUS = {"archive": "NORMAL", "pages": "FULL"}
_CACHE_KIB = 65536
# Compressed pages of 2 KB, and indexes whose entries have 64 digits: on 245 pages of a NukeViet site pages.db takes .31
# of a gzip WARC, with SQLite's usual 4 KB .36. It counts only where the file is made.
_PAGE_SIZES = {"archive": 4096, "pages": 16384}


def open_for_writing(folder: Path, name: str) -> Database:
    """The database `name` ("archive" or "pages") of the folder, made or migrated if need be."""
    path = folder / f"{name}.db"
    conn = _connect(f"{path.absolute().as_uri()}?mode=rwc")
    db = IndexedDatabase(conn) if name == "archive" else Database(conn)
    db.execute(f"PRAGMA page_size = {_PAGE_SIZES[name]}")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute(f"PRAGMA synchronous = {_SYNCHRONOUS[name]}")
    migrate(db, name, path)
    return db


def open_for_reading(folder: Path, name: str) -> Database:
    """The database, read-only, also while another process writes to it."""
    path = folder / f"{name}.db"
    if not path.is_file():
        raise ArchiveMissing(
            f"There is no archive in {folder}: {path.name} is missing. Name its folder with --archive."
        )
    db = Database(_connect(f"{path.absolute().as_uri()}?mode=ro"))
    check(db, name, path)
    return db


def _connect(uri: str) -> sqlite3.Connection:
    conn = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30, check_same_thread=False)
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return conn
