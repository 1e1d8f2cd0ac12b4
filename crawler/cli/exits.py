"""How a command ends: the exit codes, and which error ends in which. They are promised in docs/operations.md."""

from __future__ import annotations

from enum import IntEnum

from crawler.fetch import FetchError
from crawler.guards.contact import ContactRequiredError
from crawler.portals import PortalFileError, UnknownPortalError
from crawler.scouting.errors import ElsewhereError, NoNewsError, RecordError, ScoutingError
from pipelines.archive.errors import ArchiveError, DiskFull, LockHeld
from pipelines.exporting import ExtraMissingError


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    ERROR = 1
    USAGE = 2
    SOME_FAILED = 3
    LOCKED = 4
    DISK_FULL = 5
    INTERRUPTED = 130


EXPECTED: dict[type[Exception], Exit] = {
    UnknownPortalError: Exit.USAGE,
    ContactRequiredError: Exit.USAGE,
    PortalFileError: Exit.ERROR,
    FetchError: Exit.ERROR,
    NoNewsError: Exit.ERROR,
    ElsewhereError: Exit.ERROR,
    RecordError: Exit.ERROR,
    ScoutingError: Exit.SOME_FAILED,
    LockHeld: Exit.LOCKED,
    DiskFull: Exit.DISK_FULL,
    ArchiveError: Exit.ERROR,
    ExtraMissingError: Exit.ERROR,
}
"""Errors whose message says what to do, so that no traceback is shown; the first that fits counts."""


def exit_of(error: Exception) -> Exit | None:
    """The exit code of an expected error; None for a fault of congtin itself."""
    return next((code for kind, code in EXPECTED.items() if isinstance(error, kind)), None)
