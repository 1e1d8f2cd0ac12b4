"""To which portal a fetch belongs that was made elsewhere: by the host of its address. Fetches nothing.

First the portal files say it, then the archive; a host that neither names is an unknown portal, whose id it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlite_utils import Database

from crawler.addresses import origin, root
from crawler.portals import Portal, unknown_portal
from pipelines.archive import portals as archived

_KNOWN = "SELECT id, name, url, platform FROM portals"
_ADD = "INSERT INTO portals (id, name, url) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_BETTER = """
    UPDATE portals SET url = ?1 WHERE id = ?2 AND id = ?3 AND url <> ?1 AND NOT EXISTS (
        SELECT 1 FROM run_portals WHERE portal_id = ?2
    ) AND (url LIKE 'https:%', length(url)) < (?1 LIKE 'https:%', length(?1))
"""


class Sites:
    """The portals of an archive, by their hosts."""

    def __init__(self, db: Database, files: Iterable[Portal]) -> None:
        self._db = db
        self._filed = {site: portal for portal in files for site in archived.sites(portal)}
        self._known: dict[str, Portal] = {}

    def portal_of(self, url: str) -> Portal:
        """The portal of an address, which the archive knows from then on. In a transaction of its own."""
        site = origin(url)
        if site not in self._known:
            self._known[site] = self._make_known(site, url)
        if self._known[site].id == site:
            self._spell(site, url)
        return self._known[site]

    def ids(self) -> str:
        """All portals of the archive, as a JSON list."""
        return json.dumps([row[0] for row in self._db.execute("SELECT id FROM portals ORDER BY id")])

    def _make_known(self, site: str, url: str) -> Portal:
        if site in self._filed:
            with self._db.atomic():
                archived.make_known(self._db, self._filed[site])
            return self._filed[site]
        for portal_id, name, home, platform in self._db.execute(_KNOWN).fetchall():
            if origin(home) == site and portal_id != site:
                return Portal(portal_id, name, home, platform)
        self._db.execute(_ADD, (site, site, f"{root(url)}/"))
        return unknown_portal(f"{root(url)}/")

    def _spell(self, site: str, url: str) -> None:
        """Of the spellings of an unknown portal's address take https and `www.`, whichever arrived first."""
        home = f"{root(url)}/"
        if self._known[site].url != home:
            self._db.execute(_BETTER, (home, site, site))
