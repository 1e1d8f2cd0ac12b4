"""Are the captures of each run those that were sealed at its end?"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.archive import Archive
from pipelines.archive.seals import broken_seals, seals
from pipelines.checks.problem import Check


def against(kept: str | None) -> Check:
    """A check against a copy of seals.txt that was kept elsewhere, or against the archive's own seals."""

    def find(archive: Archive) -> Iterator[tuple[str, str]]:
        lines = kept if kept is not None else "\n".join(str(seal) for seal in seals(archive.db))
        yield from (("the record", what) for what in broken_seals(archive.db, archive.pages.db, lines))

    return Check("seals", find, "compare with a backup of the archive")
