"""Search over the articles of an archive: what matches, filtered, best or newest first, with marked passages.

It reads through any connection, also a read-only one, and must not know how queries are written (`match`), how
finds are ranked (`ranking`) nor how passages are marked (`marks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from pipelines.archive import marks
from pipelines.archive.filters import Filters
from pipelines.archive.highlights import Marked, highlights
from pipelines.archive.match import match_expression
from pipelines.archive.ranking import Order, Ranking

__all__ = ["Hit", "Order", "match_expression", "search"]

_COLUMNS = ("key", "url", "portal_id", "unit_id", "section", "published_on", "title", "byline")


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found. `marked_title` and `snippet` have `marks.OPEN` and `marks.CLOSE` around the finds."""

    key: str
    url: str
    portal_id: str
    unit_id: str | None
    title: str
    section: str
    byline: str
    published_on: str | None
    marked_title: str
    snippet: str


def search(  # noqa: PLR0913 - each filter is an argument
    db: Database,
    query: str,
    *,
    portal: str | None = None,
    province: str | None = None,
    since: date | None = None,
    until: date | None = None,
    section: str | None = None,
    limit: int = 20,
    order: Order = "best",
) -> list[Hit]:
    """The articles that match the query and all filters; any text is a valid query.

    A blank query lists what the filters leave, newest first. `province` is a name, slug or unit id, of before or since
    1 July 2025; `since` and `until` are both included, and leave out undated articles.
    """
    conditions = [*Filters(portal, province, since, until, section).conditions(db)]
    ids = Ranking(db, query, conditions, limit).ids(order)
    rows = [_row(db, number) for number in ids]
    marked = highlights(match_expression(query), [(title, text, byline) for *_, title, byline, text in rows])
    return [_hit(row, marks_of_row) for row, marks_of_row in zip(rows, marked, strict=True)]


def _row(db: Database, number: int) -> tuple[str, ...]:
    sql = f"SELECT {', '.join(_COLUMNS)}, lead || char(10) || body FROM articles WHERE id = ?"
    row: tuple[str, ...] = db.execute(sql, [number]).fetchone()
    return row


def _hit(row: tuple[str, ...], marked: Marked) -> Hit:
    """The hit with the marks of its title and text."""
    *fields, text = row
    named = dict(zip(_COLUMNS, fields, strict=True))
    title = marks.marked(named["title"], *marked[:2])
    return Hit(**named, marked_title=title, snippet=marks.snippet(text, *marked[2:]))
