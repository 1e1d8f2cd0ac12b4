"""The full-text index: an entry for every article, and no other words than the articles have.

SQLite's own check of an index is a write, and would stop a crawl. Instead the index is made anew beside the archive,
without positions, and both vocabularies are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlite_utils import Database

from pipelines.archive import Archive
from pipelines.checks.problem import Check

Found = Iterator[tuple[str, str]]
_ALL = "title, body, byline, title_folded, body_folded, byline_folded"


class _Index(NamedTuple):
    """A full-text index: the view that it is over, the view's row number, and its columns."""

    source: str
    number: str
    columns: str


INDEXES = {
    "articles_fts": _Index("articles_search", "id", _ALL),
    "titles_fts": _Index("articles_search", "id", "title, title_folded"),
    "briefs_fts": _Index("briefs_search", "place", _ALL),
}
_AFTERWARDS = tuple(f"DROP TABLE IF EXISTS temp.{name}" for name in ("index_words", "check_words", "check_fts"))
_DIFFERENT = """
    SELECT count(*), min(term) FROM (
        SELECT * FROM (SELECT term, col, doc FROM temp.index_words EXCEPT SELECT term, col, doc FROM temp.check_words)
        UNION
        SELECT * FROM (SELECT term, col, doc FROM temp.check_words EXCEPT SELECT term, col, doc FROM temp.index_words)
    )
"""


def _beside(name: str, index: _Index) -> Iterator[str]:
    """SQL for a fresh index of the articles in the temporary database, and for the words of both."""
    source, number, columns = index
    yield (
        f"CREATE VIRTUAL TABLE temp.check_fts USING fts5 ({columns}, content = '', columnsize = 0, detail = column,"
        " tokenize = 'unicode61 remove_diacritics 0')"
    )
    yield "CREATE VIRTUAL TABLE temp.check_words USING fts5vocab ('temp', 'check_fts', 'col')"
    yield f"CREATE VIRTUAL TABLE temp.index_words USING fts5vocab ('main', '{name}', 'col')"
    yield f"INSERT INTO temp.check_fts (rowid, {columns}) SELECT {number}, {columns} FROM main.{source} ORDER BY 1"


def _rows(archive: Archive) -> Found:
    for name, (source, number, _) in INDEXES.items():
        indexed = f"SELECT id FROM {name}_docsize"
        sql = f"SELECT key FROM articles JOIN {source} AS s USING (id) WHERE s.{number} NOT IN ({indexed})"
        for (key,) in archive.db.execute(sql):
            yield f"article {key}", f"is not in the search index {name}"
        sql = f"SELECT id FROM {name}_docsize WHERE id NOT IN (SELECT {number} FROM {source})"
        for (row,) in archive.db.execute(sql):
            yield f"row {row} of the search index {name}", "belongs to no article"


def _words(archive: Archive) -> Found:
    for name, index in INDEXES.items():
        with _compared(archive.db, name, index) as (count, example):
            if count:
                yield f"the search index {name}", f"and the articles differ in {count} words, as {example!r}"


def _unindexed(archive: Archive) -> Found:
    """Opening for writing ends with a transaction, so that a repair has done it before it looks."""
    for (article_id,) in archive.db.execute("SELECT article_id FROM unindexed"):
        yield f"article {article_id}", "is noted as not yet indexed, after the transaction that stored it"


@contextmanager
def _compared(db: Database, name: str, index: _Index) -> Iterator[tuple[int, str]]:
    try:
        for sql in _beside(name, index):
            db.execute(sql)
        yield db.execute(_DIFFERENT).fetchone()
    finally:
        for sql in _AFTERWARDS:
            db.execute(sql)


def _rebuild(archive: Archive) -> None:
    for name in INDEXES:
        archive.db.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")


_ADVICE = "`congtin verify --repair` builds it anew from the articles"
CHECKS = [
    Check("search index to be written", _unindexed, "`congtin verify --repair`, or whatever writes next, indexes it"),
    Check("search index", _rows, _ADVICE, _rebuild),
    Check("search words", _words, _ADVICE, _rebuild),
]
