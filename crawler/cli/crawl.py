"""`congtin crawl`: from names and addresses to a crawl, and its report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
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
    verified_portals,
)
from crawler.cli.progress import shown
from crawler.items import PortalReport
from crawler.plan import Plan
from crawler.platforms import FAMILIES
from crawler.portals import Portal, portals_named


@click.command()
@click.argument("names", nargs=-1, metavar="[PORTAL | URL]...")
@click.option("--all", "everything", is_flag=True, help="All verified portals; never the samples.")
@archive_option
@portals_option
@click.option("--platform", type=click.Choice(list(FAMILIES)), help="Take this platform instead of recognising it.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N articles a portal.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Leave listings at older days.")
@click.option("--delay", type=click.FloatRange(min=0), metavar="S", help="Seconds between two requests to a host.")
@click.option("--full", is_flag=True, help="Visit every known article and all listings again.")
@json_option
def crawl(
    names: Sequence[str],
    *,
    everything: bool,
    archive: Path,
    folder: Path,
    platform: str | None,
    limit: int | None,
    since: datetime | None,
    delay: float | None,
    full: bool,
    as_json: bool,
) -> int:
    """Crawl portals into an archive.

    A PORTAL is an id that `congtin portals list` names; a URL means its whole site, whether known or not. Run again,
    the command fetches what is new and goes on where an interrupted crawl stopped.
    """
    plan = Plan(
        _chosen(names, known_portals(folder), everything=everything),
        platform or "",
        limit or 0,
        since and since.date(),
        delay,
        full,
    )
    from crawler.run import crawl as run_crawl  # Scrapy takes most of a second to load: not for a usage error

    with shown() as on_visit:
        report = run_crawl(plan, archive=archive, on_visit=on_visit)
    print_reports(report.portals, as_json=as_json)
    return Exit.INTERRUPTED if report.interrupted else ending(report.portals)


def _chosen(names: Sequence[str], known: Mapping[str, Portal], *, everything: bool) -> tuple[Portal, ...]:
    if bool(names) == everything:
        raise click.UsageError("name portals or addresses to crawl, or give --all; not both, and not neither")
    if names:
        return tuple(portals_named(names, known))
    return verified_portals(known)


def print_reports(reports: Iterable[PortalReport], *, as_json: bool) -> None:
    """One line a portal: how it ended, what was archived, what was asked for."""
    for report in reports:
        emit(asdict(report), _line(report), as_json=as_json)


def _line(report: PortalReport) -> str:
    articles = f"{report.new} new, {report.changed} changed, {report.unchanged} unchanged, {report.failed} failed"
    requests = f"{report.pages} pages, {report.robots + report.sitemaps} robots and sitemaps, {report.files} files"
    news = design_news(report.drifted, int(report.template is not None))
    reason = f": {report.reason}" if report.reason else ""
    return f"{report.portal_id}: {report.outcome}{reason}; {articles}; asked for {requests}{news}"


def ending(reports: Iterable[PortalReport]) -> Exit:
    """The exit code of a crawl that came to its end."""
    return Exit.SOME_FAILED if any(report.outcome == "failed" for report in reports) else Exit.DONE
