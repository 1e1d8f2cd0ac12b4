"""Search over the articles of an archive: what matches, filtered, best or newest first, with marked passages.

It reads through any connection, also a read-only one, and must not know how queries are written (`match`), how
finds are ranked (`ranking`) nor how passages are marked (`marks`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from pipelines.archive import marks
from pipelines.archive.filters import Filters
from pipelines.archive.match import match_expression
from pipelines.archive.ranking import Order, Ranking

__all__ = ["Hit", "Order", "match_expression", "search"]

_COLUMNS = ("key", "url", "portal_id", "unit_id", "title", "section", "byline", "published_on")
_HIGHLIGHTS = ", ".join(f"highlight(articles_fts, {n}, char(2), char(3))" for n in (0, 3, 1, 4))


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
    return [_hit(row) for row in _rows(db, match_expression(query), ids)]


def _rows(db: Database, expression: str, ids: Sequence[int]) -> Iterator[sqlite3.Row]:
    """The rows of the articles, in the order of their ids, with their highlighted texts."""
    columns = ", ".join(f"a.{name}" for name in _COLUMNS)
    text = "a.lead || char(10) || a.body"
    for number in ids:
        if expression:
            sql = (
                f"SELECT {columns}, {text}, {_HIGHLIGHTS} FROM articles_fts JOIN articles AS a ON a.id = {number}"
                f" WHERE articles_fts.rowid = {number} AND articles_fts MATCH ?"
            )
            yield from db.execute(sql, [expression])
        else:
            sql = f"SELECT {columns}, {text}, a.title, '', {text}, '' FROM articles AS a WHERE a.id = {number}"
            yield from db.execute(sql)


def _hit(row: sqlite3.Row) -> Hit:
    *fields, text, title_exact, title_folded, body_exact, body_folded = row
    title = marks.marked(fields[4], title_exact, title_folded)
    named = dict(zip(_COLUMNS, fields, strict=True))
    return Hit(**named, marked_title=title, snippet=marks.snippet(text, body_exact, body_folded))
