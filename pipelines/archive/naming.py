"""Finding the article that a person means: by its key, or by any address that ever led to it."""

from __future__ import annotations

import re

from sqlite_utils import Database

from pipelines.archive.addresses import article_at
from pipelines.archive.errors import ArchiveError

_KEY = re.compile(r"[0-9a-f]{20}")
_BY_KEY = """
    SELECT id FROM articles WHERE key = ?1 UNION SELECT article_id FROM article_addresses WHERE key = ?1 LIMIT 1
"""


class ArticleUnknownError(ArchiveError):
    """No article has this key or address."""


def article_named(db: Database, name: str) -> int:
    """The row number of the article with this key or address; raises `ArticleUnknownError`."""
    if _KEY.fullmatch(name):
        row = db.execute(_BY_KEY, (name,)).fetchone()
        found = row[0] if row else None
    elif name.startswith(("http://", "https://")):
        found = article_at(db, name)
    else:
        raise ArticleUnknownError(f"{name!r} is neither a key (20 hex digits) nor an http(s) address")
    if found is None:
        raise ArticleUnknownError(f"the archive has no article {name}; `congtin search` shows addresses")
    return int(found)
