"""Articles that come together from several archives, or late: one for each that was published, by its addresses.

What an article is afterwards follows from its captures alone: its states from their times, its key from the first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlite_utils import Database

from crawler.items import Address
from pipelines.archive import addresses, history, signatures, templates
from pipelines.archive.articles import Reread
from pipelines.archive.binding import bind
from pipelines.archive.history import Capture, Manner
from pipelines.archive.parts import TABLES
from pipelines.archive.succession import is_another
from pipelines.archive.twins import regroup
from pipelines.archive.versions import extractor
from pipelines.arrival.handovers import Part, parted
from pipelines.arrival.receiver import Receiver
from pipelines.arrival.timeline import Timeline, states_of, timeline_of, united, write

_LINKED = """
    WITH RECURSIVE ahead(url) AS (
        VALUES (?1) UNION SELECT f.redirects_to FROM ahead JOIN frontier AS f USING (url) WHERE f.redirects_to <> ''
    ), linked(url, key) AS (
        SELECT f.url, f.key FROM ahead JOIN frontier AS f USING (url)
        UNION SELECT twin.url, twin.key FROM ahead JOIN frontier AS this USING (url)
            JOIN frontier AS twin USING (portal_id, identity) WHERE this.identity <> '' AND twin.identity <> ''
        UNION SELECT f.url, f.key FROM frontier AS f JOIN linked ON f.redirects_to = linked.url
    )
    SELECT DISTINCT article_id FROM linked JOIN article_addresses USING (key) ORDER BY article_id
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

    def with_templates(self, rows: Mapping[int, int]) -> Incoming:
        """The article with the templates that it was read with under the names that they have here."""
        timeline = {}
        for order, seen in self.timeline.items():
            template_id = seen.capture.template_id
            here = None if template_id is None else rows[template_id]
            timeline[order] = replace(seen, capture=replace(seen.capture, template_id=here))
        return replace(self, timeline=timeline)

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
        if any(_holds(one, incoming) for one in known):
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
        """Those of this archive that its captured addresses have carried, and the same ones by what leads to these."""
        urls = {str(seen.content.columns["url"]) for seen in incoming.timeline.values() if seen.content}
        urls |= {url for url, kind, _ in incoming.addresses if kind in {"canonical", "moved"}}
        row = self._db.execute("SELECT id FROM articles WHERE key = ?", (incoming.key,)).fetchone()
        carried = {row[0]} if row else set()
        carried |= {article_id for url in urls for article_id in addresses.former(self._db, url)}
        linked = {addresses.article_at(self._db, url) for url, _, _ in incoming.addresses}
        linked |= {addresses.find(self._db, Address(url, incoming.portal_id, "article")) for url in urls}
        others = [n for n in linked if n is not None and n not in carried]
        return sorted({*carried, *(n for n in others if not _are_apart([incoming_of(self._db, n), incoming]))})

    def _join(self, several: Sequence[Incoming]) -> None:
        """Make of several articles those that their captures show, in place of those that are here already."""
        oldest = min(several, key=lambda one: one.order)
        today = Manner(extractor(), templates.current_id(self._db, oldest.portal_id))
        timeline = united([one.timeline for one in several], today, self._reread)
        parts = parted(timeline, self._pages.address_of)
        if len(parts) == 1:
            parts[0].key = oldest.key  # it stays, also where the address has another key by later rules
        hashes = self._hashes(several)
        ids = [
            self._write(part, article_id, oldest.portal_id)
            for part, article_id in zip(parts, self._rows(several, parts), strict=True)
        ]
        self._name(several, parts, ids)
        for article_id in ids:
            self.miss(self._db.execute("SELECT url FROM articles WHERE id = ?", (article_id,)).fetchone()[0])
            bind(self._db, article_id)
        for content_hash in hashes | {state.content.hash for n in ids for state in history.states(self._db, n)}:
            regroup(self._db, oldest.portal_id, content_hash)

    def _hashes(self, several: Sequence[Incoming]) -> set[str]:
        sql = "SELECT content_hash FROM articles WHERE id = ?"
        return {self._db.execute(sql, (article_id,)).fetchone()[0] for one in several for article_id in one.ids}

    def _rows(self, several: Sequence[Incoming], parts: Sequence[Part]) -> list[int | None]:
        """The row of each part: its own, or that of one whose captures it takes over. The rest are taken out."""
        own = {one.key: article_id for one in several for article_id in one.ids}
        left = [article_id for name, article_id in own.items() if name not in {part.key for part in parts}]
        rows = [own.get(part.key) or (left.pop(0) if left else None) for part in parts]
        kept = {own.get(part.key) for part in parts}
        signatures.forget(self._db, [article_id for article_id in own.values() if article_id not in kept])
        for article_id in own.values():
            self._db.execute("DELETE FROM article_addresses WHERE article_id = ?", (article_id,))
            self._db.execute("UPDATE articles SET key = '~' || id WHERE id = ?", (article_id,))
        for article_id in left:
            self._take_out(article_id)
        return rows

    def _take_out(self, article_id: int) -> None:
        self._db.execute("UPDATE articles SET duplicate_of = NULL WHERE duplicate_of = ?", (article_id,))
        for table in (*TABLES, "article_versions", "captures"):
            self._db.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
        self._db.execute("DELETE FROM articles WHERE id = ?", (article_id,))

    def _write(self, part: Part, article_id: int | None, portal_id: str) -> int:
        states = states_of(part.timeline, self._pages.address_of)
        if article_id is None:
            article_id = history.insert(self._db, part.key, portal_id, states[-1])
        else:
            row = (part.key, portal_id, article_id)
            self._db.execute("UPDATE articles SET key = ?, portal_id = ? WHERE id = ?", row)
        write(self._db, article_id, part.timeline, states)
        return article_id

    def _name(self, several: Sequence[Incoming], parts: Sequence[Part], ids: Sequence[int]) -> None:
        """Every address leads to the article that it carries; what was named otherwise, to the last."""
        for part, article_id in zip(parts, ids, strict=True):
            for url, kind, at in part.addresses.values():
                addresses.note(self._db, url, article_id, kind, at)
        for part, article_id in zip(parts, ids, strict=True):
            for url, _, _ in part.addresses.values():
                addresses.gather(self._db, article_id, url)
        others = sorted({row for one in several for row in one.addresses}, key=lambda row: (row[2], row[1], row[0]))
        for url, kind, at in others:
            addresses.note(self._db, url, ids[-1], "moved" if kind == "canonical" else kind, at)
        listed_at = max(one.last_listed_at for one in several) or None
        self._db.execute("UPDATE articles SET last_listed_at = ? WHERE id = ?", (listed_at, ids[-1]))


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
