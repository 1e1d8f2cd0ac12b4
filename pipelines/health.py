"""How each portal of an archive fares: what its last run did, what is still to be fetched, what needs attention.

Reads the archive only, also while a crawl goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from pipelines.attention import Facts, attention

_PORTALS = """
    SELECT p.id AS portal_id, p.state, coalesce(r.started_at, '') AS last_run, coalesce(l.outcome, '') AS outcome,
        coalesce(l.reason, '') AS reason, (SELECT count(*) FROM articles WHERE portal_id = p.id) AS articles,
        coalesce((SELECT max(published_on) FROM articles WHERE portal_id = p.id), '') AS newest,
        (SELECT count(*) FROM frontier WHERE portal_id = p.id AND state = 'pending') AS pending, r.id AS run_id,
        coalesce(l.drifted, 0) AS drifted
    FROM portals AS p
    LEFT JOIN run_portals AS l
        ON l.portal_id = p.id AND l.run_id = (SELECT max(run_id) FROM run_portals WHERE portal_id = p.id)
    LEFT JOIN runs AS r ON r.id = l.run_id
    ORDER BY p.id
"""
_ASKED = """
    SELECT iif(state = 'failed' OR outcome IN ('page', 'exception'), outcome, ''), count(*) FROM frontier
    WHERE portal_id = ? AND role = 'article' AND fetched_at >= ? GROUP BY 1
"""
_WALKS = """
    SELECT iif(complete OR stop_reason = 'since', NULL, iif(stop_reason = '', 'interrupted', stop_reason)), count(*)
    FROM coverage WHERE portal_id = ? AND run_id = ? AND role IN ('listing', 'sitemap') GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Health:
    """The facts of a portal, and what needs attention."""

    facts: Facts
    attention: list[str]


def health(db: Database, now: datetime) -> Iterator[Health]:
    """All portals of the archive, by their ids."""
    for row in list(db.query(_PORTALS)):
        run_id = row.pop("run_id")
        ends = dict(db.execute(_ASKED, (row["portal_id"], row["last_run"] or "9999")).fetchall())
        walks = dict(db.execute(_WALKS, (row["portal_id"], run_id)).fetchall())
        facts = Facts(
            **row,
            asked=sum(ends.values()),
            failures={outcome: count for outcome, count in ends.items() if outcome not in ("", "page")},
            unread=ends.get("page", 0),
            walks=sum(walks.values()),
            open_walks={reason: count for reason, count in walks.items() if reason},
        )
        yield Health(facts, attention(facts, now))
