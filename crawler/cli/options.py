"""Options that several commands share, and how a record is printed. No command's own work belongs here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click
from click.core import ParameterSource

from crawler import data
from crawler.portals import Portal, load_portals

archive_option = click.option(
    "--archive",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("data/archive"),
    show_default=True,
    metavar="DIR",
    help="The archive's folder.",
)


def _there(context: click.Context, parameter: click.Parameter, folder: Path) -> Path:
    """Only the default may be missing: whoever names a folder means one that is there."""
    named = context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
    if named and not folder.is_dir():
        raise click.BadParameter(f"there is no folder {str(folder)!r}")
    return folder


_folder = partial(
    click.option,
    "--portals",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("portals"),
    show_default=True,
    metavar="DIR",
)
portals_option = _folder(callback=_there, help="Your own portal files, read after the shipped ones.")
new_portals_option = _folder(help="Where your own portal files are, and where the new one goes.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")


def emit(record: Mapping[str, object], text: str, *, as_json: bool) -> None:
    """Print one record: a line for people, or a JSON object on a line of its own."""
    click.echo(json.dumps(record, ensure_ascii=False, default=str) if as_json else text)


def known_portals(folder: Path) -> dict[str, Portal]:
    """The shipped portals and those of a folder, which may be that of the shipped ones in a checkout."""
    shipped = data.path("portals").resolve() == folder.resolve()
    return load_portals() if shipped else load_portals(folder)


def verified_portals(known: Mapping[str, Portal]) -> tuple[Portal, ...]:
    """The portals that are meant where none is named: verified, and never samples."""
    verified = tuple(portal for portal in known.values() if portal.state == "verified" and not portal.synthetic)
    if not verified:
        raise click.ClickException("no portal is verified yet; name those that you mean (`congtin portals list`)")
    return verified
