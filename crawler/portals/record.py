"""Portal records: who publishes where, for which administrative unit, and since when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Organisation = Literal["ubnd", "hdnd", "party", "front", "mass_org", "department", ""]
State = Literal["verified", "unverified", "gated", "unreachable", "abandoned"]


@dataclass(frozen=True, slots=True)
class Section:
    """A news section: its first page, and its name as the portal writes it."""

    url: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class UnitBinding:
    """For which unit a portal (or one of its sections) speaks, from `valid_from` until before `valid_to`."""

    unit_id: str
    section: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    evidence: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Portal:
    """One portal. Without a platform it is recognised, without sections they are found."""

    id: str
    name: str
    url: str
    platform: str = ""
    organisation: Organisation = ""
    sections: tuple[Section, ...] = ()
    units: tuple[UnitBinding, ...] = ()
    delay: float | None = None
    state: State = "unverified"
    synthetic: bool = False
    notes: str = ""
    aliases: tuple[str, ...] = field(default=())
