"""Which articles an export holds, and in which state: filters, a day in the past, a sample. Sorted by key, streamed."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from sqlite_utils import Database

from pipelines.archive.filters import Filters


@dataclass(frozen=True, slots=True)
class Selection:
    """Articles that pass the filters, as the archive held them at the end of `as_of`; of these a sample of `sample`.

    The sample is drawn by hash of seed and key: the same articles from every copy of the archive.
    """

    filters: Filters = field(default_factory=Filters)
    as_of: date | None = None
    sample: int | None = None
    seed: int = 0

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Selection()

    def ids(self, db: Database) -> Iterator[int]:
        """Row numbers in `articles`, in the order of the keys."""
        drawn = self._drawn(db) if self.sample is not None else None
        for key, number in self._rows(db):
            if drawn is None or key in drawn:
                yield number

    def _rows(self, db: Database) -> Iterator[tuple[str, int]]:
        conditions = list(self.filters.conditions(db))
        if self.as_of is not None:
            conditions.append(("a.first_seen_at < ?", [f"{self.as_of.isoformat()}T24"]))
        where = " AND ".join(sql for sql, _ in conditions) or "1"
        values = [value for _, given in conditions for value in given]
        return db.execute(f"SELECT a.key, a.id FROM articles AS a WHERE {where} ORDER BY a.key", values)

    def _drawn(self, db: Database) -> set[str]:
        ranked = ((sha256(f"{self.seed}:{key}".encode()).digest(), key) for key, _ in self._rows(db))
        return {key for _, key in heapq.nsmallest(self.sample or 0, ranked)}
