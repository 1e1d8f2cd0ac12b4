"""Opens the archive of another machine for reading, as it is at this moment; an older schema is migrated on a copy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pipelines.archive import Archive
from pipelines.archive.databases import open_for_reading, open_for_writing
from pipelines.archive.errors import ArchiveError
from pipelines.archive.files import Files
from pipelines.archive.migrate import steps, version
from pipelines.archive.pages import Pages

_NAMES = ("archive", "pages")


@contextmanager
def opened(folder: Path, beside: Path) -> Iterator[Archive]:
    """The archive in `folder`, which is left as it is; a copy is made in `beside`, if one is needed."""
    if folder.resolve() == beside.resolve():
        raise ArchiveError(f"{folder} is the archive that is written to: name another one to merge into it.")
    if all(_is_of_today(folder, name) for name in _NAMES):
        with Archive.open(folder, write=False) as archive:
            _hold(archive)
            yield archive
        return
    with TemporaryDirectory(prefix=".merge-", dir=beside) as copy:
        for name in _NAMES:
            _migrated(folder, Path(copy), name)
        with Archive.open(Path(copy), write=False) as archive:
            archive.files = Files(folder / "files")
            archive.pages = Pages(archive.pages.db, archive.files)
            yield archive


def _is_of_today(folder: Path, name: str) -> bool:
    db = open_for_reading(folder, name)
    found = version(db)
    db.close()
    return found == max(steps(name))


def _hold(archive: Archive) -> None:
    """See both databases as they are now, archive.db first: the pages that it speaks of were stored before."""
    for db in (archive.db, archive.pages.db):
        db.execute("BEGIN")
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def _migrated(folder: Path, copy: Path, name: str) -> None:
    source = open_for_reading(folder, name)
    target = sqlite3.connect(copy / f"{name}.db")
    source.conn.backup(target)
    target.close()
    source.close()
    open_for_writing(copy, name).close()
