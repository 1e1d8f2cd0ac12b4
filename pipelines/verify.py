"""Is the archive what it promises to be? Everything is read again and compared with what is said about it elsewhere.

What is wrong is named in words; what follows from the rest (index, derived columns) can be rebuilt. Row by row, in
constant memory; without `repair` nothing is written and a crawl may go on meanwhile. The checks are in `checks`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pipelines.archive import Archive
from pipelines.checks import (
    articles,
    captures,
    databases,
    duplicates,
    files,
    frontier,
    index,
    pages,
    seals,
    units,
    withdrawn,
)
from pipelines.checks.problem import Check, Problem

__all__ = ["Problem", "verify"]

CHECKS: list[Check] = [
    *databases.CHECKS,
    *pages.CHECKS,
    *withdrawn.CHECKS,
    *articles.CHECKS,
    *captures.CHECKS,
    *units.CHECKS,
    *duplicates.CHECKS,
    *files.CHECKS,
    *frontier.CHECKS,
    *index.CHECKS,
]


def verify(folder: Path, *, repair: bool = False, kept_seals: str | None = None) -> list[Problem]:
    """All that is wrong with the archive in a folder; with `repair`, also what was wrong and is no more.

    `kept_seals` is a copy of its seals.txt that was kept elsewhere.
    """
    checks = [*CHECKS, seals.against(kept_seals)]
    try:
        with Archive.open(folder, write=repair) as archive, _snapshot(archive, writing=repair):
            return [problem for check in checks for problem in _run(check, archive, repair=repair)]
    except sqlite3.DatabaseError as error:
        return [Problem("integrity", str(folder), f"cannot be opened: {error}", databases.RESTORE)]


@contextmanager
def _snapshot(archive: Archive, *, writing: bool) -> Iterator[None]:
    """One state of each database, that of the pages a little later: a crawl commits pages before articles."""
    if not writing:
        for db in (archive.db, archive.pages.db):
            db.execute("BEGIN")
            db.execute("SELECT 1 FROM sqlite_schema").fetchone()
    yield


def _run(check: Check, archive: Archive, *, repair: bool) -> list[Problem]:
    problems = _found(check, archive)
    if not problems or not repair or check.repair is None:
        return problems
    try:
        check.repair(archive)
    except sqlite3.DatabaseError as error:
        return [*problems, Problem(check.name, "the repair", f"failed: {error}", databases.RESTORE)]
    left = _found(check, archive)
    return [problem if problem in left else replace(problem, repaired=True) for problem in problems]


def _found(check: Check, archive: Archive) -> list[Problem]:
    """What the check finds; damage that ends it early is a problem as well."""
    problems = []
    try:
        for subject, what in check.find(archive):
            problems.append(Problem(check.name, subject, what, check.advice))
    except sqlite3.DatabaseError as error:
        problems.append(Problem(check.name, "the rest", f"cannot be read: {error}", check.advice))
    return problems
