"""Crawls sample sites once into an archive, in a process of its own: `crawl_once.py ARCHIVE [SITES]`.

With a folder of SITES these are served in place of the shipped ones, and everything known is visited again.
Prints the reports and what the server was asked for, as JSON.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from crawler.plan import Plan
from crawler.portals import load_portals
from crawler.run import crawl
from crawler.samples import SampleServer, load_sites


def main() -> None:
    archive, *sites = (Path(argument) for argument in sys.argv[1:])
    portals = tuple(portal for portal in load_portals().values() if portal.synthetic)
    with SampleServer(sites=load_sites(*sites)) as server:
        report = crawl(Plan(portals, full=bool(sites)), archive=archive, host_map=server.hosts)
        asked = [[*request, count] for request, count in server.requests.items()]
    sys.stdout.write(json.dumps({"portals": [asdict(portal) for portal in report.portals], "asked": asked}))


if __name__ == "__main__":
    main()
