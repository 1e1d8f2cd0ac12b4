"""The schema: everything is described, the days are local, and what the database itself refuses."""

import sqlite3
import tomllib
from pathlib import Path

import pytest

import pipelines.archive

DESCRIPTIONS = tomllib.loads(
    (Path(pipelines.archive.__file__).parent / "descriptions.toml").read_text(encoding="utf-8")
)


def columns(db):
    """Tables and views with their columns, but for those that SQLite keeps for itself."""
    names = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'"
    names += " AND name NOT LIKE '%!_fts!_%' ESCAPE '!'"
    return {name: {row[1] for row in db.execute(f"PRAGMA table_xinfo({name})")} for (name,) in db.execute(names)}


def visible(names):
    """Without the columns that FTS5 adds."""
    return {name for name in names if name != "rank" and not name.endswith("_fts")}


def test_every_table_and_column_is_described_and_nothing_else(archive):
    found = columns(archive.db) | columns(archive.pages.db)
    assert set(DESCRIPTIONS) == set(found)
    for name, described in DESCRIPTIONS.items():
        assert described["_table"], name
        expected = visible(found[name]) if name.endswith("_fts") else found[name]
        assert set(described) - {"_table"} == expected, name
        assert all(described.values()), name


def insert(db, published_at):
    db.execute("INSERT OR IGNORE INTO portals (id, name, url) VALUES ('p', '', '')")
    sql = """
        INSERT INTO articles (key, portal_id, url, title, published_at, content_hash, first_seen_at, last_seen_at,
                              page_id, captured_at, extractor)
        VALUES (hex(randomblob(10)), 'p', '', 't', ?, '', '', '', '', '', '')
    """
    db.execute(sql, (published_at,))


def test_the_published_day_is_the_local_one_and_indexed(archive, one):
    insert(archive.db, "2025-07-01T00:00:00+07:00")
    assert one(archive, "SELECT published_on FROM articles") == "2025-07-01"
    plan = archive.db.execute("EXPLAIN QUERY PLAN SELECT id FROM articles WHERE published_on = '2025-07-01'").fetchall()
    assert "USING COVERING INDEX articles_published" in plan[0][-1] or "USING INDEX articles_published" in plan[0][-1]


@pytest.mark.parametrize("text", ["2025-07-01", "2025-07-01T00:00:00Z", "2025-07-01T00:00:00"])
def test_times_without_the_local_zone_are_refused(archive, text):
    with pytest.raises(sqlite3.IntegrityError):
        insert(archive.db, text)
