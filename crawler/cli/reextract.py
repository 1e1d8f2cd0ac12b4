"""`congtin reextract`: all stored pages through today's extraction."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from crawler.cli.options import archive_option, design_news, emit, json_option, processes_option
from crawler.cli.progress import counting
from pipelines.archive import Archive
from pipelines.reextract import reextract as read_again


@click.command()
@archive_option
@processes_option
@json_option
def reextract(*, archive: Path, processes: int, as_json: bool) -> None:
    """Read all stored pages again, after an update of congtin. Nothing is fetched, and no versions are made.

    What the pages of each portal repeat is learned anew as well.
    """
    with Archive.open(archive, write=True) as opened, counting("pages") as on_pages:
        done = read_again(opened, processes=processes, on_pages=on_pages)
    line = (
        f"{done.pages} pages read: {done.changed} states changed, {done.unchanged} as before, "
        f"{done.found} articles found, {done.lost} no article any more (kept){design_news(0, done.templates)}"
    )
    emit(asdict(done), line, as_json=as_json)
