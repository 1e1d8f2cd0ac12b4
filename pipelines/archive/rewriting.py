"""States that were read otherwise than today: which they are, how they differ, how they become what is read now.

Otherwise is by another extractor, or with another template than the portal's present one. A state keeps its number and
its times, whatever is read from its page. Most stay as they were and are only marked anew, many at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from pipelines.archive import history
from pipelines.archive.content import COLUMNS, Content, canonical_json
from pipelines.archive.parts import write_parts

_READ_AT_ONCE = 1000
_STALE = """
    SELECT a.id, a.version, a.page_id FROM articles AS a LEFT JOIN portal_templates AS p USING (portal_id)
    WHERE {wanted} AND {stale_article} AND (a.id, a.version) > (?2, ?3)
    UNION ALL
    SELECT a.id, v.version, v.page_id FROM articles AS a JOIN article_versions AS v ON v.article_id = a.id
        LEFT JOIN portal_templates AS p USING (portal_id)
    WHERE {wanted} AND {stale_version} AND (v.article_id, v.version) > (?2, ?3)
    ORDER BY 1, 2 LIMIT ?4
"""
_BY_EXTRACTOR = _STALE.format(
    wanted="1",
    stale_article="(a.extractor <> ?1 OR a.template_id IS NOT p.template_id)",
    stale_version="(v.extractor <> ?1 OR v.template_id IS NOT p.template_id)",
)
_BY_TEMPLATE = _STALE.format(
    wanted="a.portal_id = ?1",
    stale_article="a.template_id IS NOT p.template_id",
    stale_version="v.template_id IS NOT p.template_id",
)
_TEMPLATE = "SELECT p.template_id FROM articles AS a JOIN portal_templates AS p USING (portal_id) WHERE a.id = {id}"
_SET = f"SET {', '.join(f'{column} = ?' for column in COLUMNS)}, extractor = ?"
_PRESENT_TEMPLATE = f"template_id = ({_TEMPLATE.format(id='articles.id')})"
_EARLIER_TEMPLATE = f"template_id = ({_TEMPLATE.format(id='article_versions.article_id')})"
_PRESENT = f"UPDATE articles {_SET}, {_PRESENT_TEMPLATE} WHERE id = ? AND version = ?"
_EARLIER = f"UPDATE article_versions {_SET}, parts = ?, {_EARLIER_TEMPLATE} WHERE article_id = ? AND version = ?"
_CAPTURES = """
    UPDATE captures SET content_hash = ?1 WHERE article_id = ?2 AND content_hash <> ''
        AND captured_at >= (
            SELECT captured_at FROM articles WHERE id = ?2 AND version = ?3
            UNION ALL SELECT captured_at FROM article_versions WHERE article_id = ?2 AND version = ?3
        )
        AND captured_at < (
            SELECT captured_at FROM articles WHERE id = ?2 AND version = ?3 + 1
            UNION ALL SELECT captured_at FROM article_versions WHERE article_id = ?2 AND version = ?3 + 1
            UNION ALL SELECT '9999' LIMIT 1
        )
"""


@dataclass(frozen=True, slots=True)
class Stale:
    """A state that was read otherwise than today."""

    article_id: int
    version: int
    page_id: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What is read from a state's page now, where that is not what is stored."""

    stale: Stale
    content: Content
    old_hash: str
    is_present: bool
    has_other_parts: bool


def stale_states(db: Database, extractor: str) -> Iterator[Stale]:
    """All states that were not read by this extractor, or not with the template that their portal has now."""
    return _paged(db, _BY_EXTRACTOR, extractor)


def states_of_other_templates(db: Database, portal_id: str) -> Iterator[Stale]:
    """The states of a portal that were not read with the template that it has now."""
    return _paged(db, _BY_TEMPLATE, portal_id)


def _paged(db: Database, sql: str, value: str) -> Iterator[Stale]:
    """No transaction stays open meanwhile: the WAL would only grow."""
    last = Stale(0, 0, "")
    while rows := db.execute(sql, (value, last.article_id, last.version, _READ_AT_ONCE)).fetchall():
        for row in rows:
            last = Stale(*row)
            yield last


def difference(db: Database, stale: Stale, content: Content) -> Difference | None:
    """How a state differs from what is read from its page; None where it does not."""
    before, is_present = history.state(db, stale.article_id, stale.version)
    stored = before.content
    if stored == content:
        return None
    return Difference(stale, content, stored.hash, is_present, stored.parts != content.parts)


def mark(db: Database, states: Sequence[Stale], extractor: str) -> None:
    """States that stay as they are, under the name of this extractor and of their portal's template."""
    rows = [(extractor, stale.article_id, stale.version) for stale in states]
    present = f"UPDATE articles SET extractor = ?, {_PRESENT_TEMPLATE} WHERE id = ? AND version = ?"
    earlier = f"UPDATE article_versions SET extractor = ?, {_EARLIER_TEMPLATE} WHERE article_id = ? AND version = ?"
    db.conn.executemany(present, rows)
    db.conn.executemany(earlier, rows)


def rewrite(db: Database, differences: Sequence[Difference], extractor: str) -> None:
    """States become what is read from their pages."""
    present = [each for each in differences if each.is_present]
    earlier = [each for each in differences if not each.is_present]
    db.conn.executemany(_PRESENT, [[*_values(each, extractor), *_name(each)] for each in present])
    for each in present:
        if each.has_other_parts:
            write_parts(db, each.stale.article_id, each.content.parts)
    rows = [[*_values(each, extractor), canonical_json(dict(each.content.parts)), *_name(each)] for each in earlier]
    db.conn.executemany(_EARLIER, rows)
    hashes = [(each.content.hash, *_name(each)) for each in differences if each.content.hash != each.old_hash]
    db.conn.executemany(_CAPTURES, hashes)


def _values(each: Difference, extractor: str) -> list[object]:
    return [*(each.content.columns[column] for column in COLUMNS), extractor]


def _name(each: Difference) -> tuple[int, int]:
    return each.stale.article_id, each.stale.version
