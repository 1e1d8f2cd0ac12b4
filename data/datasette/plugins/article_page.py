"""What the page of one article shows beside its row: images, files, sections, removed blocks, earlier states."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request

PARTS = {
    "sections": "SELECT section FROM article_sections WHERE article_id = ? ORDER BY position",
    "images": "SELECT url, caption FROM images WHERE article_id = ? ORDER BY position",
    "attachments": "SELECT url, filename, sha256 FROM attachments WHERE article_id = ? ORDER BY position",
    "tags": "SELECT tag FROM tags WHERE article_id = ? ORDER BY position",
    "removed": "SELECT category, rule, text FROM removed_blocks JOIN blocks USING (block_id)"
    " WHERE article_id = ? ORDER BY removed_blocks.position",
    "versions": "SELECT version, captured_at, title FROM article_versions WHERE article_id = ? ORDER BY version",
}


@hookimpl
def extra_template_vars(
    datasette: Datasette, database: str, table: str, request: Request, view_name: str
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """The parts of the article as `parts`, on its page only."""

    async def parts() -> dict[str, Any]:
        if (view_name, table) != ("row", "articles"):
            return {}
        number = request.url_vars["pks"]
        db = datasette.get_database(database)
        return {"parts": {name: list(await db.execute(sql, [number])) for name, sql in PARTS.items()}}

    return parts
