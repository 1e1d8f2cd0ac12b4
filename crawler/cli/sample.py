"""`congtin sample`: the two sample portals, served on this machine, and a crawl of them that must be exact."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from crawler.cli.crawl import ending, print_reports
from crawler.cli.exits import Exit
from crawler.cli.options import json_option
from crawler.cli.progress import shown
from crawler.plan import Plan
from crawler.portals import load_portals
from crawler.samples import SampleServer, compare
from pipelines.archive import Archive
from pipelines.archive.lock import Lock
from pipelines.archive.parts import read_parts

ARCHIVE = Path("data/sample-archive")
_NEXT = """
Search it:  {congtin} search "mat tran" --archive {archive}
Browse it:  {congtin} serve --archive {archive}
"""


@click.command()
@click.option("--crawl", "crawls", is_flag=True, help=f"Crawl them into {ARCHIVE}, made anew, and compare.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to serve on.")
@json_option
def sample(*, crawls: bool, port: int, as_json: bool) -> int:
    """Serve the sample portals, or crawl them.

    With --crawl the command ends 0 only if every sample article came out exactly as it was written.
    """
    if crawls:
        return _crawl(as_json=as_json)
    with _server(port) as server:
        click.echo(f"The sample portals are at http://127.0.0.1:{server.port}/ ; stop with Ctrl+C", err=True)
        while True:
            time.sleep(3600)


def _server(port: int) -> SampleServer:
    try:
        return SampleServer(port)
    except OSError as error:
        message = f"Port {port} can't be served on: {error.strerror}. Give another with --port, or 0 for any free one"
        raise click.ClickException(message) from None


def _crawl(*, as_json: bool) -> int:
    from crawler.run import crawl

    _clear(ARCHIVE)
    plan = Plan(tuple(portal for portal in load_portals().values() if portal.synthetic))
    with SampleServer() as server, shown() as on_visit:
        report = crawl(plan, archive=ARCHIVE, host_map=server.hosts, on_visit=on_visit)
    print_reports(report.portals, as_json=as_json)
    if report.interrupted:
        return Exit.INTERRUPTED
    return _compared(quiet=as_json) or ending(report.portals)


def _clear(folder: Path) -> None:
    """Take away the archive of an earlier run, and nothing else."""
    if not folder.exists():
        return
    if not (folder / "archive.db").exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} holds something else than an archive; move it away")
    with Lock(folder):
        shutil.rmtree(folder)


def _compared(*, quiet: bool) -> Exit:
    with Archive.open(ARCHIVE, write=False) as archive:
        rows = list(_rows(archive))
    differences = compare(rows)
    for line in differences:
        click.echo(line, err=True)
    if differences:
        click.echo(f"Error: {len(differences)} differences from the sample articles", err=True)
        return Exit.ERROR
    if not quiet:
        click.echo(f"All {len(rows)} sample articles are exact.\n{_NEXT.format(congtin=_program(), archive=ARCHIVE)}")
    return Exit.DONE


def _program() -> str:
    """What to type for congtin: after `make crawl` it lies in an environment that is not on the path."""
    typed = Path(sys.argv[0])
    return str(typed) if typed.name == "congtin" and not shutil.which("congtin") else "congtin"


def _rows(archive: Archive) -> Iterator[dict[str, Any]]:
    """The archive's articles with their parts, as `compare` wants them."""
    for row in archive.db["articles"].rows:
        parts = read_parts(archive.db, row["id"])
        images = [dict(zip(("url", "caption"), image, strict=True)) for image in parts["images"]]
        files = [dict(zip(("url", "filename"), file[:2], strict=True)) for file in parts["attachments"]]
        yield {**row, **parts, "images": images, "attachments": files}
