"""The marks of a query in the texts of its few hits, made by FTS5 in a database in memory.

In the archive's own index, each hit would cost as much as the query: for a prefix or a phrase of common words, seconds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from crawler.text import fold
from pipelines.archive.marks import CLOSE, OPEN

_TABLE = """
    CREATE VIRTUAL TABLE hits USING fts5 (
        title, body, byline, title_folded, body_folded, byline_folded, tokenize = 'unicode61 remove_diacritics 0'
    )
"""
_INSERT = """
    INSERT INTO hits (rowid, title, body, byline, title_folded, body_folded, byline_folded) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_MARKED = ", ".join(f"highlight(hits, {column}, ?1, ?2)" for column in (0, 3, 1, 4))

Marked = tuple[str, str, str, str]
"""The title as published and folded, the text as published and folded, each with marks."""


def highlights(expression: str, texts: Sequence[tuple[str, str, str]]) -> list[Marked]:
    """For each title, text and byline; without marks where the expression does not match."""
    marked: dict[int, Marked] = {}
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(_TABLE)
        rows = ((number, *text, *map(fold, text)) for number, text in enumerate(texts))
        db.executemany(_INSERT, rows)
        sql = f"SELECT rowid, {_MARKED} FROM hits WHERE hits MATCH ?3"
        for number, *columns in db.execute(sql, (OPEN, CLOSE, expression or '""')):
            marked[number] = (columns[0], columns[1], columns[2], columns[3])
    return [marked.get(number, (title, "", text, "")) for number, (title, text, _) in enumerate(texts)]
