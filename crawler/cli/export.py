"""`congtin export`: articles or pages of an archive, for other tools."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import cast

import click

from crawler.cli.options import archive_option, filter_options
from crawler.cli.progress import counting
from pipelines.archive.filters import Filters
from pipelines.export.outcome import Outcome
from pipelines.export.selection import Selection
from pipelines.exporting import MEDIA_TYPES, Format, Order, package_of
from pipelines.exporting import export as run_export

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--format", "form", type=click.Choice(list(MEDIA_TYPES)), required=True, help="What to write.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE", help="Where.")
@archive_option
@filter_options
@click.option("--as-of", type=_DAY, metavar="DATE", help="As the archive held the articles at the end of this day.")
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="N articles, drawn by hash of their keys.")
@click.option("--seed", type=int, default=0, show_default=True, metavar="S", help="Another S draws another sample.")
@click.option("--raw", is_flag=True, help="CSV: leave cells that a spreadsheet would run as formulas.")
@click.option("--excel", is_flag=True, help="CSV: as Excel wants it; cells over 32,767 characters are cut.")
@click.option("--publish", is_flag=True, help="SQLite: without frontier, removed blocks and signatures.")
def export(
    *,
    form: str,
    output: Path,
    archive: Path,
    filters: Filters,
    as_of: datetime | None,
    sample: int | None,
    seed: int,
    raw: bool,
    excel: bool,
    publish: bool,
) -> None:
    """Export articles (jsonl, csv, parquet, sqlite) or stored pages (warc, wacz).

    FILE.datapackage.json beside the file says what it holds. Equal archives give equal files. Safe while a crawl runs.
    """
    _check(form, raw=raw, excel=excel, publish=publish)
    selection = Selection(filters, as_of and as_of.date(), sample, seed)
    with counting("articles") as on_article:
        order = Order(cast(Format, form), output, selection, raw, excel, publish, on_article)
        outcome = run_export(archive, order)
    click.echo(_line(output, outcome))


def _check(form: str, *, raw: bool, excel: bool, publish: bool) -> None:
    if (raw or excel) and form != "csv":
        raise click.UsageError("--raw and --excel are for --format csv")
    if publish and form != "sqlite":
        raise click.UsageError("--publish is for --format sqlite")


def _line(output: Path, outcome: Outcome) -> str:
    counts = [f"{outcome.articles} articles"]
    if outcome.pages:
        counts.append(f"{outcome.pages} pages, {outcome.revisits} of them revisits")
    if outcome.unanswered:
        counts.append(f"{outcome.unanswered} requests without an answer left out")
    if outcome.altered_cells:
        counts.append(f"{outcome.altered_cells} cells made harmless with an apostrophe (--raw leaves them)")
    if outcome.cut_cells:
        counts.append(f"{outcome.cut_cells} cells cut to what Excel holds")
    return f"{output}: {'; '.join(counts)}. It is described in {package_of(output)}"
