"""`congtin withdraw`: an article out of an archive, on request."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from crawler.cli.options import archive_option, emit, json_option
from pipelines.archive import Archive
from pipelines.withdrawing import withdraw as take_out


@click.command()
@click.argument("name", metavar="KEY-or-URL")
@archive_option
@click.option("--reason", required=True, metavar="TEXT", help="Why; it stays in the archive.")
@click.option("--erase", is_flag=True, help="Destroy the stored bytes as well. This cannot be undone.")
@json_option
def withdraw(*, name: str, archive: Path, reason: str, erase: bool, as_json: bool) -> None:
    """Take an article out of an archive, with all versions, and keep it from being taken in again.

    Its key, addresses and digests stay, with the reason; no text of it does. Copies and exports that were made before
    are not reached.
    """
    with Archive.open(archive, write=True) as opened:
        done = take_out(opened, name, reason=reason, erase=erase)
    line = f"{done.key} is withdrawn, at {done.addresses} addresses" + (
        f"; {done.bodies} bodies erased" if erase else ""
    )
    emit(asdict(done), line, as_json=as_json)
