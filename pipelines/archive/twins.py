"""Twins: articles of one portal with the same content. `duplicate_of` names the one whose key sorts first.

The key follows from the address alone, so that the origin is the same in whatever order the twins arrived. Articles
of different portals are never twins; see the table duplicates.
"""

from __future__ import annotations

from sqlite_utils import Database


def regroup(db: Database, portal_id: str, content_hash: str) -> None:
    """Set duplicate_of for all articles of the portal with this content."""
    sql = "SELECT id, duplicate_of FROM articles WHERE content_hash = ? AND portal_id = ? ORDER BY key"
    rows = db.execute(sql, (content_hash, portal_id)).fetchall()
    for article_id, duplicate_of in rows:
        origin = rows[0][0] if article_id != rows[0][0] else None
        if duplicate_of != origin:
            db.execute("UPDATE articles SET duplicate_of = ? WHERE id = ?", (origin, article_id))
