"""The frontier of an archive: `crawler.frontier.Frontier` over the table `frontier`, for the run that is open.

Knows neither how pages are fetched nor what they hold. The store writes acknowledgements through `settle`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from crawler.addresses import key, origin
from crawler.extraction.template import Template
from crawler.items import Address, Link, PortalReport
from crawler.platforms import FAMILIES
from crawler.portals import Portal
from pipelines.archive import coverage, links, portals, runs, templates
from pipelines.archive.arming import arm_due
from pipelines.archive.clock import stamp
from pipelines.archive.errors import PortalUnknown, explained
from pipelines.archive.leases import Leases
from pipelines.archive.links import Finding

_PAGES_READ = """
    SELECT url, outcome <> 'page' FROM frontier
    WHERE portal_id = ? AND role = 'article' AND outcome IN ('article', 'unchanged', 'page') AND page_id IS NOT NULL
"""


class ArchiveFrontier:
    """Addresses of one archive. Outside a run it only answers what is known."""

    def __init__(self, folder: Path, db: Database, clock: Callable[[], datetime], seal: Callable[[int], None]) -> None:
        self._folder = folder
        self._db = db
        self._clock = clock
        self._seal = seal
        self._sites: dict[str, frozenset[str]] = {}
        self._since: dict[str, int] = {}
        self._leases = Leases(db, ())
        self.run_id: int | None = None

    # -- the Protocol -----------------------------------------------------------------------------------------------

    def open_run(self, portals: Iterable[Portal], *, full: bool, settings: dict[str, str]) -> int:
        """Record the run, make its portals known and arm their due addresses; return the run's id."""
        known = {portal.id: portal for portal in portals}
        now = self._clock()
        with explained(self._folder), self._db.atomic():
            for portal in known.values():
                self._open(portal, now, full=full)
            run_id = runs.begin(self._db, known, full=full, settings=settings, now=now)
        self._leases = Leases(self._db, known)
        self.run_id = run_id
        return run_id

    def add(self, portal_id: str, links: Iterable[Link]) -> int:
        """Make addresses known, pending unless their role is never fetched; return how many were new."""
        with explained(self._folder), self._db.atomic():
            hosts = self.name(links, self.finding(portal_id, ""))
        self.wake(portal_id, hosts)
        return len(hosts)

    def lease(self, *, now: datetime, per_host: int, skip: Collection[str] = ()) -> Address | None:
        """The next pending, due address of a host with fewer than `per_host` leases; None where there is none."""
        return self._leases.lease(now, per_host, skip)

    def release(self, address: Address) -> None:
        """Give back a lease without an end: the address stays pending."""
        self._leases.drop(address.url)
        self._leases.wake(address.portal_id, origin(address.url))

    def next_due(self, *, skip: Collection[str] = ()) -> datetime | None:
        """When the earliest pending address of this run that must wait (a retry) becomes due; None without one."""
        return self._leases.next_due(skip)

    def known(self, urls: Iterable[str]) -> set[str]:
        """Those of the addresses that were named before this run, or before the interrupted one that it continues."""
        sql = "SELECT portal_id, coalesce(min(found_run), 0) FROM frontier WHERE key = ? GROUP BY portal_id"
        found = ((url, self._db.execute(sql, (key(url),)).fetchone()) for url in urls)
        return {url for url, row in found if row and row[1] < self._since.get(row[0], 0)}

    def walked_before(self, walk: str) -> bool:
        """Whether an earlier run walked this listing to its end."""
        row = self._db.execute("SELECT portal_id FROM frontier WHERE url = ?", (walk,)).fetchone()
        return row is not None and coverage.walked_before(self._db, walk, self._since.get(row[0], 0))

    def platform_of(self, portal_id: str) -> str:
        """The platform that the archive knows the portal to run on; empty when it was never recognised."""
        return portals.platform_of(self._db, portal_id)

    def template_of(self, portal_id: str) -> Template | None:
        """What the archive has learned that the portal's pages repeat."""
        return templates.current(self._db, portal_id)

    def pages_read(self, portal_id: str) -> Iterable[tuple[str, bool]]:
        """Addresses taken for articles that were read in the portal, and whether each was one."""
        rows = self._db.execute(_PAGES_READ, (portal_id,))
        return ((url, bool(was_article)) for url, was_article in rows)

    def close_run(self, outcome: str, reasons: Mapping[str, str]) -> list[PortalReport]:
        """Finish the run's records and report them. `outcome` is finished, limited, interrupted or failed."""
        if self.run_id is None:
            return []
        with explained(self._folder), self._db.atomic():
            reports = runs.finish(self._db, self.run_id, outcome, reasons, self._clock())
        self._seal(self.run_id)
        self.run_id = None
        return reports

    @property
    def portal_ids(self) -> list[str]:
        """The portals of this run."""
        return sorted(self._sites)

    # -- for the store ----------------------------------------------------------------------------------------------

    def finding(self, portal_id: str, found_on: str) -> Finding:
        """What the links of one page share; PortalUnknown outside a run of this portal."""
        if portal_id not in self._sites:
            raise PortalUnknown(f"{portal_id} is not part of this run: open a run with its portal first.")
        family = FAMILIES.get(self.platform_of(portal_id))
        return Finding(portal_id, self._sites[portal_id], family, found_on, stamp(self._clock()), self.run_id)

    def name(self, named: Iterable[Link], finding: Finding) -> list[str]:
        """Make links known within the caller's transaction; return the hosts to wake after it."""
        return links.add(self._db, named, finding)

    def since(self, portal_id: str) -> int:
        """This run of the portal, or the first interrupted one that it continues."""
        return self._since[portal_id]

    def wake(self, portal_id: str, hosts: Iterable[str], due: datetime | None = None) -> None:
        """Hosts have new pending addresses."""
        for host in set(hosts):
            self._leases.wake(portal_id, host, due)

    def settle(self, address: Address, due: datetime | None) -> None:
        """The address's end is written; if it stays pending, it is due then."""
        self._leases.drop(address.url)
        if due is not None:
            self._leases.wake(address.portal_id, origin(address.url), due)

    def _open(self, portal: Portal, now: datetime, *, full: bool) -> None:
        portals.make_known(self._db, portal)
        self._sites[portal.id] = portals.sites(portal)
        self._since[portal.id] = runs.first_continued(self._db, portal.id, now)
        arm_due(self._db, portal.id, since=self._since[portal.id], now=stamp(now), full=full)
