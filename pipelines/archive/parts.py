"""The parts of an article's present state: sections, tags, images, attachments and removed blocks."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from sqlite_utils import Database

from pipelines.archive.attachments import write_attachments

TABLES = ("article_sections", "tags", "images", "attachments", "removed_blocks")


def write_parts(db: Database, article_id: int, parts: Mapping[str, list[Any]]) -> None:
    """Replace all parts of an article."""
    for table in TABLES:
        db.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))
    _write_lists(db, article_id, parts)
    write_attachments(db, article_id, parts["attachments"])
    _write_removed(db, article_id, parts["removed"])


def _write_lists(db: Database, article_id: int, parts: Mapping[str, list[Any]]) -> None:
    many = db.conn.executemany
    sections = enumerate(parts["sections"])
    many("INSERT INTO article_sections VALUES (?, ?, ?)", [(article_id, n, section) for n, section in sections])
    many("INSERT INTO tags VALUES (?, ?, ?)", [(article_id, n, tag) for n, tag in enumerate(parts["tags"])])
    many("INSERT INTO images VALUES (?, ?, ?, ?)", [(article_id, n, *image) for n, image in enumerate(parts["images"])])


def _write_removed(db: Database, article_id: int, removed: list[Any]) -> None:
    named = [(block_id(text), text) for *_, text in removed]
    db.conn.executemany("INSERT OR IGNORE INTO blocks VALUES (?, ?)", named)
    rows = [(article_id, n, *row[:3], block_id(row[3])) for n, row in enumerate(removed)]
    db.conn.executemany("INSERT INTO removed_blocks VALUES (?, ?, ?, ?, ?, ?)", rows)


def block_id(text: str) -> str:
    """The name of a removed block's text."""
    return sha256(text.encode()).hexdigest()[:20]


def read_parts(db: Database, article_id: int) -> dict[str, list[Any]]:
    """The parts as `content.parts_of` gives them."""
    return {
        "sections": _single(db, "section", "article_sections", article_id),
        "tags": _single(db, "tag", "tags", article_id),
        "images": _rows(db, "SELECT url, caption FROM images WHERE article_id = ? ORDER BY position", article_id),
        "attachments": _rows(
            db, "SELECT url, filename, media_type FROM attachments WHERE article_id = ? ORDER BY position", article_id
        ),
        "removed": _rows(
            db,
            "SELECT position, category, rule, text FROM removed_blocks JOIN blocks USING (block_id)"
            " WHERE article_id = ? ORDER BY number",
            article_id,
        ),
    }


def _single(db: Database, column: str, table: str, article_id: int) -> list[str]:
    sql = f"SELECT {column} FROM {table} WHERE article_id = ? ORDER BY position"
    return [row[0] for row in db.execute(sql, (article_id,))]


def _rows(db: Database, sql: str, article_id: int) -> list[list[Any]]:
    return [list(row) for row in db.execute(sql, (article_id,))]
