"""pages.db of the first schema keeps its rows and indexes; a new one is made with pages that its rows fill."""

import sqlite3

from pipelines.archive.databases import open_for_writing
from pipelines.archive.migrate import steps

ROW = (
    "id",
    "http://xa.example.vn/",
    "xa",
    "2025-07-01",
    1,
    "article",
    "article",
    200,
    b"h",
    None,
    "",
    "live",
    "b",
    "k",
)


def indexes(db):
    return {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")}


def test_rows_of_the_first_schema_stay(tmp_path):
    with sqlite3.connect(tmp_path / "pages.db") as old:
        old.executescript(steps("pages")[1].read_text() + "PRAGMA user_version = 1;")
        old.execute(f"INSERT INTO pages VALUES ({', '.join('?' * len(ROW))})", ROW)
        before = indexes(old)
    old.close()
    db = open_for_writing(tmp_path, "pages")
    assert db.execute("SELECT * FROM pages").fetchall() == [ROW]
    assert indexes(db) == before
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()


def test_a_new_file_has_large_pages(tmp_path):
    db = open_for_writing(tmp_path, "pages")
    assert db.execute("PRAGMA page_size").fetchone() == (16384,)
    db.close()
