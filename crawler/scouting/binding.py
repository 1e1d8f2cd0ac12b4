"""Judges for whom a site speaks: a unit that its texts name and its host confirms, or none.

Two signs make a binding; one alone makes a remark for whoever adds the portal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from crawler.portals import UnitBinding
from crawler.portals.checks import overlap
from crawler.portals.hosts import KnownHost, known_hosts
from crawler.scouting.gazetteer import Unit, gazetteer
from crawler.scouting.hostnames import HostReading, read_host
from crawler.scouting.mentions import Mention, mentions
from crawler.scouting.signs import Signs
from crawler.scouting.tables import patterns

COMMUNE = 2
"""The level at which a name alone proves nothing: there were 10,035 communes, and made-up names hit one of them."""
SHOWN = 5
"""Units of one name that are worth a remark each; more are counted."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """The units that the site speaks for, and what may be true but is not known."""

    bindings: list[UnitBinding] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def guess_units(signs: Signs) -> Speakers:
    """The units of a site by its host, its name and its footer, and by the lists of known hosts."""
    listed = known_hosts().get(signs.host.removeprefix("www."))
    host = read_host(signs.labels)
    host.units.extend(_listed_units(listed))
    return _with_listed(_guessed(signs, host), listed)


def _listed_units(listed: KnownHost | None) -> list[Unit]:
    named = (listed.unit_id, *listed.possible_successors) if listed else ()
    return [gazetteer().by_id[unit_id] for unit_id in named if unit_id in gazetteer().by_id]


def _with_listed(found: Speakers, listed: KnownHost | None) -> Speakers:
    """The listed unit as well, for days on which the site itself names no other."""
    if listed is None or any(overlap(listed.binding, binding) for binding in found.bindings):
        return found
    remarks = [remark for remark in found.remarks if listed.unit_id not in remark]
    return Speakers([listed.binding, *found.bindings], remarks)


def _guessed(signs: Signs, host: HostReading) -> Speakers:
    in_footer = mentions(signs.footer)
    provinces = [unit for mention in (*mentions(signs.name), *in_footer) for unit in mention.units if unit.level == 0]
    areas = host.areas or gazetteer().areas(provinces)
    speaking = [mention for mention in in_footer if _speaks(mention)]
    for place, said in (("name", mentions(signs.name)), ("footer", speaking)):
        if units := _meant(said, areas):
            return _judged(units, host, areas, f"the {place} says {_lowest(said).said!r}")
    return Speakers(remarks=_remarks(list(dict.fromkeys(host.units)), "the host alone names it"))


def _speaks(mention: Mention) -> bool:
    """Whether a footer names the unit as the one that publishes, and not in an address."""
    return any(pattern.search(mention.before) for pattern, _ in patterns("names", "speaker"))


def _lowest(said: list[Mention]) -> Mention:
    """A site of a commune names its district and province as well."""
    return max(said, key=lambda mention: max(unit.level for unit in mention.units))


def _meant(said: list[Mention], areas: set[tuple[str, str]]) -> list[Unit]:
    """The units of the lowest mention, in the provinces and districts that are named beside it."""
    if not said:
        return []
    units = [unit for unit in _lowest(said).units if not areas or unit.area in areas]
    districts = {(unit.regime, unit.code) for mention in said for unit in mention.units if unit.level == 1}
    within = [unit for unit in units if (unit.regime, unit.parent) in districts]
    return within or units


def _judged(units: list[Unit], host: HostReading, areas: set[tuple[str, str]], evidence: str) -> Speakers:
    confirmed = [unit for unit in units if unit in host.units]
    if confirmed and _one_each(confirmed):
        return Speakers([_binding(unit, f"{evidence}, and so does the host", "high") for unit in confirmed])
    if areas and _one_each(units):
        return Speakers([_binding(unit, f"{evidence}, in the province that is named", "medium") for unit in units])
    if units[0].level < COMMUNE and _one_each(units) and gazetteer().areas(units) <= gazetteer().areas(units[:1]):
        return Speakers([_binding(unit, f"{evidence}, and no other is called so", "medium") for unit in units])
    return Speakers(remarks=_remarks(units, evidence))


def _one_each(units: list[Unit]) -> bool:
    """Whether the units are one at every time."""
    days = sorted((str(unit.valid_from or ""), str(unit.valid_to or "9")) for unit in units)
    return all(ended <= begun for (_, ended), (begun, _) in pairwise(days))


def _binding(unit: Unit, evidence: str, confidence: str) -> UnitBinding:
    return UnitBinding(
        unit.unit_id,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        evidence=f"{gazetteer().full_name(unit)}: {evidence}. A guess.",
        confidence=confidence,
    )


def _remarks(units: list[Unit], evidence: str) -> list[str]:
    if len(units) > SHOWN:
        return [f"{len(units)} units are called {units[0].name}: {evidence}, and nothing says which of them is meant"]
    return [f"perhaps {unit.unit_id}, {gazetteer().full_name(unit)}: {evidence}" for unit in units]
