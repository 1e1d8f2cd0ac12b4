"""For which administrative unit an article speaks, on its day: by its section, or its title's prefix, or its portal.

A title that begins "Quận Thanh Xuân: ..." speaks for the section of that name, or for the unit of that name below the
portal's own (seen on mttqhanoi.org.vn).

An article without a date, or with one that is not exact enough to tell two units apart, has no unit where the binding
is limited in time; one with several units has none either. NULL is honest.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from pipelines.archive.units import unit_leading

_LAST_DAY = {"year": "-12-31", "month": "-31"}
_KEPT_DIGITS = {"year": 4, "month": 7}


def bind(db: Database, article_id: int) -> None:
    """Set unit_id and unit_from of one article."""
    row = (*bound(db, article_id), article_id)
    db.execute("UPDATE articles SET unit_id = ?, unit_from = ? WHERE id = ?", row)


def bound(db: Database, article_id: int) -> tuple[str | None, str]:
    """The unit that an article speaks for, and what tells it."""
    sql = "SELECT portal_id, published_on, published_precision, url, title FROM articles WHERE id = ?"
    portal_id, day, precision, url, title = db.execute(sql, (article_id,)).fetchone()
    valid = _valid(db, portal_id, day, precision)
    unit_id, unit_from = unit_of(valid, _sections(db, article_id, url), title)
    if unit_id and unit_from == "portal" and precision not in _KEPT_DIGITS:
        below = unit_leading(db, title, unit_id, day)
        return (below, "title") if below else (unit_id, unit_from)
    return unit_id, unit_from


def bind_all(db: Database, portal_id: str) -> None:
    """Set them for all articles of a portal, whose bindings have changed."""
    for (article_id,) in db.execute("SELECT id FROM articles WHERE portal_id = ?", (portal_id,)).fetchall():
        bind(db, article_id)


def unit_of(valid: Sequence[tuple[str, str]], sections: Sequence[str], title: str) -> tuple[str | None, str]:
    """The unit, and what tells it: section, title or portal. `valid` are the bindings of that day, as section, unit."""
    prefix = title.partition(":")[0].strip() if ":" in title else ""
    named = [*((section, "section") for section in sections), (prefix, "title")]
    for name, unit_from in [*((name, place) for name, place in named if name), ("", "portal")]:
        units = {unit for section, unit in valid if section.casefold() == name.casefold()}
        if units:
            return (units.pop(), unit_from) if len(units) == 1 else (None, "")
    return None, ""


def _covers(start: str | None, end: str | None, day: str | None, precision: str) -> bool:
    if day is None:
        return start is None and end is None
    last = day[: _KEPT_DIGITS.get(precision, 10)] + _LAST_DAY.get(precision, "")
    return (start is None or start <= day) and (end is None or last < end)


def _valid(db: Database, portal_id: str, day: str | None, precision: str) -> list[tuple[str, str]]:
    sql = "SELECT section, unit_id, valid_from, valid_to FROM portal_units WHERE portal_id = ?"
    rows = db.execute(sql, (portal_id,)).fetchall()
    return [(section, unit) for section, unit, start, end in rows if _covers(start, end, day, precision)]


def _sections(db: Database, article_id: int, url: str) -> list[str]:
    """The article's own sections, the most special first, then the listing that named it."""
    sql = "SELECT section FROM article_sections WHERE article_id = ? ORDER BY position DESC"
    sections = [row[0] for row in db.execute(sql, (article_id,))]
    found = db.execute("SELECT section FROM frontier WHERE url = ? AND section <> ''", (url,)).fetchone()
    return sections + ([found[0]] if found else [])
