"""A crawl in a process of its own, which can be killed by count: `child.py URL ARCHIVE [WHERE N]`.

WHERE is what the n-th of kills the process with SIGKILL: `response` (as it arrives), `pages` (after a commit of
pages.db), `archive` (inside the transaction of archive.db) or `stored` (after it), and at the end of the run `learned`
(inside the transaction of a template), `adopted` (after it) or `renewed` (inside the transaction of what was read with
it). Prints the report as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import crawler.settings
import pipelines.renewal
import pipelines.store
import pipelines.templates
from crawler.guards.capture import Capture
from crawler.plan import Plan
from crawler.portals import portals_named
from crawler.run import crawl
from pipelines.archive.pages import Pages
from pipelines.archive.recording import Recorder


def dies_at(number: int, call: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
    """The same call, in which the process dies at the n-th time."""
    count = 0

    def counted(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        count += 1
        if count == number and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = call(*args, **kwargs)
        if count == number and after:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return counted


def place(where: str, number: int) -> None:
    """Put the kill where it belongs."""
    owner, name, after = {
        "response": (Capture, "process_response", False),
        "pages": (Pages, "put", True),
        "archive": (Recorder, "record", True),
        "stored": (pipelines.store, "store_visit", True),
        "learned": (pipelines.templates.templates, "adopt", True),
        "adopted": (pipelines.renewal, "read_tasks", True),
        "renewed": (pipelines.renewal, "_write_states", True),
    }[where]
    setattr(owner, name, dies_at(number, getattr(owner, name), after=after))


def main() -> None:
    url, archive, *kill = sys.argv[1:]
    if kill:
        place(kill[0], int(kill[1]))
    crawler.settings.RETRY_WAIT_LIMIT = 8.0  # the first retries are waited for, later ones left to the next run
    report = crawl(Plan(tuple(portals_named([url])), delay=0.0), archive=Path(archive))
    sys.stdout.write(json.dumps([asdict(portal) for portal in report.portals]))


if __name__ == "__main__":
    main()
