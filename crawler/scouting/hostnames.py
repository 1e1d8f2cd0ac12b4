"""Reads the units off a host: "yenhoa.camxuyen.hatinh" is a commune in a district in a province.

What the site itself says is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from crawler.scouting.gazetteer import TYPES, Gazetteer, Unit, gazetteer, squeezed
from crawler.scouting.tables import names, patterns, table
from crawler.text import fold


@dataclass(frozen=True, slots=True)
class HostReading:
    """The units that the host may name, and the provinces (`Unit.area`) it lies in.

    There are no units where its first label names none: it is then a site of somebody else's in that area.
    """

    units: list[Unit] = field(default_factory=list)
    areas: set[tuple[str, str]] = field(default_factory=set)


def read_host(labels: list[str]) -> HostReading:
    """What the labels name, from the province on the right to the unit on the left."""
    known = gazetteer()
    reading = HostReading()
    for piece in reversed(_pieces(labels)):
        units = _named(piece, reading, known)
        if units:
            provinces = [unit for unit in units if unit.level == 0]
            reading = HostReading(units, reading.areas or known.areas(provinces))
        elif not _names_an_organisation(piece):
            return HostReading(areas=reading.areas)
    return reading


def _pieces(labels: list[str]) -> list[str]:
    """What stands between dots and hyphens; a province written at the end of a longer label is a piece of its own."""
    by_slug = gazetteer().by_slug
    pieces = [part for label in labels for part in ([label] if squeezed(label) in by_slug else label.split("-"))]
    return [part for piece in pieces if piece not in names("names", "label") for part in _parted(piece)]


def _parted(piece: str) -> list[str]:
    """ "ducthohatinh" is Đức Thọ in Hà Tĩnh, unless the whole names a unit."""
    if _may_name_a_unit(piece):
        return [piece]
    by_slug = gazetteer().by_slug
    for cut in range(2, len(piece) - 3):
        province = by_slug.get(squeezed(piece[cut:]), ())
        if any(unit.level == 0 for unit in province) and _may_name_a_unit(piece[:cut]):
            return [piece[:cut], piece[cut:]]
    return [piece]


def _may_name_a_unit(label: str) -> bool:
    return any(slug in gazetteer().by_slug for slug, _ in _spellings(label))


def _named(piece: str, above: HostReading, known: Gazetteer) -> list[Unit]:
    """The units that one label may name below those of the labels to its right; of each regime the highest."""
    namesake = squeezed(above.units[0].short_name) if above.units else ""  # "thanhpho.laichau" is Thành phố Lai Châu
    for slug, kind in _spellings(piece):
        units = [
            unit for unit in known.by_slug.get(slug or namesake, ()) if _is_a(unit, kind) and _fits_below(unit, above)
        ]
        if units:
            return _highest(units)
    return []


def _is_a(unit: Unit, kind: str) -> bool:
    own = fold(unit.type)
    return not kind or TYPES.get(own, own) == kind


def _fits_below(unit: Unit, above: HostReading) -> bool:
    if not above.areas and not above.units:
        return unit.level < 2  # a commune alone is called like too many others
    if above.areas and unit.area not in above.areas:
        return False
    parents = {(parent.regime, parent.code) for parent in above.units if parent.level == 1}
    levels = [parent.level for parent in above.units] or [0]
    return unit.level > min(levels) and (not parents or (unit.regime, unit.parent) in parents)


def _highest(units: list[Unit]) -> list[Unit]:
    by_regime = sorted(units, key=lambda unit: (unit.regime, unit.level))
    groups = (list(group) for _, group in groupby(by_regime, key=lambda unit: unit.regime))
    return [unit for group in groups for unit in group if unit.level == group[0].level]


def _spellings(label: str) -> Iterator[tuple[str, str]]:
    """The label as a slug with the type of unit that it tells: whole, by another name, without what tells the type."""
    yield squeezed(label), ""
    for row in table("names")["province"]:
        if label.endswith(row["label"]):
            yield squeezed(row["slug"]), ""
    for piece, row in names("names", "piece").items():
        if label.startswith(piece):
            yield squeezed(label.removeprefix(piece)), row["type"]
        if label.endswith(piece):
            yield squeezed(label.removesuffix(piece)), row["type"]


def _names_an_organisation(label: str) -> bool:
    return any(pattern.search(label) for pattern, _ in patterns("organisations", "host"))
