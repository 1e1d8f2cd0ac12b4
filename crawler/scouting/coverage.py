"""The country joined: every administrative unit with the portals and the known hosts that are named for it.

A known host was never checked (`data/hosts`); a possible successor of one is never counted as its portal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from crawler.portals import Portal
from crawler.portals.hosts import known_hosts
from crawler.scouting.gazetteer import LEVELS, gazetteer


@dataclass(frozen=True, slots=True)
class Covered:
    """A unit in one period, with the ids of portals that have a file and the hosts that only lists name."""

    unit_id: str
    code: str
    name: str
    level: str
    province: str
    regime: str
    valid_from: str
    valid_to: str
    portals: tuple[str, ...]
    platforms: tuple[str, ...]
    hosts: tuple[str, ...]

    def record(self) -> dict[str, object]:
        """The same for JSON."""
        return asdict(self)


def coverage(portals: Iterable[Portal]) -> Iterator[Covered]:
    """All units of both regimes, in the order of their ids; samples speak for none."""
    known, spoken, listed = gazetteer(), defaultdict(list), defaultdict(list)
    for portal in portals:
        for unit_id in dict.fromkeys(binding.unit_id for binding in portal.units):
            spoken[unit_id].append(portal)
    for host in known_hosts().values():
        listed[host.unit_id].append(host.host)
    for unit_id, unit in sorted(known.by_id.items()):
        yield Covered(
            unit_id,
            unit.code,
            unit.name,
            LEVELS[unit.level],
            known.names.get(unit.area, ""),
            unit.regime,
            unit.valid_from.isoformat() if unit.valid_from else "",
            unit.valid_to.isoformat() if unit.valid_to else "",
            tuple(portal.id for portal in spoken[unit_id]),
            tuple(portal.platform for portal in spoken[unit_id]),
            tuple(sorted(listed[unit_id])),
        )
