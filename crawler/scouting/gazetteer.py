"""The administrative units of `data/units`, to be found by slug and by name.

Which of them a site means is not judged here.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from crawler import data
from crawler.text import fold

LEVELS = ("province", "district", "commune")
TYPES = {"thanh pho trung uong": "thanh pho"}
"""Types that texts write shorter."""
_TEXTS = ("unit_id", "code", "name", "short_name", "type", "parent", "province", "regime")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in one period. `valid_from` and `valid_to` are half-open; None: since ever, until today."""

    unit_id: str
    code: str
    name: str
    short_name: str
    type: str
    level: int
    parent: str
    province: str
    regime: str
    valid_from: date | None
    valid_to: date | None

    @property
    def area(self) -> tuple[str, str]:
        """Its province: regime and code."""
        return self.regime, self.province


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All units by id, slug and (type, name), both folded and without spaces; the provinces' names and successions."""

    by_id: dict[str, Unit] = field(default_factory=dict)
    by_slug: dict[str, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[tuple[str, str], list[Unit]] = field(default_factory=lambda: defaultdict(list))
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    provinces: dict[tuple[str, str], set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))

    def full_name(self, unit: Unit) -> str:
        """The unit's name with that of its province, as communes of one name are told apart."""
        province = self.names.get(unit.area, "")
        return unit.name if unit.level == 0 or not province else f"{unit.name} ({province})"

    def described(self, unit_id: str) -> dict[str, str]:
        """What a unit is called and where it lies; empty for one that the tables don't have."""
        unit = self.by_id.get(unit_id)
        return {"name": unit.name, "level": LEVELS[unit.level], "province": self.names[unit.area]} if unit else {}

    def areas(self, provinces: Iterable[Unit]) -> set[tuple[str, str]]:
        """The provinces, those that took over from them, and those that they took over from."""
        return {area for unit in provinces for area in (unit.area, *self.provinces.get(unit.area, ()))}


def squeezed(text: str) -> str:
    """Folded, letters and digits only, i for y ("Phú Quý" is "Phú Quí" in the list)."""
    return "".join(char for char in fold(text) if char.isalnum()).replace("y", "i")


@cache
def gazetteer() -> Gazetteer:
    """The units of the shipped tables."""
    found = Gazetteer()
    for unit, slug in _units():
        kind = fold(unit.type)
        found.by_id[unit.unit_id] = unit
        found.by_slug[slug.replace("y", "i")].append(unit)
        if unit.level == 0:
            found.names[unit.area] = unit.name
        found.by_name[TYPES.get(kind, kind), squeezed(unit.short_name)].append(unit)
    for old, new in _successions():
        found.provinces[old].add(new)
        found.provinces[new].add(old)
    return found


def _units() -> Iterator[tuple[Unit, str]]:
    for row in _rows("units.csv"):
        unit = Unit(
            **{name: row[name] for name in _TEXTS},
            level=LEVELS.index(row["level"]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
        )
        yield unit, row["slug"]


def _successions() -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    for row in _rows("successions.csv"):
        if row["old_unit_id"].startswith("P"):
            yield _area(row["old_unit_id"]), _area(row["new_unit_id"])


def _area(unit_id: str) -> tuple[str, str]:
    return unit_id.split("-")[1], unit_id[1:3]


def _rows(file: str) -> Iterator[dict[str, str]]:
    with data.path("units", file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
