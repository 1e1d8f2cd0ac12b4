"""Which addresses are being fetched just now, and whose host's turn it is. In memory: a kill loses none.

The queue itself is the table `frontier`; an index hands out a host's next address without a scan.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from crawler.items import Address
from pipelines.archive.clock import moment, stamp

Host = tuple[str, str]
"""A portal and one of its hosts."""

_FIELDS = "url, portal_id, role, section, walk, page_number, found_title, etag, last_modified, attempts"
_NEXT = f"""
    SELECT {_FIELDS} FROM frontier INDEXED BY frontier_queue
    WHERE portal_id = ? AND host = ? AND state = 'pending' AND (next_due_at IS NULL OR next_due_at <= ?)
    ORDER BY rank, id LIMIT ?
"""
_WAITING = """
    SELECT host, next_due_at FROM frontier INDEXED BY frontier_retries
    WHERE portal_id = ? AND state = 'pending' AND next_due_at IS NOT NULL ORDER BY next_due_at
"""

_HOSTS = """
    WITH RECURSIVE hosts(host) AS (
        SELECT min(host) FROM frontier INDEXED BY frontier_queue WHERE portal_id = ?1 AND state = 'pending'
        UNION ALL
        SELECT (SELECT min(host) FROM frontier INDEXED BY frontier_queue
                WHERE portal_id = ?1 AND state = 'pending' AND host > hosts.host)
        FROM hosts WHERE host IS NOT NULL
    )
    SELECT host FROM hosts WHERE host IS NOT NULL
"""
"""One step of the index per host, not one per address."""


class Leases:
    """Hands out the pending addresses of the portals of one run, hosts in turn."""

    def __init__(self, db: Database, portals: Collection[str]) -> None:
        self._db = db
        self._portals = portals
        self._turns: deque[Host] = deque()
        self._leased: defaultdict[str, set[str]] = defaultdict(set)
        self._hosts: dict[str, str] = {}
        self._retry_at: datetime | None = None
        for portal_id in portals:
            for (host,) in db.execute(_HOSTS, (portal_id,)).fetchall():
                self.wake(portal_id, host)

    def wake(self, portal_id: str, host: str, due: datetime | None = None) -> None:
        """Something of this host is pending, now or from `due` on."""
        if due is not None:
            self._retry_at = min(due, self._retry_at or due)
        elif (portal_id, host) not in self._turns and portal_id in self._portals:
            self._turns.append((portal_id, host))

    def lease(self, now: datetime, per_host: int, skip: Collection[str]) -> Address | None:
        """The next address of the first host, in turn, that has one and may have one more."""
        self._wake_retries(now)
        for _ in range(len(self._turns)):
            portal_id, host = self._turns[0]
            if portal_id in skip or len(self._leased[host]) >= per_host:
                self._turns.rotate(-1)
            elif (row := self._next(portal_id, host, now)) is None:
                self._turns.popleft()
            else:
                self._turns.rotate(-1)
                return self._take(host, row)
        return None

    def drop(self, url: str) -> None:
        """The lease has ended, if there was one."""
        host = self._hosts.pop(url, None)
        if host is not None:
            self._leased[host].discard(url)

    def next_due(self, skip: Collection[str]) -> datetime | None:
        """When the first address that must wait becomes due."""
        waiting = (self._first_waiting(portal_id) for portal_id in self._portals if portal_id not in skip)
        return min((due for due in waiting if due), default=None)

    def _first_waiting(self, portal_id: str) -> datetime | None:
        sql = "SELECT url, next_due_at FROM frontier INDEXED BY frontier_retries WHERE portal_id = ?"
        sql += " AND state = 'pending' AND next_due_at IS NOT NULL ORDER BY next_due_at LIMIT ?"
        rows = self._db.execute(sql, (portal_id, len(self._hosts) + 1)).fetchall()
        return next((moment(due) for url, due in rows if url not in self._hosts), None)

    def _wake_retries(self, now: datetime) -> None:
        if self._retry_at is None or now < self._retry_at:
            return
        self._retry_at = None
        for portal_id in self._portals:
            for host, due in self._db.execute(_WAITING, (portal_id,)).fetchall():
                self.wake(portal_id, host, moment(due) if due > stamp(now) else None)

    def _next(self, portal_id: str, host: str, now: datetime) -> tuple[Any, ...] | None:
        leased = self._leased[host]
        rows = self._db.execute(_NEXT, (portal_id, host, stamp(now), len(leased) + 1)).fetchall()
        return next((row for row in rows if row[0] not in leased), None)

    def _take(self, host: str, row: tuple[Any, ...]) -> Address:
        address = Address(*row)
        self._leased[host].add(address.url)
        self._hosts[address.url] = host
        return address
