"""The reference tables of units: totals, codes used again, successions, reloading, and what a build may leave out."""

import shutil
import sqlite3

import pytest

from crawler.data import path
from pipelines.archive.databases import open_for_writing
from pipelines.archive.units import load_units, unit_leading, within_province

OFFICIAL = {"2025-06-30": (63, 696, 10035), "2025-07-01": (34, 0, 3321), "2026-05-01": (34, 0, 3321)}
EARLIER = {"2019-06-30": (63, 713, 11160), "2020-07-31": (63, 707, 10614), "2021-12-31": (63, 705, 10599)}
HOLDS = "(valid_from IS NULL OR valid_from <= :day) AND (valid_to IS NULL OR :day < valid_to)"


def without_unlicensed(target):
    return shutil.copytree(path("units"), target / "units", ignore=shutil.ignore_patterns("unlicensed"))


@pytest.fixture
def licensed(tmp_path):
    return without_unlicensed(tmp_path)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("loaded")
    database = open_for_writing(folder, "archive")
    load_units(database, without_unlicensed(folder))
    yield database
    database.close()


def totals(db, day):
    rows = dict(db.execute(f"SELECT level, count(*) FROM units WHERE {HOLDS} GROUP BY level", {"day": day}).fetchall())
    return tuple(rows.get(level, 0) for level in ("province", "district", "commune"))


@pytest.mark.parametrize("day", OFFICIAL)
def test_totals_are_the_official_ones_without_the_unlicensed_tables(loaded, day):
    assert totals(loaded, day) == OFFICIAL[day]


def test_totals_are_the_official_ones_through_the_years(db):
    if not path("units", "unlicensed").is_dir():
        pytest.skip("data/units/unlicensed is left out of this build")
    load_units(db)
    assert {day: totals(db, day) for day in EARLIER | OFFICIAL} == EARLIER | OFFICIAL


def test_they_are_loaded_once_for_each_state_of_the_files(db, licensed):
    assert load_units(db, licensed)
    assert not load_units(db, licensed)
    with (licensed / "successions.csv").open("a") as file:
        file.write("X,Y,whole,2030-01-01,confirmed\n")
    assert load_units(db, licensed)
    assert db.table("unit_successions").count_where("old_unit_id = 'X'") == 1
    assert totals(db, "2025-07-01") == OFFICIAL["2025-07-01"]


def test_a_file_that_is_wrong_leaves_the_tables_as_they_were(db, licensed):
    load_units(db, licensed)
    with (licensed / "units.csv").open("a") as file:
        file.write("C00004-post2025,00004,twice,,,,,,,,,,\n")
    with pytest.raises(sqlite3.IntegrityError):
        load_units(db, licensed)
    assert totals(db, "2025-07-01") == OFFICIAL["2025-07-01"]


def test_other_columns_are_an_error_that_names_them(db, licensed):
    (licensed / "successions.csv").write_text("old,new\n")
    with pytest.raises(ValueError, match=r"successions.csv: the columns are old, new; they must be old_unit_id"):
        load_units(db, licensed)


def test_a_code_names_other_units_before_and_after_the_reform(loaded):
    names = loaded.execute("SELECT name FROM units WHERE code = '06970' OR code = '25270' ORDER BY unit_id").fetchall()
    assert ("Xã Lộc Ninh",) in names
    assert ("Phường Lộc Ninh",) in names


def test_every_old_unit_has_a_successor_and_every_new_one_a_predecessor(loaded):
    missing = """
        SELECT unit_id FROM units WHERE regime = 'pre2025' AND unit_id NOT IN (SELECT old_unit_id FROM unit_successions)
        UNION ALL SELECT unit_id FROM units WHERE valid_from = '2025-07-01'
            AND unit_id NOT IN (SELECT new_unit_id FROM unit_successions)
        UNION ALL SELECT old_unit_id FROM unit_successions WHERE old_unit_id NOT IN (SELECT unit_id FROM units)
        UNION ALL SELECT new_unit_id FROM unit_successions WHERE new_unit_id NOT IN (SELECT unit_id FROM units)
    """
    assert loaded.execute(missing).fetchall() == []


@pytest.mark.parametrize(
    ("title", "above", "day", "unit"),
    [
        ("Quận Thanh Xuân: Hội nghị sơ kết", "P01-pre2025", "2024-05-01", "D009-pre2025"),
        ("QUẬN THANH XUÂN : hội nghị", "P01-pre2025", "2024-05-01", "D009-pre2025"),
        ("Quận Thanh Xuân: Hội nghị sơ kết", "P01-pre2025", "2025-07-01", None),
        ("Phường Thanh Xuân: Hội nghị", "P01-post2025", "2025-07-01", "C00367-post2025"),
        ("Quận Thanh Xuân tổ chức hội nghị", "P01-pre2025", "2024-05-01", None),
        ("Quận 1: ra quân", "P79-pre2025", "2024-05-01", "D760-pre2025"),
        ("Thị xã Hồng Lĩnh: tiếp xúc cử tri", "P42-pre2025", "2024-05-01", "D437-pre2025"),
        ("Thị xã Hồng Lĩnh: tiếp xúc cử tri", "P01-pre2025", "2024-05-01", None),
        ("Xã Tân Lập: hai xã cùng tên", "P19-pre2025", "2024-05-01", None),
        (":", "P01-pre2025", "2024-05-01", None),
    ],
)
def test_the_unit_that_leads_a_title(loaded, title, above, day, unit):
    assert unit_leading(loaded, title, above, day) == unit


def units_within(db, province):
    sql, values = within_province(db, province)
    return {row[0] for row in db.execute(sql, values)}


def test_a_province_of_before_holds_its_own_units_only(loaded):
    for name in ("Hà Giang", "tỉnh hà giang", "hagiang", "P02-pre2025"):
        units = units_within(loaded, name)
        assert "P02-pre2025" in units
        assert "P08-post2025" not in units
        assert "P08-pre2025" not in units


def test_a_province_of_today_holds_what_was_merged_into_it(loaded):
    assert {"P02-pre2025", "P08-pre2025", "P08-post2025"} <= units_within(loaded, "Tuyên Quang")


def test_a_province_that_does_not_exist_is_said_to(loaded):
    with pytest.raises(ValueError, match="No province is called 'Atlantis'"):
        within_province(loaded, "Atlantis")
