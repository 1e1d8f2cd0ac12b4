"""What the crawl needs of a frontier: every known address, its state, and which one to fetch next.

Implemented in `pipelines.archive`, named by the dotted path in the setting FRONTIER, so that nothing here knows SQL.
An address leaves the frontier's hands by `lease` and comes back by the acknowledgement that the store writes in the
same transaction as the visit's content; leases live in memory, so a killed process loses none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Protocol

from crawler.extraction.template import Template
from crawler.items import Address, Link, PortalReport
from crawler.portals import Portal


class Frontier(Protocol):
    """The addresses of one archive, during one run."""

    def open_run(self, portals: Iterable[Portal], *, full: bool, settings: dict[str, str]) -> int:
        """Record the run, make its portals known and arm their due addresses; return the run's id.

        Due are: heads of walks (home, sitemaps, feeds, first pages of listings), except those that an interrupted
        earlier run already did; articles and failures whose `next_due_at` has come; with `full` every address that
        was ever fetched. What an interrupted run left pending stays pending.
        """
        ...

    def add(self, portal_id: str, links: Iterable[Link]) -> int:
        """Make addresses known, pending unless their role is never fetched; return how many were new."""
        ...

    def lease(self, *, now: datetime, per_host: int, skip: Collection[str] = ()) -> Address | None:
        """The next pending, due address of a host with fewer than `per_host` leases; None where there is none.

        Portals whose ids are in `skip` are passed over: their robots.txt is not known yet, or they have had enough.
        """
        ...

    def release(self, address: Address) -> None:
        """Give back a lease without an end: the address stays pending."""
        ...

    def next_due(self, *, skip: Collection[str] = ()) -> datetime | None:
        """When the earliest pending address of this run that must wait (a retry) becomes due; None without one."""
        ...

    def known(self, urls: Iterable[str]) -> set[str]:
        """Those of the addresses that an earlier page of this archive already named."""
        ...

    def walked_before(self, walk: str) -> bool:
        """Whether an earlier run walked this listing to its end."""
        ...

    def platform_of(self, portal_id: str) -> str:
        """The platform that the archive knows the portal to run on; empty when it was never recognised."""
        ...

    def template_of(self, portal_id: str) -> Template | None:
        """What the archive has learned that the portal's pages repeat; the same until the run is closed."""
        ...

    def pages_read(self, portal_id: str) -> Iterable[tuple[str, bool]]:
        """Addresses taken for articles that were read in the portal, and whether each was one."""
        ...

    def close_run(self, outcome: str, reasons: Mapping[str, str]) -> list[PortalReport]:
        """Finish the run's records and report them. `outcome` is finished, limited, interrupted or failed.

        `reasons` says by portal id why the portal could not be crawled; such a portal's outcome is failed.
        """
        ...
