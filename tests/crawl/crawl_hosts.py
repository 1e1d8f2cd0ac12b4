"""A crawl of many mapped hosts in a process of its own: `crawl_hosts.py ARCHIVE PLATFORM HOST=ADDRESS...`.

An empty PLATFORM has it recognised. Prints the reports as JSON.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from crawler.plan import Plan
from crawler.portals import unknown_portal
from crawler.run import crawl


def main() -> None:
    archive, platform, *pairs = sys.argv[1:]
    hosts = dict(pair.split("=", 1) for pair in pairs)
    portals = tuple(unknown_portal(f"http://{host}/") for host in hosts)
    report = crawl(Plan(portals, platform=platform), archive=Path(archive), host_map=hosts)
    sys.stdout.write(json.dumps([asdict(portal) for portal in report.portals]))


if __name__ == "__main__":
    main()
