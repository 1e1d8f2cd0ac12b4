"""Which articles a query finds, best or newest first, also where it finds a large part of a million of them.

Up to `MOST` matches are all ranked by bm25. Of more, those that it is likely to rank first: the shortest (a common word
tells little else), the shortest and the last archived with all words in the title, and the last of all; these
candidates are ranked by bm25 among each other. A prefix is looked up in the titles first, where prefixes are indexed,
and only there if that fills the list. Knows nothing of how hits are shown, nor how they are scored.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from pipelines.archive.filters import Condition
from pipelines.archive.match import match_expression, phrases
from pipelines.archive.scoring import NEWEST, ranked

Order = Literal["best", "newest"]

MOST = 500
SHORTEST, SHORTEST_TITLED, LAST_TITLED = 700, 1500, 50
"""How many candidates of each kind; the shorter a text, the sooner it is scored."""
_MANY = 10_000
_ARTICLE_OF = {"briefs_fts": "(-briefs_fts.rowid) & 4294967295"}
"""The row of the article, where it is not the row of the index."""


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
            return [] if self.query.strip() else self._listed()
        in_titles = match_expression(self.query, within="title")
        if order == "newest":
            return self._newest("titles_fts" if in_titles == expression else "articles_fts", expression)
        return self._best(expression, in_titles)

    def _listed(self) -> list[int]:
        return self._select("a.id", "articles AS a", self.conditions, f"ORDER BY {NEWEST}", self.limit)

    def _best(self, expression: str, in_titles: str) -> list[int]:
        candidates = self._candidates(expression, in_titles)
        return ranked(self.db, phrases(self.query), candidates)[: self.limit]

    def _candidates(self, expression: str, in_titles: str) -> list[int]:
        most = max(MOST, self.limit)
        if in_titles and _has_prefix(expression):
            titled = self._matches("titles_fts", in_titles, most)
            if len(titled) >= self.limit:
                return titled
        found = self._matches("articles_fts", expression, most + 1)
        return found if len(found) <= most else self._promising(expression, in_titles)

    def _promising(self, expression: str, in_titles: str) -> list[int]:
        briefs = self._matches("briefs_fts", expression, SHORTEST)
        titled = self._titled(in_titles) if in_titles else []
        last = self._matches("articles_fts", expression, self.limit, last=True)
        return list(dict.fromkeys([*briefs, *titled, *last]))

    def _titled(self, in_titles: str) -> list[int]:
        shortest = self._matches("briefs_fts", in_titles, SHORTEST_TITLED)
        return shortest + self._matches("titles_fts", in_titles, LAST_TITLED, last=True)

    def _matches(self, index: str, expression: str, count: int, *, last: bool = False) -> list[int]:
        """The first or last in the order of the index."""
        article = _ARTICLE_OF.get(index, f"{index}.rowid")
        conditions = [(f"{index} MATCH ?", [expression]), *self.conditions]
        source = f"{index} CROSS JOIN articles AS a ON a.id = {article}" if self.conditions else index
        order = f"ORDER BY {index}.rowid DESC" if last else ""
        return self._select(article, source, conditions, order, count)

    def _newest(self, index: str, expression: str) -> list[int]:
        """Of many matches the newest are met soon on a walk through the articles; few are sorted.

        At each step of a walk a prefix is looked up anew in as many lists as it has words, unless it is indexed.
        """
        walkable = index == "titles_fts" or not _has_prefix(expression)
        articles_first = walkable and len(self._matches(index, expression, _MANY + 1)) > _MANY
        sides = ["articles AS a", index] if articles_first else [index, "articles AS a"]
        source = f"{' CROSS JOIN '.join(sides)} ON a.id = {index}.rowid"
        conditions = [(f"{index} MATCH ?", [expression]), *self.conditions]
        return self._select("a.id", source, conditions, f"ORDER BY {NEWEST}", self.limit)

    def _select(self, what: str, source: str, conditions: Sequence[Condition], order: str, count: int) -> list[int]:
        where = " AND ".join(sql for sql, _ in conditions) or "1"
        values = [value for _, given in conditions for value in given]
        sql = f"SELECT {what} FROM {source} WHERE {where} {order} LIMIT ?"
        return [row[0] for row in self.db.execute(sql, [*values, count])]


def _has_prefix(expression: str) -> bool:
    return '"*' in expression
