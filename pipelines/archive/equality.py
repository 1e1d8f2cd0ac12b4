"""When two archives are equal: by key, all content, versions, removed blocks, page digests and frontier states agree.

So do the templates by which pages were read, by their content: their numbers tell in which order they were learned.
Row ids, runs and clock times are left out, and with them page ids, which hold the time of the fetch.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipelines.archive.archive import Archive
from pipelines.archive.history import states

_COLUMNS = "portal_id, unit_id, unit_from, version, gone_at IS NOT NULL"


def fingerprint(folder: Path) -> dict[str, Any]:
    """All that equal archives agree in, as plain values that a test can compare."""
    with Archive.open(folder, write=False) as archive:
        return {
            "articles": _articles(archive),
            "frontier": _rows(
                archive, "SELECT url, role, state, outcome, redirects_to, sha256 FROM frontier ORDER BY url"
            ),
            "portals": _rows(archive, "SELECT id, name, url, platform, rights FROM portals ORDER BY id"),
            "templates": _rows(
                archive,
                "SELECT p.portal_id, content FROM portal_templates AS p JOIN templates USING (template_id) ORDER BY 1",
            ),
            "withdrawn": _rows(archive, "SELECT key, reason FROM withdrawn ORDER BY key"),
            "files": _rows(archive, "SELECT sha256, size, media_type FROM files ORDER BY sha256"),
            "digests": [
                sha for (sha,) in archive.pages.db.execute("SELECT DISTINCT body_sha256 FROM pages ORDER BY 1")
            ],
        }


def _articles(archive: Archive) -> dict[str, Any]:
    articles = archive.db.execute("SELECT id, key FROM articles").fetchall()
    return {key: _article(archive, article_id) for article_id, key in articles}


def _article(archive: Archive, article_id: int) -> dict[str, Any]:
    row = archive.db.execute(f"SELECT {_COLUMNS} FROM articles WHERE id = ?", (article_id,)).fetchone()
    origin = "SELECT origin.key FROM articles AS a JOIN articles AS origin ON origin.id = a.duplicate_of WHERE a.id = ?"
    addresses = "SELECT url, kind FROM article_addresses WHERE article_id = ? ORDER BY url"
    digests = "SELECT sha256 FROM attachments WHERE article_id = ? ORDER BY position"
    return {
        "row": list(row),
        "duplicate_of": _rows(archive, origin, article_id),
        "addresses": _rows(archive, addresses, article_id),
        "attachments": _rows(archive, digests, article_id),
        "states": [
            (dict(state.content.columns), json.loads(json.dumps(dict(state.content.parts))),
             archive.pages.page(state.capture.page_id).body_sha256, _template(archive, state.capture.template_id))
            for state in states(archive.db, article_id)
        ],
    }  # fmt: skip


def _template(archive: Archive, template_id: int | None) -> list[list[Any]]:
    return _rows(archive, "SELECT digest FROM templates WHERE template_id = ?", template_id)


def _rows(archive: Archive, sql: str, *values: object) -> list[list[Any]]:
    return [list(row) for row in archive.db.execute(sql, values)]
