"""The hosts that public lists tie to an administrative unit: tables per province in `data/hosts`, none of them checked.

They name a site that no portal file describes, and never more: `--all` doesn't crawl them, and a host's possible
successor is not bound to anything.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from crawler import data
from crawler.addresses import origin
from crawler.portals.record import UnitBinding

REFORM = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class KnownHost:
    """One row. `possible_successors` are communes of the same name that may have taken over the host."""

    host: str
    unit_id: str
    confidence: str
    evidence: str
    sources: str
    seen_on: str
    possible_successors: tuple[str, ...]
    note: str

    @property
    def binding(self) -> UnitBinding:
        """For whom the host speaks, up to the end of the unit."""
        evidence = f"named by {self.sources} ({self.evidence}, {self.seen_on}), not checked"
        start, end = (REFORM, None) if self.unit_id.endswith("-post2025") else (None, _end(self.unit_id))
        return UnitBinding(self.unit_id, "", start, end, evidence, self.confidence)


def _end(unit_id: str) -> date:
    """An old unit's first day after its end, which stands in its id if it ended before the reform."""
    _, until, day = unit_id.partition("-until-")
    return date.fromisoformat(day) if until else REFORM


@cache
def known_hosts() -> dict[str, KnownHost]:
    """All rows by host without www; `unlicensed/` is read where a build has it."""
    found: dict[str, KnownHost] = {}
    for file in sorted(data.path("hosts").rglob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                successors = tuple(filter(None, row.pop("possible_successors").split("; ")))
                known = KnownHost(**row, possible_successors=successors)
                found.setdefault(origin(f"http://{known.host}/"), known)
    return found
