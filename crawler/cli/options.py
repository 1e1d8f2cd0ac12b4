"""Options that several commands share, and how a record is printed. No command's own work belongs here."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial, wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from crawler import data
from crawler.portals import Portal, load_portals
from pipelines.archive.filters import Filters

R = TypeVar("R")

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
processes_option = click.option(
    "--processes",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="one per core",
    metavar="N",
    help="Processes that read pages.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")


_DAY = click.DateTime(["%Y-%m-%d"])
_FILTERS = (
    click.option("--portal", metavar="ID", help="Only of this portal."),
    click.option("--province", metavar="NAME", help="Only of this province, of before or since 1 July 2025."),
    click.option("--section", metavar="NAME", help="Only of this section."),
    click.option("--since", type=_DAY, metavar="DATE", help="Published on this day or later."),
    click.option("--until", type=_DAY, metavar="DATE", help="Published on this day or earlier."),
)


def filter_options(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command the options that choose articles; it gets them as one value, `filters`."""

    @wraps(command)
    def filtered(
        *args: Any,
        portal: str | None,
        province: str | None,
        section: str | None,
        since: datetime | None,
        until: datetime | None,
        **options: Any,
    ) -> R:
        days = since and since.date(), until and until.date()
        return command(*args, filters=Filters(portal, province, *days, section), **options)

    for option in reversed(_FILTERS):
        filtered = option(filtered)
    return filtered


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
        raise click.ClickException(
            "no portal is verified yet: name those that you mean (`congtin portals list`), or write"
            ' state = "verified" into the file of a portal whose crawl you have seen'
        )
    return verified


def design_news(drifted: int, learned: int) -> str:
    """What a line says of the design of the portals' pages; nothing where it was as known."""
    pages = f"; {drifted} pages unlike the known design" if drifted else ""
    return pages + (f"; {learned} templates learned" if learned else "")
