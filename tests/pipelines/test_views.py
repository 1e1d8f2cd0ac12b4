"""The views: one row per article whatever its units, counts by month, and a 0 only where it is known."""

import json

import pytest

from pipelines.archive.units import load_units

DISTRICT = "D437-pre2025"  # Thị xã Hồng Lĩnh
COMMUNE = "C18115-pre2025"  # Phường Bắc Hồng, in it


@pytest.fixture
def units(db):
    load_units(db)


def full(db, columns):
    return db.execute(f"SELECT {columns} FROM articles_full ORDER BY id").fetchall()


def test_one_row_per_article_with_old_and_new_units(db, add_article, units):
    for unit in (DISTRICT, COMMUNE, "C00097-post2025", "P42-pre2025", "no such unit", None):
        add_article(f"về {unit}", unit_id=unit, published_at="2025-06-30T00:00:00+07:00")
    assert full(db, "unit_id, unit_level, old_unit, old_district, old_province, new_unit, new_province") == [
        (DISTRICT, "district", "Thị xã Hồng Lĩnh", "Thị xã Hồng Lĩnh", "Tỉnh Hà Tĩnh", None, "Tỉnh Hà Tĩnh"),
        (COMMUNE, "commune", "Phường Bắc Hồng", "Thị xã Hồng Lĩnh", "Tỉnh Hà Tĩnh", None, "Tỉnh Hà Tĩnh"),
        ("C00097-post2025", "commune", None, None, None, "Phường Hồng Hà", "Thành phố Hà Nội"),
        ("P42-pre2025", "province", "Tỉnh Hà Tĩnh", None, "Tỉnh Hà Tĩnh", None, "Tỉnh Hà Tĩnh"),
        ("no such unit", None, None, None, None, None, None),
        (None, None, None, None, None, None, None),
    ]


def test_provinces_that_were_merged_and_renamed(db, add_article, units):
    add_article("cũ", unit_id="P02-pre2025", published_at="2020-01-01T00:00:00+07:00")
    add_article("không ngày", unit_id="P70-pre2025")
    add_article("mới", unit_id="C25270-post2025", published_at="2025-08-01T00:00:00+07:00")
    assert full(db, "old_province, new_province") == [
        ("Tỉnh Hà Giang", "Tỉnh Tuyên Quang"),
        ("Tỉnh Bình Phước", "Thành phố Đồng Nai"),
        (None, "Thành phố Đồng Nai"),
    ]


def test_successor_communes_are_a_list_or_rows_of_a_view_that_says_so(db, add_article, units):
    add_article("thị xã", unit_id=DISTRICT)
    add_article("phường mới", unit_id="C00097-post2025")
    successors = [json.loads(text) for (text,) in full(db, "successor_communes")]
    assert {commune["name"] for commune in successors[0]} == {"Phường Bắc Hồng Lĩnh", "Phường Nam Hồng Lĩnh"}
    assert successors[1] == []
    rows = db.execute("SELECT title, successor_unit_id FROM articles_by_successor_commune ORDER BY 2").fetchall()
    assert rows == [("thị xã", commune["unit_id"]) for commune in successors[0]]


def test_every_unit_gives_exactly_one_row(db, add_article, units):
    for (unit,) in db.execute("SELECT unit_id FROM units WHERE level <> 'commune'").fetchall():
        add_article(unit, unit_id=unit)
    count = "SELECT count(*), count(DISTINCT id) FROM articles_full"
    articles = db.table("articles").count
    assert db.execute(count).fetchone() == (articles, articles)
    missing = "SELECT unit_id FROM articles_full WHERE new_province IS NULL AND unit_id LIKE '%-pre2025'"
    assert db.execute(missing).fetchall() == []


def test_months_are_as_exact_as_the_dates(db, add_article):
    midnight = "2025-07-01T00:00:00+07:00"
    add_article("a", published_at=midnight, published_precision="day")
    add_article("b", published_at="2025-07-31T23:59:59+07:00", published_precision="second", gone_at="2026")
    add_article("c", published_at="2025-01-01T00:00:00+07:00", published_precision="year")
    add_article("d", published_at="2025-01-01T00:00:00+07:00", published_precision="month")
    add_article("e", duplicate_of=1)
    assert db.execute("SELECT month, articles, twins, gone FROM articles_by_month ORDER BY month").fetchall() == [
        ("2025", 1, 0, 0), ("2025-01", 1, 0, 0), ("2025-07", 2, 0, 1), ("undated", 1, 1, 0),
    ]  # fmt: skip


