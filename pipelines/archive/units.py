"""Administrative units in an archive: the reference tables from `data/units`, and finding units in them.

A code names nothing by itself (codes were reused on 1 July 2025), so everything here goes by unit id or by code, regime
and date. Dates are half-open. This file must not know portals' pages.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from sqlite_utils import Database

from crawler.data import path as data_path
from crawler.text import fold

_UNITS = (
    "unit_id", "code", "name", "short_name", "slug", "type", "level", "parent", "province", "regime",
    "valid_from", "valid_to", "decree",
)  # fmt: skip
_LONGEST_NAME = 7  # words, as in "Phường Văn Miếu - Quốc Tử Giám"
_SUCCESSIONS = ("old_unit_id", "new_unit_id", "kind", "effective_on", "status")
_FIRST_DAYS = ("unit_id", "valid_from", "decree")
_VALID_FROM, _DECREE = _UNITS.index("valid_from"), _UNITS.index("decree")
_UNKNOWN_AS_NULL = frozenset({"parent", "province", "valid_from", "valid_to"})

Row = list[str]


def load_units(db: Database, folder: Path | None = None) -> bool:
    """Bring the tables `units` and `unit_successions` to the state of the files; whether anything was to be done.

    `unlicensed/` (earlier units, first days) is read where it is there: a build may leave it out.
    """
    folder = folder or data_path("units")
    digest = _digest(folder)
    if _is_loaded(db, digest):
        return False
    with db.atomic():
        for table, columns, rows in _tables(folder):
            _replace(db, table, columns, rows)
        db.execute("INSERT OR REPLACE INTO archive_info (name, value) VALUES ('units_sha256', ?)", [digest])
    return True


def misloaded(db: Database, folder: Path | None = None) -> Iterator[tuple[str, int]]:
    """Tables that were loaded from the files as they are now, and differ from them, with the number of rows.

    Where another congtin wrote last, they are those of its files, until the next command that writes.
    """
    folder = folder or data_path("units")
    if not _is_loaded(db, _digest(folder)):
        return
    for table, columns, rows in _tables(folder):
        expected = {tuple(_as_stored(columns, row)) for row in rows}
        stored = set(db.execute(f"SELECT {', '.join(columns)} FROM {table}"))
        if expected != stored:
            yield table, len(expected ^ stored)


def _as_stored(columns: tuple[str, ...], row: Row) -> Iterator[str | None]:
    for column, value in zip(columns, row, strict=True):
        yield value or None if column in _UNKNOWN_AS_NULL else value


def forget_loaded(db: Database) -> None:
    """Let the files be read anew."""
    db.execute("DELETE FROM archive_info WHERE name = 'units_sha256'")


def _is_loaded(db: Database, digest: str) -> bool:
    return bool(list(db.execute("SELECT 1 FROM archive_info WHERE name = 'units_sha256' AND value = ?", [digest])))


def _tables(folder: Path) -> Iterator[tuple[str, tuple[str, ...], Iterator[Row]]]:
    yield "units", _UNITS, _units(folder)
    yield "unit_successions", _SUCCESSIONS, _read(folder / "successions.csv", _SUCCESSIONS)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.csv"))


def _digest(folder: Path) -> str:
    digest = sha256()
    for file in _files(folder):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _read(file: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a file that has exactly these columns."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        header = tuple(next(rows, ()))
        if header != columns:
            raise ValueError(f"{file}: the columns are {', '.join(header)}; they must be {', '.join(columns)}.")
        yield from rows


def _read_if_there(file: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    return _read(file, columns) if file.is_file() else iter(())


def _units(folder: Path) -> Iterator[Row]:
    unlicensed = folder / "unlicensed"
    first_days = {row[0]: row for row in _read_if_there(unlicensed / "valid_from.csv", _FIRST_DAYS)}
    for row in _read(folder / "units.csv", _UNITS):
        if row[0] in first_days:
            _, row[_VALID_FROM], row[_DECREE] = first_days[row[0]]
        yield row
    yield from _read_if_there(unlicensed / "earlier_units.csv", _UNITS)


def _replace(db: Database, table: str, columns: tuple[str, ...], rows: Iterator[Row]) -> None:
    values = ", ".join("nullif(?, '')" if column in _UNKNOWN_AS_NULL else "?" for column in columns)
    db.execute(f"DELETE FROM {table}")
    db.conn.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})", rows)


_HOLDS = "(valid_from IS NULL OR valid_from <= :day) AND (valid_to IS NULL OR :day < valid_to)"


def unit_leading(db: Database, title: str, above: str, day: str | None) -> str | None:
    """The one unit below another that leads the title, on that day ("Quận Thanh Xuân: …", seen on mttqhanoi)."""
    words = fold(title.partition(":")[0]).split() if ":" in title else []
    if day is None or not 2 <= len(words) <= _LONGEST_NAME:
        return None
    sql = f"""
        SELECT unit_id, name FROM units
        WHERE slug IN (:slug1, :slug2, :slug) AND regime = (SELECT regime FROM units WHERE unit_id = :above)
            AND (SELECT code FROM units WHERE unit_id = :above) IN (parent, province)
            AND unit_id <> :above AND {_HOLDS}
    """
    # The slug leaves out the type, which is one word ("Quận") or two ("Thị xã"), but for numbered units ("quan1").
    slugs = {"slug1": "".join(words[1:]), "slug2": "".join(words[2:]), "slug": "".join(words)}
    units = db.execute(sql, {"above": above, "day": day, **slugs})
    found = [unit for unit, name in units if fold(name).split() == words]
    return found[0] if len(found) == 1 else None


_NAMED = "SELECT code, regime FROM units WHERE level = 'province' AND (slug IN (?, ?, ?) OR unit_id = ?)"
_WITHIN = f"""
    SELECT unit_id FROM units WHERE (province, regime) IN (
        WITH named AS ({_NAMED})
        SELECT code, regime FROM named
        UNION
        SELECT old.code, old.regime
        FROM named
        JOIN units AS new ON new.code = named.code AND new.regime = named.regime AND new.level = 'province'
        JOIN unit_successions ON new_unit_id = new.unit_id
        JOIN units AS old ON old.unit_id = old_unit_id AND old.level = 'province'
    )
"""


def within_province(db: Database, province: str) -> tuple[str, list[str]]:
    """A query, with its values, for the units that lie in a province: in that of their time, or in its successor.

    `province` is a name, with or without type, a slug ("hagiang") or a unit id ("P02-pre2025").
    """
    slug = "".join(letter for letter in fold(province) if letter.isalnum())
    values = [slug, slug.removeprefix("tinh"), slug.removeprefix("thanhpho"), province]
    if not list(db.execute(_NAMED, values)):
        raise ValueError(f"No province is called {province!r}. Give a name, as Tuyên Quang, of before or since 2025.")
    return _WITHIN, values
