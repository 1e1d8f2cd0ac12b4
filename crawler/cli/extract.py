"""`congtin extract`: what one page says, without an archive."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from crawler.cli.exits import Exit
from crawler.extraction import read_page
from crawler.items import Article, Reading


@click.command()
@click.argument("page", metavar="FILE-or-URL")
@click.option("--url", default="", help="The address that FILE was saved from; links are read against it.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole article as one JSON object.")
def extract(page: str, *, url: str, as_json: bool) -> int:
    """Print the article of one saved page, or of one page on the web.

    A page on the web is fetched once, after asking its robots.txt.
    """
    reading = _read(page, url)
    if reading.article is None:
        click.echo(f"No article: {reading.kind}, {reading.reason}", err=True)
        return Exit.ERROR
    article = reading.article
    click.echo(json.dumps(asdict(article), ensure_ascii=False, default=str) if as_json else _readable(article))
    return Exit.DONE


def _read(page: str, url: str) -> Reading:
    if "://" in page:
        from crawler.fetch import fetch_page

        fetched = fetch_page(page)
        return read_page(fetched.body, fetched.url, headers=fetched.headers)
    file = Path(page)
    try:
        return read_page(file.read_bytes(), url or file.resolve().as_uri())
    except OSError as error:
        raise click.UsageError(f"{file} can't be read: {error.strerror}; an address begins with http://") from error


def _readable(article: Article) -> str:
    published = f"{article.published_raw} ({article.published_precision})" if article.published else "no date"
    images = [f"[image] {image.url} {image.caption}".rstrip() for image in article.images]
    files = [f"[file] {file.filename} {file.url}" for file in article.attachments]
    lines = [article.title, published, "", article.lead, *article.body, article.byline, "", *images, *files]
    return "\n".join(line for index, line in enumerate(lines) if line or index == 2).rstrip()
