"""`congtin portals check`: whether recorded portals are still what their files say. No file is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crawler.cli.exits import Exit
from crawler.cli.options import emit, json_option, known_portals, portals_option, verified_portals
from crawler.portals import portals_named

if TYPE_CHECKING:
    from crawler.scouting.check import Checked


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@portals_option
@json_option
def check(ids: Sequence[str], *, folder: Path, as_json: bool) -> int:
    """Check portals: reachable, on the recorded platform, sections alive, articles still extracted.

    Without an ID all verified portals are checked. What was learned is printed as suggested changes.
    """
    known = known_portals(folder)
    portals = portals_named(ids, known) if ids else verified_portals(known)
    from crawler.scouting.check import check_portal
    from crawler.scouting.guest import Guest

    failed = False
    for portal in portals:
        checked = check_portal(Guest(portal))
        failed = failed or not checked.ok
        emit(_record(checked), "\n".join(_report(checked)), as_json=as_json)
    return Exit.SOME_FAILED if failed else Exit.DONE


def _record(checked: Checked) -> dict[str, object]:
    return {
        "id": checked.portal.id,
        "ok": checked.ok,
        "findings": [asdict(finding) for finding in checked.findings],
        "suggestions": [asdict(suggestion) for suggestion in checked.suggestions],
    }


def _report(checked: Checked) -> Iterator[str]:
    said = (f"{finding.what}: {finding.said}" for finding in checked.findings if not finding.ok)
    yield f"{checked.portal.id}: {'; '.join(said) or 'as recorded'}"
    yield from (f"  suggested change: {suggestion}" for suggestion in checked.suggestions)
