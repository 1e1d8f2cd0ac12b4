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
_COLUMNS = "title, body, byline, title_folded, body_folded, byline_folded"
_BESIDE = (
    f"CREATE VIRTUAL TABLE temp.check_fts USING fts5 ({_COLUMNS}, content = '', columnsize = 0, detail = column,"
    " tokenize = 'unicode61 remove_diacritics 0')",
    "CREATE VIRTUAL TABLE temp.check_words USING fts5vocab ('temp', 'check_fts', 'col')",
    "CREATE VIRTUAL TABLE temp.index_words USING fts5vocab ('main', 'articles_fts', 'col')",
    f"INSERT INTO temp.check_fts (rowid, {_COLUMNS}) SELECT id, {_COLUMNS} FROM main.articles_search",
)
_AFTERWARDS = tuple(f"DROP TABLE IF EXISTS temp.{name}" for name in ("index_words", "check_words", "check_fts"))
_DIFFERENT = """
    SELECT count(*), min(term) FROM (
        SELECT * FROM (SELECT term, col, doc FROM temp.index_words EXCEPT SELECT term, col, doc FROM temp.check_words)
        UNION
        SELECT * FROM (SELECT term, col, doc FROM temp.check_words EXCEPT SELECT term, col, doc FROM temp.index_words)
    )
"""


def _rows(archive: Archive) -> Found:
    sql = "SELECT key FROM articles WHERE id NOT IN (SELECT id FROM articles_fts_docsize)"
    for (key,) in archive.db.execute(sql):
        yield f"article {key}", "is not in the search index"
    sql = "SELECT id FROM articles_fts_docsize WHERE id NOT IN (SELECT id FROM articles)"
    for (number,) in archive.db.execute(sql):
        yield f"row {number} of the search index", "belongs to no article"


def _words(archive: Archive) -> Found:
    with _beside(archive.db):
        count, example = archive.db.execute(_DIFFERENT).fetchone()
    if count:
        yield "the search index", f"and the articles differ in {count} words, as {example!r}"


@contextmanager
def _beside(db: Database) -> Iterator[None]:
    """A fresh index of the articles in the temporary database, and the words of both."""
    try:
        for sql in _BESIDE:
            db.execute(sql)
        yield
    finally:
        for sql in _AFTERWARDS:
            db.execute(sql)


def _rebuild(archive: Archive) -> None:
    archive.db.execute("INSERT INTO articles_fts (articles_fts) VALUES ('rebuild')")


_ADVICE = "`congtin verify --repair` builds it anew from the articles"
CHECKS = [
    Check("search index", _rows, _ADVICE, _rebuild),
    Check("search words", _words, _ADVICE, _rebuild),
]
