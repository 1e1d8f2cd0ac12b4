"""Portal files: one small TOML file per portal, in `data/portals/` and wherever a user keeps more of them."""

from __future__ import annotations

from pathlib import Path

from crawler import data
from crawler.addresses import origin
from crawler.portals import fault
from crawler.portals.checks import check
from crawler.portals.hosts import known_hosts
from crawler.portals.record import Portal
from crawler.portals.typed import record


def load_portals(*extra_dirs: Path) -> dict[str, Portal]:
    """All portals by id: the shipped ones first, then those of further folders; raises `PortalFileError`."""
    portals: dict[str, Portal] = {}
    files: dict[str, Path] = {}
    for file in (file for folder in (data.path("portals"), *extra_dirs) for file in sorted(folder.glob("*.toml"))):
        portal = read_portal(file)
        if portal.id in portals:
            _, whole = fault.parse(file)
            raise (whole / "id").error(f"{portal.id!r} is the id of {files[portal.id]} already")
        portals[portal.id], files[portal.id] = portal, file
    return portals


def read_portal(file: Path) -> Portal:
    """The portal that one file describes, checked; raises `PortalFileError`."""
    table, whole = fault.parse(file)
    portal = record(Portal, table, whole)
    check(portal, whole)
    return portal


def unknown_portal(url: str) -> Portal:
    """The record of a portal that no file describes: its address, and the unit that public lists name for its host."""
    known = known_hosts().get(origin(url))
    return Portal(id=origin(url), name=origin(url), url=url, units=(known.binding,) if known else ())
