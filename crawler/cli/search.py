"""`congtin search`: articles of an archive by their words."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from crawler.cli.options import archive_option, emit, filter_options, json_option
from pipelines.archive.databases import open_for_reading
from pipelines.archive.filters import Filters
from pipelines.archive.marks import CLOSE, OPEN
from pipelines.archive.search import Hit
from pipelines.archive.search import search as find


@click.command()
@click.argument("query")
@archive_option
@filter_options
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="At most N finds."
)
@click.option("--newest", is_flag=True, help="Newest first, instead of best first.")
@json_option
def search(query: str, *, archive: Path, filters: Filters, limit: int, newest: bool, as_json: bool) -> None:
    """Search an archive.

    Words with diacritics are found as written, words without them in any spelling. "a phrase", prefix*, -excluded and
    OR work.
    """
    db = open_for_reading(archive, "archive")
    hits = find(db, query, **asdict(filters), limit=limit, order="newest" if newest else "best")
    for hit in hits:
        emit(_record(hit), _line(hit), as_json=as_json)


def _record(hit: Hit) -> dict[str, str | None]:
    """The find without the marks in title and snippet."""
    return {name: value and value.replace(OPEN, "").replace(CLOSE, "") for name, value in asdict(hit).items()}


def _line(hit: Hit) -> str:
    about = "  ".join(filter(None, (hit.published_on or "no date", hit.portal_id, hit.byline)))
    return f"{_marked(hit.marked_title)}\n  {about}\n  {hit.url}\n  {_marked(hit.snippet)}\n"


def _marked(text: str) -> str:
    """The finds in bold where the terminal can show it; click takes the codes out in a pipe."""
    return text.replace(OPEN, "\x1b[1m").replace(CLOSE, "\x1b[0m")
