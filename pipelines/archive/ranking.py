"""Which articles a query finds, best or newest first, also where it finds a large part of a million of them.

Up to `MANY` matches are ranked by bm25. Beyond, bm25 takes seconds to tell little (the words are everywhere): then the
articles with all words in the title come first, by bm25 or, if these are many as well, newest first; the others follow,
newest first. A prefix is looked up in the titles first, where prefixes are indexed, and only there if that fills the
list. Knows nothing of how hits are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from pipelines.archive.filters import Condition
from pipelines.archive.match import match_expression

Order = Literal["best", "newest"]

MANY = 10_000
# A word in the title weighs most, in the byline more than in the body; folded columns weigh as the exact ones.
_WEIGHTS = {"articles_fts": "8.0, 1.0, 2.0, 8.0, 1.0, 2.0", "titles_fts": "1.0, 1.0"}
_NEWEST = "a.published_on DESC, a.published_at DESC, a.id DESC"


@dataclass(frozen=True, slots=True)
class Ranking:
    """The search of one query under conditions on the articles."""

    db: Database
    query: str
    conditions: Sequence[Condition] = ()
    limit: int = 20

    def ids(self, order: Order) -> list[int]:
        """The row ids of the articles found, in order. A blank query finds all, newest first."""
        expression = match_expression(self.query)
        if not expression:
            return [] if self.query.strip() else self._ids("articles AS a", [], _NEWEST)
        in_titles = match_expression(self.query, within="title")
        index = "titles_fts" if in_titles == expression else "articles_fts"
        if order == "newest":
            return self._newest(index, expression)
        return self._ranked(index, expression, in_titles)

    def _ranked(self, index: str, expression: str, in_titles: str) -> list[int]:
        titled = self._titled(in_titles) if _has_prefix(expression) else []
        if len(titled) >= self.limit:
            return titled
        if not self._many(index, expression):
            return self._best(index, expression)
        titled = titled or self._titled(in_titles)
        others = self._newest(index, expression) if len(titled) < self.limit else []
        return list(dict.fromkeys([*titled, *others]))[: self.limit]

    def _titled(self, expression: str) -> list[int]:
        if not expression:
            return []
        many = self._many("titles_fts", expression)
        return self._newest("titles_fts", expression) if many else self._best("titles_fts", expression)

    def _many(self, index: str, expression: str) -> bool:
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT ?)"
        return bool(self.db.execute(sql, [expression, MANY + 1]).fetchone()[0] > MANY)

    def _best(self, index: str, expression: str) -> list[int]:
        source = f"{index} CROSS JOIN articles AS a ON a.id = {index}.rowid"
        return self._ids(source, [(f"{index} MATCH ?", [expression])], f"bm25({index}, {_WEIGHTS[index]}), {_NEWEST}")

    def _newest(self, index: str, expression: str) -> list[int]:
        """Of many matches the newest are met soon on a walk through the articles; few are sorted.

        At each step of a walk a prefix is looked up anew in as many lists as it has words, unless it is indexed.
        """
        walkable = index == "titles_fts" or not _has_prefix(expression)
        articles_first = walkable and self._many(index, expression)
        sides = ["articles AS a", index] if articles_first else [index, "articles AS a"]
        source = f"{' CROSS JOIN '.join(sides)} ON a.id = {index}.rowid"
        return self._ids(source, [(f"{index} MATCH ?", [expression])], _NEWEST)

    def _ids(self, source: str, match: Sequence[Condition], by: str) -> list[int]:
        conditions = [*match, *self.conditions]
        where = " AND ".join(sql for sql, _ in conditions) or "1"
        values = [value for _, given in conditions for value in given]
        sql = f"SELECT a.id FROM {source} WHERE {where} ORDER BY {by} LIMIT ?"
        return [row[0] for row in self.db.execute(sql, [*values, self.limit])]


def _has_prefix(expression: str) -> bool:
    return '"*' in expression
