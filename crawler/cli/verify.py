"""`congtin verify`: whether an archive is what it promises to be."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TextIO

import click

from crawler.cli.exits import Exit
from crawler.cli.options import archive_option, emit, json_option
from pipelines.verify import verify as find_problems


@click.command()
@archive_option
@click.option("--repair", is_flag=True, help="Rebuild what follows from the rest: the search index, derived columns.")
@click.option(
    "--seals",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="A copy of the archive's seals.txt that was kept elsewhere: was any capture altered since?",
)
@json_option
def verify(*, archive: Path, repair: bool, seals: TextIO | None, as_json: bool) -> int:
    """Check an archive: databases, stored pages, articles, files, frontier, search index and seals.

    Every stored byte is read again. Ends 0 only when nothing is wrong, or all of it was repaired.
    """
    problems = find_problems(archive, repair=repair, kept_seals=seals.read() if seals else None)
    for problem in problems:
        emit(asdict(problem), str(problem), as_json=as_json)
    left = [problem for problem in problems if not problem.repaired]
    if not as_json:
        click.echo(f"{len(left)} problems left in {archive}" if left else f"{archive} is whole")
    return Exit.ERROR if left else Exit.DONE
