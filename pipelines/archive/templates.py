"""The templates of portals: numbered rows that stay as they were made, and which of them each portal is read with now.

Knows what a template is, and nothing of how one is learned or what it does to a page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from sqlite_utils import Database

from crawler.extraction.template import Template
from pipelines.archive.content import canonical_json
from pipelines.archive.erasure import SHORTEST
from pipelines.archive.versions import extractor

_CURRENT = "SELECT content FROM portal_templates AS p JOIN templates USING (template_id) WHERE p.portal_id = ?"
_INSERT = """
    INSERT INTO templates (portal_id, number, extractor, created_at, sample, content, digest)
    VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM templates WHERE portal_id = ?1), ?2, ?3, ?4, ?5, ?6)
"""
_USE = """
    INSERT INTO portal_templates VALUES (?1, ?2, '')
    ON CONFLICT (portal_id) DO UPDATE SET template_id = excluded.template_id, sample = ''
"""
_LEARNED = """
    INSERT INTO portal_templates VALUES (?1, NULL, ?2)
    ON CONFLICT (portal_id) DO UPDATE SET sample = excluded.sample
"""


class Sampled(NamedTuple):
    """An article that is learned from, by its key, and the page that it was read from."""

    key: str
    page_id: str


def current(db: Database, portal_id: str) -> Template | None:
    """The template that a portal's pages are read with now; None where none was learned."""
    row = db.execute(_CURRENT, (portal_id,)).fetchone()
    return _parsed(row[0]) if row else None


def current_id(db: Database, portal_id: str) -> int | None:
    """Its row."""
    row = db.execute("SELECT template_id FROM portal_templates WHERE portal_id = ?", (portal_id,)).fetchone()
    return row[0] if row else None


@lru_cache(maxsize=64)
def _parsed(content: str) -> Template:
    return Template.from_json(content)


def adopt(db: Database, portal_id: str, template: Template, sample: Iterable[Sampled], at: str) -> int | None:
    """From now on read a portal with another template, which becomes a row; return its number, None if it is empty."""
    if template == Template():
        db.execute(_USE, (portal_id, None))
        return None
    content = template.to_json()
    keys = canonical_json(sorted({one.key for one in sample}))
    template_id = _insert(db, portal_id, (extractor(), at, keys, content, _digest(content)))
    db.execute(_USE, (portal_id, template_id))
    (number,) = db.execute("SELECT number FROM templates WHERE template_id = ?", (template_id,)).fetchone()
    return int(number)


def _insert(db: Database, portal_id: str, row: Sequence[str]) -> int:
    return db.execute(_INSERT, (portal_id, *row)).lastrowid or 0


def sample(db: Database, portal_id: str, known: Sequence[str], size: int) -> list[Sampled]:
    """The first articles of a portal, by key, whose bodies stand at none of the known places."""
    sql = """
        SELECT key, page_id FROM articles WHERE key IN (
            SELECT key FROM articles INDEXED BY articles_template
            WHERE portal_id = ? AND container NOT IN (SELECT value FROM json_each(?)) ORDER BY key LIMIT ?
        ) ORDER BY key
    """
    rows = db.execute(sql, (portal_id, json.dumps(list(known)), size)).fetchall()
    return [Sampled(*row) for row in rows]


def is_new(db: Database, portal_id: str) -> bool:
    """Whether the portal's pages are still to be read with its template."""
    return is_learned(db, portal_id, "")


def is_learned(db: Database, portal_id: str, sampled: str) -> bool:
    """Whether the portal's template was learned from this sample, by its digest."""
    row = db.execute("SELECT sample FROM portal_templates WHERE portal_id = ?", (portal_id,)).fetchone()
    return row is not None and row[0] == sampled


def note_learned(db: Database, portal_id: str, sampled: str) -> None:
    """The portal's template is what this sample teaches: it need not be learned from it again."""
    db.execute(_LEARNED, (portal_id, sampled))


def merge_templates(db: Database, other: Database) -> dict[int, int]:
    """Take in the templates of another archive; return the rows that they are here. In the caller's transaction.

    Where something was erased, the chrome stays away, which may quote it; pages are read the same without it.
    """
    rows: dict[int, int] = {}
    is_erased = db.execute("SELECT 1 FROM withdrawn WHERE erased = 1").fetchone() is not None
    sql = "SELECT template_id, portal_id, extractor, created_at, sample, content, digest FROM templates ORDER BY 1"
    for template_id, portal_id, *row in other.execute(sql).fetchall():
        if is_erased:
            content = replace(Template.from_json(row[-2]), chrome=()).to_json()
            row[-2:] = content, _digest(content)
        same = "SELECT template_id FROM templates WHERE portal_id = ? AND digest = ? ORDER BY number LIMIT 1"
        found = db.execute(same, (portal_id, row[-1])).fetchone()
        rows[template_id] = found[0] if found else _insert(db, portal_id, row)
    return rows


def erase_lines(db: Database, portal_id: str, lines: Iterable[str]) -> None:
    """Take lines that were withdrawn out of a portal's templates. In the caller's transaction."""
    lines = [line for line in lines if len(line) >= SHORTEST]
    sql = "SELECT template_id, content FROM templates WHERE portal_id = ?"
    for template_id, content in db.execute(sql, (portal_id,)).fetchall():
        without = Template.from_json(content).without(lines).to_json()
        if without != content:
            update = "UPDATE templates SET content = ?, digest = ? WHERE template_id = ?"
            db.execute(update, (without, _digest(without), template_id))
            db.execute("UPDATE portal_templates SET sample = '' WHERE portal_id = ?", (portal_id,))


def _digest(content: str) -> str:
    return sha256(content.encode()).hexdigest()
