"""`congtin import`: what other tools captured, from WARC files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from crawler.cli.exits import Exit
from crawler.cli.options import (
    archive_option,
    design_news,
    emit,
    json_option,
    known_portals,
    portals_option,
    processes_option,
)
from crawler.cli.progress import counting
from pipelines.archive import Archive


@click.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False, readable=True),
    metavar="FILE.warc[.gz]...",
)
@archive_option
@portals_option
@processes_option
@json_option
def import_(files: Sequence[Path], *, archive: Path, folder: Path, processes: int, as_json: bool) -> int:
    """Take the captures of WARC files into an archive, each with its own time and address.

    The files may come from congtin, wget or any other tool, in any order and more than once. What is whole is taken;
    what is not is named, by file and byte, and the command ends with code 3, or 1 if nothing was whole. Nothing is
    fetched.
    """
    from pipelines.importing import import_files  # loads Scrapy, which takes most of a second: not for a usage error

    portals = known_portals(folder).values()
    with Archive.open(archive, write=True) as opened, counting("captures") as on_pages:
        done = import_files(
            opened,
            files,
            portals,
            processes=processes,
            on_pages=on_pages,
            on_fault=lambda fault: click.echo(str(fault), err=True),
        )
    line = (
        f"{done.captures} captures, {done.new} of them new: {done.articles_new} articles found, "
        f"{done.articles_changed} changed, {done.articles_unchanged} as before; {done.faults} faults in the files"
        f"{design_news(done.drifted, done.templates)}"
    )
    emit(asdict(done), line, as_json=as_json)
    if done.faults:
        return Exit.SOME_FAILED if done.captures else Exit.ERROR
    return Exit.DONE
