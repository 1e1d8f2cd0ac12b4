"""`congtin portals`: what is known of the portals."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from crawler.cli.options import emit, json_option, known_portals, portals_option
from crawler.cli.portals_add import add
from crawler.cli.portals_check import check


@click.group()
def portals() -> None:
    """The portals that congtin knows: the shipped ones, and those in ./portals."""


for command in (add, check):
    portals.add_command(command)


@portals.command("list")
@portals_option
@json_option
def list_portals(*, folder: Path, as_json: bool) -> None:
    """List the portals with their platform, state and address."""
    for portal in known_portals(folder).values():
        text = f"{portal.id:<24} {portal.platform or '(recognised)':<14} {portal.state:<12} {portal.url}  {portal.name}"
        emit(asdict(portal), text, as_json=as_json)
