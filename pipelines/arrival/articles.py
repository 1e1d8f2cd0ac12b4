"""Articles that come together from several archives, or late: one for each that was published, by its addresses.

What an article is afterwards follows from its captures alone: its states from their times, its key from the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlite_utils import Database

from crawler.addresses import key
from crawler.items import Address
from pipelines.archive import addresses, history, signatures
from pipelines.archive.articles import Reread
from pipelines.archive.binding import bind
from pipelines.archive.history import Capture
from pipelines.archive.parts import TABLES
from pipelines.archive.succession import is_another
from pipelines.archive.twins import regroup
from pipelines.archive.versions import extractor
from pipelines.arrival.receiver import Receiver
from pipelines.arrival.timeline import Timeline, states_of, timeline_of, united, write

_LINKED = """
    WITH RECURSIVE linked(url, key) AS (
        SELECT url, key FROM frontier WHERE url = ?1
        UNION SELECT twin.url, twin.key FROM frontier AS this JOIN frontier AS twin USING (portal_id, identity)
            WHERE this.url = ?1 AND this.identity <> ''
        UNION SELECT f.url, f.key FROM frontier AS f JOIN linked ON f.redirects_to = linked.url
    )
    SELECT DISTINCT article_id FROM linked JOIN article_addresses USING (key) ORDER BY article_id
"""
_ADDRESS = "INSERT INTO article_addresses VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING"
_KINDS = """
    UPDATE article_addresses SET kind = iif(key = ?2, 'canonical', iif(kind = 'canonical', 'moved', kind))
    WHERE article_id = ?1 AND (kind = 'canonical') <> (key = ?2)
"""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article as another archive, or a late capture, has it. `addresses` are rows of url, kind and time."""

    key: str
    portal_id: str
    timeline: Timeline
    addresses: list[tuple[str, str, str]]
    last_listed_at: str = ""
    ids: list[int] = field(default_factory=list)

    @property
    def order(self) -> tuple[str, str]:
        """What was seen first gives the article its key."""
        return min((seen.capture.captured_at for seen in self.timeline.values() if seen.content), default="~"), self.key


def incoming_of(db: Database, article_id: int) -> Incoming:
    """An article of an archive, to be joined with others."""
    sql = "SELECT key, portal_id, coalesce(last_listed_at, '') FROM articles WHERE id = ?"
    name, portal_id, listed_at = db.execute(sql, (article_id,)).fetchone()
    sql = "SELECT url, kind, first_seen_at FROM article_addresses WHERE article_id = ? ORDER BY url"
    rows = db.execute(sql, (article_id,)).fetchall()
    return Incoming(name, portal_id, timeline_of(db, article_id), rows, listed_at, [article_id])


