"""Seals: after each run, a digest over the seal before it and the run's captures, in the archive and in seals.txt.

Whoever keeps a copy of seals.txt elsewhere can show later that no capture was altered, added or taken away since. The
name of a capture is a digest of its address, time and body, so that the sorted names are all that a seal needs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlite_utils import Database

_UNSEALED = """
    SELECT id FROM runs WHERE id > coalesce((SELECT max(run_id) FROM seals), 0) AND id <= ? ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Seal:
    """One run's seal. As text it is a line of seals.txt."""

    run_id: int
    sealed_at: str
    captures: int
    previous: str
    seal: str

    def __str__(self) -> str:
        return f"{self.run_id}\t{self.sealed_at}\t{self.captures}\t{self.seal}"


def seal_runs(db: Database, pages: Database, folder: Path, *, last_run: int, sealed_at: str) -> None:
    """Seal all runs up to this one that have no seal: the last, and those that were killed before it."""
    with db.atomic():
        for (run_id,) in db.execute(_UNSEALED, (last_run,)).fetchall():
            seal = _sealed(pages, run_id, sealed_at, _last(db))
            row = (seal.run_id, seal.sealed_at, seal.captures, seal.previous, seal.seal)
            db.execute("INSERT INTO seals VALUES (?, ?, ?, ?, ?)", row)
    _write(folder / "seals.txt", [str(seal) for seal in seals(db)])


def seals(db: Database) -> list[Seal]:
    """All seals of the archive, in order."""
    sql = "SELECT run_id, sealed_at, captures, previous, seal FROM seals ORDER BY run_id"
    return [Seal(*row) for row in db.execute(sql)]


def broken_seals(db: Database, pages: Database, kept: str) -> Iterator[str]:
    """What does not agree between the archive and a copy of its seals.txt, in words. Nothing: all is as it was."""
    known = {str(seal): seal for seal in seals(db)}
    previous = ""
    for line in filter(None, kept.splitlines()):
        if line not in known:
            yield f"the archive does not have this seal: {line}"
            return
        seal = known[line]
        found = _sealed(pages, seal.run_id, seal.sealed_at, previous)
        if found != seal:
            yield f"run {seal.run_id}: its {found.captures} captures are not the {seal.captures} that were sealed"
        previous = seal.seal


def _last(db: Database) -> str:
    row = db.execute("SELECT seal FROM seals ORDER BY run_id DESC LIMIT 1").fetchone()
    return row[0] if row else ""


def _sealed(pages: Database, run_id: int, sealed_at: str, previous: str) -> Seal:
    digest, captures = sha256(previous.encode()), 0
    for (name,) in pages.execute("SELECT id FROM pages WHERE run_id = ? ORDER BY id", (run_id,)):
        digest.update(b"\n" + name.encode())
        captures += 1
    return Seal(run_id, sealed_at, captures, previous, digest.hexdigest())


def _write(path: Path, lines: list[str]) -> None:
    """Replace the file, which is small, so that a kill leaves no half line in it."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
