"""`congtin portals`: what is known of the portals."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from crawler.addresses import origin
from crawler.cli.options import emit, json_option, known_portals, portals_option
from crawler.cli.portals_add import add
from crawler.cli.portals_check import check
from crawler.platforms import by_id
from crawler.portals import Portal


@click.group()
def portals() -> None:
    """The portals that congtin knows: the shipped ones, and those in ./portals."""


for command in (add, check):
    portals.add_command(command)


@portals.command("list")
@portals_option
@click.option("--units", is_flag=True, help="List all administrative units, with the portals and hosts named for them.")
@json_option
def list_portals(*, folder: Path, units: bool, as_json: bool) -> None:
    """List the portals with their platform, state and address.

    With --json each portal is joined with its hosts, its family and its units. Hosts that only lists name, and that
    nobody checked, are shown with --units.
    """
    if units:
        _list_units(folder, as_json=as_json)
        return
    for portal in known_portals(folder).values():
        text = f"{portal.id:<24} {portal.platform or '(recognised)':<14} {portal.state:<12} {portal.url}  {portal.name}"
        emit(_joined(portal), text, as_json=as_json)


def _list_units(folder: Path, *, as_json: bool) -> None:
    from crawler.scouting.coverage import coverage

    for unit in coverage(known_portals(folder).values()):
        named = ", ".join([*unit.portals, *(f"{host}?" for host in unit.hosts)])
        emit(unit.record(), f"{unit.unit_id:<26} {unit.name} ({unit.province})  {named}", as_json=as_json)


def _joined(portal: Portal) -> dict[str, object]:
    """The record with the names of what it refers to."""
    from crawler.scouting.gazetteer import gazetteer

    known = gazetteer()
    units = [asdict(binding) | known.described(binding.unit_id) for binding in portal.units]
    return asdict(portal) | {
        "hosts": list(dict.fromkeys(origin(url) for url in (portal.url, *portal.aliases))),
        "family": by_id(portal.platform).name if portal.platform else "",
        "units": units,
    }