@pytest.fixture
def crawled(db, add_article):
    """Articles of January and March 2024; what else was named and how far its listing was walked is the test's."""
    add_article("một", published_at="2024-01-05T00:00:00+07:00", published_precision="day")
    add_article("hai", published_at="2024-03-05T00:00:00+07:00", published_precision="day")
    db.execute("INSERT INTO runs (id, started_at, tool, extractor) VALUES (1, '2024-04-02T08:00:00.000+07:00', '', '')")

    def walk(stop_reason="end", *, complete=1, oldest="", walk="/tin", role="listing", named=2):
        row = (1, "xa", walk, role, named, oldest, stop_reason, complete)
        columns = "run_id, portal_id, walk, role, named, oldest, stop_reason, complete"
        db.execute(f"INSERT INTO coverage ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    return walk


@pytest.fixture
def name(db):
    """An address that a listing named, and that led to no article."""

    def named(url, state="failed", outcome="http_error", day="2024-02-03"):
        row = {"url": url, "key": url, "portal_id": "xa", "host": "", "role": "article", "found_at": ""}
        db.table("frontier").insert(row | {"state": state, "outcome": outcome, "found_day": day})

    return named


def months(db, columns="month, named, archived, complete"):
    return db.execute(f"SELECT {columns} FROM coverage_by_month ORDER BY month").fetchall()


def test_a_month_without_articles_counts_0_where_the_walk_was_complete(db, crawled):
    crawled()
    assert months(db) == [("2024-01", 1, 1, 1), ("2024-02", 0, 0, 1), ("2024-03", 1, 1, 1)]


@pytest.mark.parametrize("stop_reason", ["failed", ""])
def test_it_counts_nothing_where_the_walk_was_not(db, crawled, stop_reason):
    crawled(stop_reason, complete=0)
    assert months(db) == [("2024-01", 1, 1, 0), ("2024-02", None, None, 0), ("2024-03", 1, 1, 0)]


def test_without_any_walk_nothing_is_complete(db, crawled):
    assert {row[3] for row in months(db)} == {0}


def test_one_listing_of_two_is_not_enough(db, crawled):
    crawled()
    crawled("failed", complete=0, walk="/su-kien")
    assert {row[3] for row in months(db)} == {0}


def test_a_listing_that_never_named_anything_does_not_count(db, crawled):
    crawled()
    crawled("not_found", complete=0, walk="/su-kien", named=0)
    assert {row[3] for row in months(db)} == {1}


def test_a_feed_is_never_complete(db, crawled):
    crawled(role="feed")
    assert {row[3] for row in months(db)} == {0}


def test_a_walk_that_stopped_at_a_day_is_complete_since(db, crawled):
    crawled("since", complete=0, oldest="2024-01-31")
    assert [row[3] for row in months(db)] == [0, 1, 1]


def test_the_month_of_the_crawl_itself_is_not_over(db, crawled, add_article):
    add_article("ba", published_at="2024-04-01T00:00:00+07:00", published_precision="day")
    crawled()
    assert months(db)[-1] == ("2024-04", 1, 1, 0)


def test_failures_are_counted_by_reason_in_the_month_that_the_listing_printed(db, crawled, name):
    crawled()
    name("/x")
    name("/y", outcome="gate")
    name("/z", outcome="gate")
    february = months(db, "month, named, archived, failed, failed_reasons, complete")[1]
    assert february[:4] == ("2024-02", 3, 0, 3)
    assert json.loads(february[4]) == {"http_error": 1, "gate": 2}
    assert february[5] == 1


def test_what_is_pending_leaves_its_month_open_and_without_a_date_every_month(db, crawled, name):
    crawled()
    name("/x", "pending", "")
    assert months(db, "named, archived, pending, complete")[1] == (1, None, 1, 0)
    assert [row[3] for row in months(db)] == [1, 0, 1]
    name("/y", "pending", "", day=None)
    assert {row[3] for row in months(db)} == {0}


def test_an_undated_failure_leaves_all_open_but_for_a_page_that_is_gone(db, crawled, name):
    crawled()
    name("/x", outcome="gone", day=None)
    assert [row[3] for row in months(db)] == [1, 1, 1, 0]
    name("/y", outcome="gate", day=None)
    assert {row[3] for row in months(db)} == {0}
    assert months(db)[-1] == ("undated", 2, None, 0)
