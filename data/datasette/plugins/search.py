"""Search on the browsing site finds what `congtin search` finds: Datasette's query escaping is replaced by it."""

from __future__ import annotations

import sqlite3

from datasette import hookimpl

from pipelines.archive.search import match_expression


@hookimpl(trylast=True)  # after Datasette's own hook, which defines a function of the same name
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Make `escape_fts(query)`, which Datasette's search box calls, the query language of `congtin search`."""
    conn.create_function("escape_fts", 1, expression, deterministic=True)


def expression(query: str) -> str:
    """The expression for a query; FTS5 takes no empty one, and the empty phrase finds nothing."""
    return match_expression(query) or '""'
