"""`congtin health`: how the portals of an archive fare, and which need somebody's attention."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from crawler.cli.exits import Exit
from crawler.cli.options import archive_option, emit, json_option
from pipelines.archive import clock
from pipelines.archive.databases import open_for_reading
from pipelines.attention import Facts
from pipelines.health import Health
from pipelines.health import health as look_at


@click.command()
@click.argument("names", nargs=-1, metavar="[PORTAL]...")
@archive_option
@json_option
def health(names: tuple[str, ...], *, archive: Path, as_json: bool) -> int:
    """Report how the portals of an archive fare: last run, articles, what is pending or failed, what needs attention.

    Without a PORTAL all are reported. Ends 3 when one needs attention, so that a timer can tell. Fetches nothing.
    """
    found = [one for one in look_at(open_for_reading(archive, "archive"), clock.now()) if _is_meant(one, names)]
    missing = sorted(set(names) - {one.facts.portal_id for one in found})
    if missing:
        raise click.UsageError(f"{archive} has no portal {', '.join(missing)}; without a name all are reported")
    for one in found:
        emit({**asdict(one.facts), "attention": one.attention}, _text(one), as_json=as_json)
    return Exit.SOME_FAILED if any(one.attention for one in found) else Exit.DONE


def _is_meant(one: Health, names: tuple[str, ...]) -> bool:
    return not names or one.facts.portal_id in names


def _text(one: Health) -> str:
    return "\n".join([_line(one.facts), *(f"  ! {what}" for what in one.attention)])


def _line(facts: Facts) -> str:
    ran = f"{facts.outcome or 'running or killed'} {facts.last_run[:16]}" if facts.last_run else "never crawled"
    news = f"{facts.articles} articles, newest {facts.newest or 'undated'}"
    failed = f"{sum(facts.failures.values())} of {facts.asked} failed"
    whole = f"{facts.walks - sum(facts.open_walks.values())} of {facts.walks} listings whole"
    return f"{facts.portal_id}: {facts.state}; {ran}; {news}; {failed}, {facts.pending} pending; {whole}"
