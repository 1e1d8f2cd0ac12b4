"""What can go wrong with an archive, each with a message that says what to do. Nothing here knows exit codes."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class ArchiveError(Exception):
    """An archive cannot be used, or not as asked."""


class ArchiveMissing(ArchiveError):
    """There is no archive in the folder."""


class LockHeld(ArchiveError):
    """Another process is writing to the archive."""


class SchemaTooNew(ArchiveError):
    """The archive was written by a newer congtin."""


class Unwritable(ArchiveError):
    """The folder, or a file in it, cannot be written."""


class DiskFull(ArchiveError):
    """There is no space left; nothing of the failed step was stored."""


class PortalUnknown(ArchiveError):
    """A visit is for a portal that no run has made known."""


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Turn the errors of SQLite and of the file system into those of this file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL:
            raise _full(folder) from error
        raise ArchiveError(f"{folder}: {error}") from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _full(folder) from error
        raise Unwritable(
            f"{folder} cannot be written: {error.strerror}. Choose another folder with --archive."
        ) from error


def _full(folder: Path) -> DiskFull:
    return DiskFull(
        f"No space left for {folder}. What was stored before is whole; make room and run the same command again."
    )
