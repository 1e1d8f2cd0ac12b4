"""Crawls the sample sites once into an archive, in a process of its own: `crawl_once.py ARCHIVE`.

Prints the reports and what the server was asked for, as JSON.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from crawler.plan import Plan
from crawler.portals import load_portals
from crawler.run import crawl
from crawler.samples import SampleServer


def main() -> None:
    plan = Plan(tuple(portal for portal in load_portals().values() if portal.synthetic))
    with SampleServer() as server:
        report = crawl(plan, archive=Path(sys.argv[1]), host_map=server.hosts)
        asked = [[*request, count] for request, count in server.requests.items()]
    sys.stdout.write(json.dumps({"portals": [asdict(portal) for portal in report.portals], "asked": asked}))


if __name__ == "__main__":
    main()
