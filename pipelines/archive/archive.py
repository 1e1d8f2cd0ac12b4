"""An archive: one folder with archive.db, pages.db, files/ and the lock. One process at a time writes to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from uuid import uuid4

from sqlite_utils import Database

from pipelines.archive import clock
from pipelines.archive.databases import open_for_reading, open_for_writing
from pipelines.archive.errors import explained
from pipelines.archive.files import Files
from pipelines.archive.frontier import ArchiveFrontier
from pipelines.archive.lock import Lock
from pipelines.archive.pages import Pages
from pipelines.archive.seals import seal_runs
from pipelines.archive.units import load_units


class Archive:
    """The open archive. `db` is archive.db, `pages` what is in pages.db, `files` the attachments."""

    def __init__(self, folder: Path, db: Database, pages: Database, lock: Lock | None) -> None:
        self.folder = folder
        self.db = db
        self.files = Files(folder / "files")
        self.pages = Pages(pages, self.files)
        self.clock: Callable[[], datetime] = clock.now
        self.frontier = ArchiveFrontier(folder, db, self._now, self._seal)
        self._lock = lock

    @classmethod
    def open(cls, folder: Path, *, write: bool) -> Archive:
        """Open the archive in a folder; for writing it is made where there is none, and locked."""
        return _for_writing(folder) if write else _for_reading(folder)

    def _now(self) -> datetime:
        return self.clock()

    def _seal(self, run_id: int) -> None:
        with explained(self.folder):
            seal_runs(self.db, self.pages.db, self.folder, last_run=run_id, sealed_at=clock.stamp(self.clock()))

    def close(self) -> None:
        """Close the databases and let others write."""
        self.pages.db.close()
        self.db.close()
        if self._lock:
            self._lock.release()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _for_reading(folder: Path) -> Archive:
    with explained(folder):
        db = open_for_reading(folder, "archive")
        return Archive(folder, db, open_for_reading(folder, "pages"), None)


def _for_writing(folder: Path) -> Archive:
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = Lock(folder)
        try:
            pages = open_for_writing(folder, "pages")
            db = open_for_writing(folder, "archive")
            _identify(db)
            load_units(db)
        except BaseException:
            lock.release()
            raise
        return Archive(folder, db, pages, lock)


def _identify(db: Database) -> None:
    """Give a new archive its name, which exports carry."""
    rows = [("archive_id", str(uuid4())), ("created_at", clock.stamp(clock.now()))]
    with db.atomic():
        db.conn.executemany("INSERT OR IGNORE INTO archive_info VALUES (?, ?)", rows)
