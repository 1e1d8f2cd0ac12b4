"""`congtin merge`: the archives of other machines into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from crawler.cli.options import archive_option, design_news, emit, json_option
from crawler.cli.progress import counting
from pipelines.archive import Archive


@click.command()
@click.argument(
    "others", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="OTHER..."
)
@archive_option
@json_option
def merge(others: Sequence[Path], *, archive: Path, as_json: bool) -> None:
    """Take the archives of other machines into one: pages, articles with all versions, addresses, runs.

    The others are only read, and may be merged again at any time: later knowledge is never replaced by earlier, and
    the result is the same whichever archive is merged into which.
    """
    from pipelines.merging import merge as take_in  # loads Scrapy, which takes most of a second: not for a usage error

    with Archive.open(archive, write=True) as opened, counting("pages") as on_pages:
        for other in others:
            done = take_in(opened, other, on_pages=on_pages)
            line = (
                f"{other}: {done.pages} pages and {done.articles} articles that are new or know more, "
                f"{done.withdrawn} withdrawn{design_news(0, done.templates)}"
            )
            emit({"other": str(other), **asdict(done)}, line, as_json=as_json)
