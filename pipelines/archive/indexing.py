"""The words of new articles, put into the search indexes together, when the transaction that stores them ends.

FTS5 writes out what it holds at every savepoint, and each INSERT of an article is one to SQLite: words that were
indexed article by article made small segments, merged again and again, the more the larger the index. SQL, moreover,
folds a text of 1,800 characters in more than .57 ms, and this in .06. Both must fold alike, or words would stay in the
index when the article leaves it. Knows nothing of queries.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlite_utils import Database

from crawler.text import fold

BRIEF = 100
"""Words up to which an article is in the index of the brief ones: on the sites measured, one in ten is."""

_ALL = "title, body, byline, title_folded, body_folded, byline_folded"
_ARTICLE = f"INSERT INTO articles_fts (rowid, {_ALL}) VALUES (?, ?, ?, ?, ?, ?, ?)"
_BRIEF = f"INSERT INTO briefs_fts (rowid, {_ALL}) VALUES (?, ?, ?, ?, ?, ?, ?)"
_TITLE = "INSERT INTO titles_fts (rowid, title, title_folded) VALUES (?, ?, ?)"
# CROSS JOIN begins with the few; without it SQLite would walk through all articles, in the order that is asked for.
_UNINDEXED = """
    SELECT id, word_count, title, lead || char(10) || body, byline
    FROM unindexed CROSS JOIN articles ON id = article_id ORDER BY article_id
"""


class IndexedDatabase(Database):
    """archive.db, open for writing: no transaction ends before the words of its new articles are in the indexes."""

    @contextmanager
    def atomic(self) -> Iterator[Database]:
        """A transaction, or a savepoint in one."""
        is_outermost = not self.conn.in_transaction
        with super().atomic():
            yield self
            if is_outermost:
                index_words(self)


def index_later(db: Database, article_id: int) -> None:
    """The article that is about to be inserted under this id is indexed at the end of the transaction."""
    db.execute("INSERT INTO unindexed VALUES (?)", (article_id,))


class _Words(NamedTuple):
    """An article's texts as published and folded, in the order of the columns of the index."""

    article_id: int
    word_count: int
    texts: tuple[str, ...]

    @property
    def place(self) -> int:
        """Where the article stands in the order of the brief ones, as the view `briefs_search` has it."""
        return (self.word_count + self.texts[0].count(" ") + 1 << 32) - self.article_id


def index_words(db: Database) -> None:
    """Index the articles that this transaction has stored. Within an index they go in by rising row numbers.

    At a lower number than the last FTS5 would begin a segment.
    """
    articles = [_words(*row) for row in db.execute(_UNINDEXED)]
    briefs = sorted((one.place, *one.texts) for one in articles if one.word_count <= BRIEF)
    db.conn.executemany(_ARTICLE, [(one.article_id, *one.texts) for one in articles])
    db.conn.executemany(_TITLE, [(one.article_id, one.texts[0], one.texts[3]) for one in articles])
    db.conn.executemany(_BRIEF, briefs)
    db.execute("DELETE FROM unindexed")


def _words(article_id: int, word_count: int, *texts: str) -> _Words:
    return _Words(article_id, word_count, (*texts, *map(fold, texts)))
