"""What a portal file must say beyond its types. Each check looks at one portal and raises `PortalFileError`."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations
from urllib.parse import urlsplit

from crawler.platforms import FAMILIES
from crawler.portals.fault import Place
from crawler.portals.record import Portal, UnitBinding

_ID = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_UNIT_ID = re.compile(r"(P\d{2}|D\d{3}|C\d{5})-(pre2025|post2025(-2026)?|until-\d{4}-\d{2}-\d{2})")


def check(portal: Portal, at: Place) -> None:
    """Raise for the first thing that is not allowed."""
    for one in (_identity, _platform, _addresses, _delay, _bindings):
        one(portal, at)


def _identity(portal: Portal, at: Place) -> None:
    if not _ID.fullmatch(portal.id):
        raise (at / "id").error(f"{portal.id!r} is not allowed: small letters and digits, joined by '.' or '-'")
    if portal.id.startswith("sample-") != portal.synthetic:
        raise (at / "id").error("begins with 'sample-' where synthetic = true, and nowhere else")
    if not portal.name.strip():
        raise (at / "name").error("must not be empty")


def _platform(portal: Portal, at: Place) -> None:
    if portal.platform and portal.platform not in FAMILIES:
        allowed = ", ".join(FAMILIES)
        raise (at / "platform").error(f"{portal.platform!r} is not one of {allowed} (left out, it is recognised)")


def _addresses(portal: Portal, at: Place) -> None:
    _address(portal.url, at / "url")
    for index, section in enumerate(portal.sections):
        _address(section.url, at / "sections" / index / "url")
    for index, alias in enumerate(portal.aliases):
        _address(alias, at / "aliases" / index)


def _address(url: str, at: Place) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise at.error(f"{url!r} must be a whole address that begins with http:// or https://")


def _delay(portal: Portal, at: Place) -> None:
    if portal.delay is not None and portal.delay < 0:
        raise (at / "delay").error("must be 0 or more seconds")


def _bindings(portal: Portal, at: Place) -> None:
    for index, binding in enumerate(portal.units):
        _binding(binding, at / "units" / index)
    for (_, first), (index, second) in combinations(enumerate(portal.units), 2):
        if first.section == second.section and overlap(first, second):
            where = f"section {first.section!r}" if first.section else "the whole portal"
            raise (at / "units" / index).error(
                f"{second.unit_id} and {first.unit_id} both speak for {where} on some days; give them days that "
                f"don't overlap (valid_to is the first day no longer meant)"
            )


def _binding(binding: UnitBinding, at: Place) -> None:
    if not _UNIT_ID.fullmatch(binding.unit_id):
        raise (at / "unit_id").error(f"{binding.unit_id!r} is not a unit's id, as D437-pre2025 or C18118-post2025")
    if binding.valid_from and binding.valid_to and binding.valid_to <= binding.valid_from:
        raise (at / "valid_to").error(f"{binding.valid_to} must be after valid_from, {binding.valid_from}")


def overlap(first: UnitBinding, second: UnitBinding) -> bool:
    """Whether there is a day on which both bindings hold."""
    return _starts(first) < _ends(second) and _starts(second) < _ends(first)


def _starts(binding: UnitBinding) -> date:
    return binding.valid_from or date.min


def _ends(binding: UnitBinding) -> date:
    return binding.valid_to or date.max
