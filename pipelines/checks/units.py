"""The reference tables as their files say, and the articles' units as the portals' bindings say."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.archive import Archive
from pipelines.archive.binding import bind, bound
from pipelines.archive.units import forget_loaded, load_units, misloaded
from pipelines.checks.problem import Check

Found = Iterator[tuple[str, str]]
_PORTAL_FILE = "correct the portal's file (`congtin portals check` names its place), then crawl the portal again"


def _tables(archive: Archive) -> Found:
    for table, rows in misloaded(archive.db):
        yield f"the table {table}", f"differs in {rows} rows from the file that it was read from"


def _load(archive: Archive) -> None:
    forget_loaded(archive.db)
    load_units(archive.db)


def _bindings(archive: Archive) -> Found:
    sql = """
        SELECT portal_id, unit_id FROM portal_units
        WHERE unit_id NOT IN (SELECT unit_id FROM units) AND EXISTS (SELECT 1 FROM units)
    """
    for portal_id, unit_id in archive.db.execute(sql):
        yield f"portal {portal_id}", f"is bound to the unit {unit_id}, which is not in the table units"
    sql = "SELECT portal_id, unit_id, valid_from, valid_to FROM portal_units WHERE valid_from >= valid_to"
    for portal_id, unit_id, start, end in archive.db.execute(sql):
        yield f"portal {portal_id}", f"is bound to the unit {unit_id} from {start} until {end}"


def _unbound(archive: Archive) -> Iterator[tuple[int, str, str | None]]:
    for number, key, *stored in archive.db.execute("SELECT id, key, unit_id, unit_from FROM articles"):
        if tuple(stored) != bound(archive.db, number):
            yield number, key, stored[0]


def _units_of_articles(archive: Archive) -> Found:
    for _, key, unit_id in _unbound(archive):
        yield f"article {key}", f"has the unit {unit_id}, which does not follow from the bindings of its portal"


def _bind(archive: Archive) -> None:
    with archive.db.atomic():
        for number, _, _ in list(_unbound(archive)):
            bind(archive.db, number)


CHECKS = [
    Check("reference tables", _tables, "`congtin verify --repair` reads them anew", _load),
    Check("bindings", _bindings, _PORTAL_FILE),
    Check("units", _units_of_articles, "`congtin verify --repair` binds it anew", _bind),
]