class Articles:
    """The articles of the archive that is written to."""

    def __init__(self, db: Database, pages: Receiver, reread: Reread) -> None:
        self._db = db
        self._pages = pages
        self._reread = reread

    def take(self, incoming: Incoming) -> bool:
        """Take an article in; return whether anything changed. In the caller's transaction."""
        known = [incoming_of(self._db, article_id) for article_id in self._same(incoming)]
        if len(known) == 1 and _holds(known[0], incoming):
            return False
        self._join([*known, replace(incoming, ids=[])])  # the ids of another archive mean nothing here
        return True

    def join_linked(self, url: str) -> None:
        """An address leads to others, by redirects or by its identity: what they show is one article."""
        ids = [row[0] for row in self._db.execute(_LINKED, (url,)).fetchall()]
        if ids == [addresses.article_at(self._db, url)]:
            addresses.gather(self._db, ids[0], url)
        known = [incoming_of(self._db, article_id) for article_id in ids] if len(ids) > 1 else []
        if known and not _are_apart(known):
            self._join(known)

    def miss(self, url: str) -> None:
        """Answers that an article is not there may have arrived before it did; only its own address counts."""
        article_id = addresses.article_at(self._db, url)
        if article_id is None:
            return
        sql = "SELECT 1 FROM articles WHERE id = ? AND url = ?"
        misses = self._pages.misses(url)
        if misses and self._db.execute(sql, (article_id, url)).fetchone():
            for page_id, captured_at, outcome in misses:
                history.note(self._db, article_id, Capture(page_id, captured_at, outcome), "")
            history.sightings(self._db, article_id)

    def _same(self, incoming: Incoming) -> list[int]:
        """Those of this archive that are the same: by key, by address or by what leads to an address."""
        row = self._db.execute("SELECT id FROM articles WHERE key = ?", (incoming.key,)).fetchone()
        if row:
            return [row[0]]
        found = {addresses.article_at(self._db, url) for url, _, _ in incoming.addresses}
        portal_id = incoming.portal_id
        captured = [url for url, kind, _ in incoming.addresses if kind in {"canonical", "moved"}]
        found |= {addresses.find(self._db, Address(url, portal_id, "article")) for url in captured}
        ids = sorted(article_id for article_id in found if article_id is not None)
        return [n for n in ids if not _are_apart([incoming_of(self._db, n), incoming])]

    def _join(self, several: Sequence[Incoming]) -> None:
        """Make one article of several, in place of those that are here already."""
        timeline = united([one.timeline for one in several], extractor(), self._reread)
        states = states_of(timeline, self._pages.address_of)
        oldest = min(several, key=lambda one: one.order)
        ids = [article_id for one in several for article_id in one.ids]
        hashes = {state.content.hash for state in states}
        for article_id in ids:
            hashes.add(self._db.execute("SELECT content_hash FROM articles WHERE id = ?", (article_id,)).fetchone()[0])
        if ids:
            article_id = ids[0]
            self._absorb(article_id, ids[1:])
        else:
            article_id = history.insert(self._db, oldest.key, oldest.portal_id, states[0])
        write(self._db, article_id, timeline, states)
        self._name(article_id, oldest, several)
        self.miss(states[-1].content.columns["url"])
        bind(self._db, article_id)
        for content_hash in hashes:
            regroup(self._db, oldest.portal_id, content_hash)

    def _absorb(self, article_id: int, others: Sequence[int]) -> None:
        signatures.forget(self._db, others)
        for other in others:
            self._db.execute("UPDATE articles SET duplicate_of = NULL WHERE duplicate_of = ?", (other,))
            self._db.execute("UPDATE article_addresses SET article_id = ? WHERE article_id = ?", (article_id, other))
            for table in (*TABLES, "article_versions", "captures"):
                self._db.execute(f"DELETE FROM {table} WHERE article_id = ?", (other,))
            self._db.execute("DELETE FROM articles WHERE id = ?", (other,))

    def _name(self, article_id: int, oldest: Incoming, several: Sequence[Incoming]) -> None:
        """Its key is that of the first capture; every other key and address still leads to it."""
        if self._db.execute("SELECT 1 FROM articles WHERE id = ? AND key <> ?", (article_id, oldest.key)).fetchone():
            signatures.forget(self._db, [article_id])  # the key decides between duplicates of one day
        listed_at = max(one.last_listed_at for one in several) or None
        sql = "UPDATE articles SET key = ?, portal_id = ?, last_listed_at = ? WHERE id = ?"
        self._db.execute(sql, (oldest.key, oldest.portal_id, listed_at, article_id))
        rows = sorted({row for one in several for row in one.addresses}, key=lambda row: (row[2], row[1], row[0]))
        self._db.conn.executemany(_ADDRESS, [(key(url), url, article_id, kind, at) for url, kind, at in rows])
        for url, _, _ in rows:
            addresses.gather(self._db, article_id, url)
        self._db.execute(_KINDS, (article_id, oldest.key))


def _holds(known: Incoming, incoming: Incoming) -> bool:
    """Whether nothing of the incoming article is new."""
    urls = {url for url, _, _ in known.addresses}
    return (
        known.timeline.keys() >= incoming.timeline.keys()
        and urls >= {url for url, _, _ in incoming.addresses}
        and known.last_listed_at >= incoming.last_listed_at
    )


def _are_apart(several: Sequence[Incoming]) -> bool:
    """Whether an address was used again for another article."""
    contents = [next(seen.content for seen in one.timeline.values() if seen.content) for one in several]
    return any(is_another(contents[0], content) for content in contents[1:])
