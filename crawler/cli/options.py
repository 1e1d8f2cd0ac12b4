"""Options that several commands share, and how a record is printed. No command's own work belongs here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click

from crawler.portals import Portal, load_portals

archive_option = click.option(
    "--archive",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data/archive"),
    show_default=True,
    metavar="DIR",
    help="The archive's folder.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")


def emit(record: Mapping[str, object], text: str, *, as_json: bool) -> None:
    """Print one record: a line for people, or a JSON object on a line of its own."""
    click.echo(json.dumps(record, ensure_ascii=False, default=str) if as_json else text)


def known_portals() -> dict[str, Portal]:
    """The shipped portals and those in `portals` below the current folder."""
    return load_portals(Path("portals"))
