"""For whom an article speaks: half-open days, local days, section, title, portal, and honest NULLs."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from crawler.portals import UnitBinding
from pipelines.archive.binding import unit_of
from pipelines.archive.units import load_units
from pipelines.store import store_visit

REFORM = date(2025, 7, 1)
LOCAL = timezone(timedelta(hours=7))
UNITS = (
    UnitBinding("D1-pre2025", valid_to=REFORM),
    UnitBinding("C1-post2025", valid_from=REFORM),
    UnitBinding("C9-pre2025", section="Xã Nhỏ", valid_to=REFORM),
)


@pytest.fixture
def archive(opened, make):
    return opened(portal=replace(make.portal, units=UNITS))


def published(make, moment, precision="minute", **fields):
    path = "/tin/a-1.html"
    return make.visit(path, make.article(path, published=moment, published_precision=precision, **fields))


def bound(archive, make, rows, visit):
    archive.frontier.add("xa", [make.link("/tin/a-1.html")])
    store_visit(archive, visit)
    return rows(archive, "SELECT unit_id, unit_from, published_on FROM articles")[0]


@pytest.mark.parametrize("hour", [(0, 0), (6, 30)])
def test_the_night_of_the_reform_belongs_to_its_day_and_to_the_new_unit(archive, make, rows, hour):
    """In UTC, both are still 30 June."""
    visit = published(make, datetime(2025, 7, 1, *hour, tzinfo=LOCAL))
    assert bound(archive, make, rows, visit) == ("C1-post2025", "portal", "2025-07-01")


def test_the_evening_before_belongs_to_the_old_unit(archive, make, rows):
    visit = published(make, datetime(2025, 6, 30, 23, 59, tzinfo=LOCAL))
    assert bound(archive, make, rows, visit) == ("D1-pre2025", "portal", "2025-06-30")


def test_times_of_another_zone_are_local_days(archive, make, rows):
    visit = published(make, datetime(2025, 6, 30, 17, 0, tzinfo=timezone.utc))  # noqa: UP017 - the plain name says it
    assert bound(archive, make, rows, visit)[2] == "2025-07-01"


def test_a_section_speaks_for_its_own_unit(archive, make, rows):
    visit = published(make, datetime(2025, 1, 5, tzinfo=LOCAL), sections=["Tin tức", "XÃ NHỎ"])
    assert bound(archive, make, rows, visit)[:2] == ("C9-pre2025", "section")


def test_the_prefix_of_a_title_speaks_for_the_section_of_that_name(archive, make, rows):
    visit = published(make, datetime(2025, 1, 5, tzinfo=LOCAL), title="Xã Nhỏ: ra quân")
    assert bound(archive, make, rows, visit)[:2] == ("C9-pre2025", "title")


def test_a_section_whose_unit_has_ended_falls_back_to_the_portal(archive, make, rows):
    visit = published(make, datetime(2025, 8, 5, tzinfo=LOCAL), sections=["Xã Nhỏ"])
    assert bound(archive, make, rows, visit)[:2] == ("C1-post2025", "portal")


def test_without_a_date_nobody_knows(archive, make, rows):
    assert bound(archive, make, rows, published(make, None, "none")) == (None, "", None)


def test_a_year_that_holds_both_units_names_neither(archive, make, rows):
    assert bound(archive, make, rows, published(make, datetime(2025, 1, 1, tzinfo=LOCAL), "year"))[0] is None


def test_a_month_within_one_unit_names_it(archive, make, rows):
    visit = published(make, datetime(2025, 6, 1, tzinfo=LOCAL), "month")
    assert bound(archive, make, rows, visit)[0] == "D1-pre2025"


def test_a_portal_of_several_units_at_once_names_none():
    assert unit_of([("", "A"), ("", "B")], [], "Tin") == (None, "")
    assert unit_of([("", "A"), ("", "A")], [], "Tin") == ("A", "portal")


def test_bindings_that_change_bind_the_archived_articles_anew(opened, make, rows):
    archive = opened(portal=replace(make.portal, units=UNITS))
    assert bound(archive, make, rows, published(make, datetime(2025, 8, 5, tzinfo=LOCAL)))[0] == "C1-post2025"
    archive.frontier.close_run("finished", {})
    archive.frontier.open_run([replace(make.portal, units=(UnitBinding("C2-post2025"),))], full=False, settings={})
    assert rows(archive, "SELECT unit_id FROM articles") == [("C2-post2025",)]


@pytest.mark.parametrize(
    ("title", "precision", "expected"),
    [
        ("Quận Đống Đa: Hội nghị", "minute", ("D006-pre2025", "title")),
        ("Quận Đống Đa: Hội nghị", "year", ("P01-pre2025", "portal")),
        ("Hội nghị tại quận Đống Đa: những kết quả", "minute", ("P01-pre2025", "portal")),
        ("Thị xã Hồng Lĩnh: Hội nghị", "minute", ("P01-pre2025", "portal")),
    ],
)
def test_a_unit_below_the_portals_own_that_leads_the_title(opened, make, rows, title, precision, expected):
    units = (UnitBinding("P01-pre2025", valid_to=REFORM), UnitBinding("P01-post2025", valid_from=REFORM))
    archive = opened(portal=replace(make.portal, units=units))
    load_units(archive.db)
    visit = published(make, datetime(2022, 9, 23, 8, 0, tzinfo=LOCAL), precision, title=title)
    assert bound(archive, make, rows, visit)[:2] == expected
