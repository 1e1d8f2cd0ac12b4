"""The rows that tie an article's attachments to stored files, whichever of them came first."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

_LED_TO = """
    WITH RECURSIVE trail(url) AS (
        SELECT ? UNION SELECT redirects_to FROM frontier JOIN trail USING (url) WHERE redirects_to IS NOT NULL
    )
    SELECT sha256 FROM frontier JOIN trail USING (url) WHERE sha256 IS NOT NULL LIMIT 1
"""
_LEADING_HERE = """
    WITH RECURSIVE trail(url) AS (
        SELECT ? UNION SELECT frontier.url FROM frontier JOIN trail ON frontier.redirects_to = trail.url
    )
    UPDATE attachments SET sha256 = ? WHERE url IN (SELECT url FROM trail)
"""


def write_attachments(db: Database, article_id: int, attachments: list[Any]) -> None:
    """The attachments that an article offers, with the digests of those that are stored already."""
    sql = f"""
        INSERT INTO attachments (article_id, position, url, filename, media_type, sha256)
        VALUES (?, ?, ?, ?, ?, ({_LED_TO}))
    """
    db.conn.executemany(sql, [(article_id, n, *file, file[0]) for n, file in enumerate(attachments)])


def store_file(db: Database, url: str, file: tuple[str, int, str], seen_at: str) -> None:
    """A file (digest, size, media type) is stored: say so at every attachment that leads to it."""
    db.execute("INSERT INTO files VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", (*file, seen_at))
    db.execute(_LEADING_HERE, (url, file[0]))
