"""`congtin portals add`: a look at an unknown site, its portal file, and three articles to judge."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crawler.cli.exits import Exit
from crawler.cli.options import emit, json_option, known_portals, new_portals_option
from crawler.guards.capture import VIETNAM
from crawler.items import Article
from crawler.portals import Portal, portals_named

if TYPE_CHECKING:
    from crawler.scouting.look import Look
    from crawler.scouting.organisation import Guess

FIXTURES = Path("tests/portals")
LINES = 3
WIDTH = 200


@click.command()
@click.argument("url")
@new_portals_option
@click.option("--fixture", is_flag=True, help=f"Save a page with its expected article in {FIXTURES}.")
@json_option
def add(url: str, *, folder: Path, fixture: bool, as_json: bool) -> int:
    """Look at the site of URL and write a portal file for it.

    At most 30 requests, under the manners of a crawl. All that is found is a guess, marked as such: read the file, and
    judge the articles that are shown. A file that is there already is left alone.
    """
    from crawler.scouting.fixture import save_fixture
    from crawler.scouting.record import write_portal

    known = known_portals(folder)
    look = _look(url, _unknown(url, known), known)
    file = write_portal(look, folder, datetime.now(VIETNAM).date())
    saved = save_fixture(look.articles[0], FIXTURES, look.portal.id) if fixture else ()
    files = [str(path) for path in (file, *saved)]
    emit(_record(look, files), "\n".join(_report(look, files)), as_json=as_json)
    return Exit.DONE


def _unknown(url: str, known: dict[str, Portal]) -> Portal:
    """The record of a site that no file describes yet."""
    portal = portals_named([url], known)[0]
    if portal.id in known:
        raise click.ClickException(
            f"{url} belongs to the portal {portal.id!r} already; `congtin portals check {portal.id}` looks at it"
        )
    return portal


def _look(url: str, portal: Portal, known: dict[str, Portal]) -> Look:
    from crawler.scouting.guest import Guest
    from crawler.scouting.look import look_at

    guest = Guest(portal)
    if sys.stderr.isatty():
        guest.on_request = _shown
    look = look_at(guest, url)
    if look.portal.id in known:
        look.portal = replace(look.portal, id=look.portal.url.split("/")[2].replace(":", "-"))
    return look


def _shown(url: str) -> None:
    click.echo(f"asking {url}", err=True)


def _record(look: Look, files: list[str]) -> dict[str, object]:
    articles = [asdict(seen.article) for seen in look.articles]
    return {
        **asdict(look.portal),
        "evidence": {"platform": look.evidence, "organisation": asdict(look.organisation), "units": look.remarks},
        "feed": look.feed,
        "sitemap": look.sitemap,
        "left_out": {seen.section.url: seen.problem for seen in look.sections if seen.problem},
        "requests": look.requests,
        "articles": articles,
        "files": files,
    }


def _report(look: Look, files: list[str]) -> Iterator[str]:
    from crawler.scouting.record import listed

    portal = look.portal
    yield f"{portal.name}\n{portal.url}"
    yield f"  platform      {look.platform}: {'; '.join(look.evidence) or 'no mark of a known platform'}"
    yield f"  organisation  {_organisation(look.organisation)}"
    yield from (f"  unit          {unit.unit_id} ({unit.confidence}): {unit.evidence}" for unit in portal.units)
    yield from (f"  unit          {remark}" for remark in look.remarks)
    yield f"  feed          {look.feed or 'none found'}"
    yield f"  sitemap       {look.sitemap or 'none found'}"
    for seen in look.sections:
        yield f"  section       {seen.section.url}  {seen.section.name}: {seen.problem or listed(seen)}"
    for number, sample in enumerate(look.articles, 1):
        yield "\n   ".join([f"\n{number}. {sample.article.title}", *_shown_article(sample.article)])
    yield f"\nWritten after {look.requests} requests: {', '.join(files)}"
    yield f"All of it is a guess. Read the file, then: congtin crawl {portal.id} --limit 5"


def _organisation(guess: Guess) -> str:
    return f"{guess.organisation} ({guess.confidence}): {guess.evidence}" if guess.organisation else "not known"


def _shown_article(article: Article) -> Iterator[str]:
    printed = f"({article.published_precision}), printed {article.published_raw!r}"
    yield article.url
    yield f"{article.published:%Y-%m-%d %H:%M} {printed}" if article.published else "no date"
    yield f"Lead: {article.lead or 'none'}"
    yield from (line[:WIDTH] for line in article.body[:LINES])
