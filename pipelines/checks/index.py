"""The full-text index: an entry for every article, and no other words than the articles have.

SQLite's own check of an index is a write, and would stop a crawl. Instead the index is made anew beside the archive,
without positions, and both vocabularies are compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database

from pipelines.archive import Archive
from pipelines.checks.problem import Check

Found = Iterator[tuple[str, str]]
_INDEXES = {
    "articles_fts": "title, body, byline, title_folded, body_folded, byline_folded",
    "titles_fts": "title, title_folded",
}
_AFTERWARDS = tuple(f"DROP TABLE IF EXISTS temp.{name}" for name in ("index_words", "check_words", "check_fts"))
_DIFFERENT = """
    SELECT count(*), min(term) FROM (
        SELECT * FROM (SELECT term, col, doc FROM temp.index_words EXCEPT SELECT term, col, doc FROM temp.check_words)
        UNION
        SELECT * FROM (SELECT term, col, doc FROM temp.check_words EXCEPT SELECT term, col, doc FROM temp.index_words)
    )
"""


def _beside(index: str, columns: str) -> Iterator[str]:
    """SQL for a fresh index of the articles in the temporary database, and for the words of both."""
    yield (
        f"CREATE VIRTUAL TABLE temp.check_fts USING fts5 ({columns}, content = '', columnsize = 0, detail = column,"
        " tokenize = 'unicode61 remove_diacritics 0')"
    )
    yield "CREATE VIRTUAL TABLE temp.check_words USING fts5vocab ('temp', 'check_fts', 'col')"
    yield f"CREATE VIRTUAL TABLE temp.index_words USING fts5vocab ('main', '{index}', 'col')"
    yield f"INSERT INTO temp.check_fts (rowid, {columns}) SELECT id, {columns} FROM main.articles_search"


def _rows(archive: Archive) -> Found:
    for index in _INDEXES:
        sql = f"SELECT key FROM articles WHERE id NOT IN (SELECT id FROM {index}_docsize)"
        for (key,) in archive.db.execute(sql):
            yield f"article {key}", f"is not in the search index {index}"
        sql = f"SELECT id FROM {index}_docsize WHERE id NOT IN (SELECT id FROM articles)"
        for (number,) in archive.db.execute(sql):
            yield f"row {number} of the search index {index}", "belongs to no article"


def _words(archive: Archive) -> Found:
    for index, columns in _INDEXES.items():
        with _compared(archive.db, index, columns) as (count, example):
            if count:
                yield f"the search index {index}", f"and the articles differ in {count} words, as {example!r}"


@contextmanager
def _compared(db: Database, index: str, columns: str) -> Iterator[tuple[int, str]]:
    try:
        for sql in _beside(index, columns):
            db.execute(sql)
        yield db.execute(_DIFFERENT).fetchone()
    finally:
        for sql in _AFTERWARDS:
            db.execute(sql)


def _rebuild(archive: Archive) -> None:
    for index in _INDEXES:
        archive.db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


_ADVICE = "`congtin verify --repair` builds it anew from the articles"
CHECKS = [
    Check("search index", _rows, _ADVICE, _rebuild),
    Check("search words", _words, _ADVICE, _rebuild),
]
