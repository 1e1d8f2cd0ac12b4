"""States by capture time, in whatever order the captures arrive; gone by repeated answers, and back again."""

from datetime import datetime, timedelta, timezone
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.archive import Archive
from pipelines.archive.equality import fingerprint
from pipelines.store import store_visit

START = datetime(2025, 7, 10, 8, 0, tzinfo=timezone(timedelta(hours=7)))
PATH = "/tin/a-1.html"


def capture(make, day, title):
    """A visit on a day: an article of that title, or none."""
    at = START + timedelta(days=day)
    if title is None:
        visit = make.ended(PATH, "gone")
        visit.pages = [make.page(PATH, b"", 404, at=at)]
        return visit
    return make.visit(PATH, make.article(PATH, title), page=make.page(PATH, f"{title} {day}".encode(), at=at))


def stored(archive, make, captures):
    archive.frontier.add("xa", [make.link(PATH)])
    for day, title in captures:
        store_visit(archive, capture(make, day, title))


def titles(rows, archive):
    """All states, the present one last, with their numbers and days."""
    sql = """
        SELECT version, title, captured_at FROM article_versions
        UNION ALL SELECT version, title, captured_at FROM articles ORDER BY version
    """
    days = [(number, title, datetime.fromisoformat(at) - START) for number, title, at in rows(archive, sql)]
    return [(number, title, day.days) for number, title, day in days]


@pytest.mark.parametrize("order", list(permutations([(0, "A"), (1, "B"), (2, "B"), (3, "A")])))
def test_late_captures_take_their_place(archive, make, rows, order):
    stored(archive, make, order)
    assert titles(rows, archive) == [(1, "A", 0), (2, "B", 1), (3, "A", 3)]
    seen = rows(archive, "SELECT first_seen_at, last_seen_at, version FROM articles")
    assert seen == [("2025-07-10T08:00:00.000+07:00", "2025-07-13T08:00:00.000+07:00", 3)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
@given(st.data())
def test_the_order_of_arrival_never_matters(tmp_path_factory, make, data):
    """Captures that show nothing are no first sight of an article, so the first is always one."""
    captures = [(0, "A"), *enumerate(data.draw(st.lists(st.sampled_from(["A", "B", "C", None]), max_size=6)), 1)]
    shuffled = [captures[0], *data.draw(st.permutations(captures[1:]))]
    found = []
    for order in (captures, shuffled):
        folder = tmp_path_factory.mktemp("archive")
        with Archive.open(folder, write=True) as archive:
            archive.clock = make.clock
            archive.frontier.open_run([make.portal], full=False, settings={})
            stored(archive, make, order)
        found.append(fingerprint(folder)["articles"])
    assert found[0] == found[1]


def test_gone_needs_repeated_answers(archive, make, one):
    stored(archive, make, [(0, "A"), (1, None), (2, None)])
    assert one(archive, "SELECT gone_at FROM articles") is None
    stored(archive, make, [(3, None)])
    assert one(archive, "SELECT gone_at FROM articles") == "2025-07-11T08:00:00.000+07:00"
    assert one(archive, "SELECT gone_reason FROM articles").startswith("gone (2025-07-11), gone")


def test_answers_between_which_the_article_was_seen_are_not_in_a_row(archive, make, one):
    stored(archive, make, [(0, "A"), (1, None), (2, None), (3, "A"), (4, None)])
    assert one(archive, "SELECT gone_at FROM articles") is None


def test_an_article_that_returns_loses_it_and_the_gap_stays_visible(archive, make, rows):
    stored(archive, make, [(0, "A"), (1, None), (2, None), (3, None), (9, "A")])
    assert rows(archive, "SELECT gone_at, gone_reason, version FROM articles") == [(None, "", 1)]
    assert rows(archive, "SELECT outcome FROM captures ORDER BY captured_at") == [
        ("article",), ("gone",), ("gone",), ("gone",), ("article",),
    ]  # fmt: skip


@pytest.mark.parametrize("outcome", ["network_error", "gate", "flood", "maintenance", "http_error", "refused"])
def test_a_portal_that_does_not_answer_makes_no_article_gone(archive, make, one, outcome):
    archive.frontier.add("xa", [make.link(PATH)])
    store_visit(archive, make.visit(PATH))
    for _ in range(9):
        store_visit(archive, make.ended(PATH, outcome, 503))
    assert one(archive, "SELECT gone_at FROM articles") is None


def test_only_its_present_address_can_say_that_an_article_is_gone(archive, make, one):
    archive.frontier.add("xa", [make.link("/old.html")])
    store_visit(archive, make.visit("/old.html"))
    store_visit(archive, make.ended("/old.html", "redirect", 301, redirected_to=make.url("/new.html")))
    store_visit(archive, make.visit("/new.html"))
    for _ in range(5):
        store_visit(archive, make.ended("/old.html", "gone"))
    assert one(archive, "SELECT gone_at FROM articles") is None


def test_not_modified_is_a_sighting(archive, make, rows):
    stored(archive, make, [(0, "A")])
    visit = make.ended(PATH, "unchanged", 304)
    assert store_visit(archive, visit).change == "unchanged"
    assert rows(archive, "SELECT last_seen_at > first_seen_at, version FROM articles") == [(1, 1)]
    assert rows(archive, "SELECT state, outcome FROM frontier") == [("done", "unchanged")]


def test_twins_of_one_portal_have_one_origin_in_either_order(opened, make, rows, tmp_path_factory):
    origins = []
    for order in (["/tin/a-1.html", "/tin/b-2.html"], ["/tin/b-2.html", "/tin/a-1.html"]):
        archive = opened(folder=tmp_path_factory.mktemp("twins"))
        archive.frontier.add("xa", [make.link(path) for path in order])
        for path in order:
            store_visit(archive, make.visit(path, make.article(path, "Trùng")))
        origins += rows(
            archive, "SELECT origin.key FROM articles JOIN articles AS origin ON origin.id = articles.duplicate_of"
        )
        archive.close()
    assert origins[0] == origins[1]
    assert len(origins) == 2


def test_a_twin_that_is_edited_is_none_any_more(archive, make, rows):
    archive.frontier.add("xa", [make.link("/tin/a-1.html"), make.link("/tin/b-2.html")])
    for path, title in (("/tin/a-1.html", "Trùng"), ("/tin/b-2.html", "Trùng"), ("/tin/a-1.html", "Sửa")):
        store_visit(archive, make.visit(path, make.article(path, title)))
    assert rows(archive, "SELECT duplicate_of FROM articles") == [(None,), (None,)]


def test_a_late_capture_says_nothing_about_how_the_address_is_now(archive, make, rows):
    stored(archive, make, [(5, "A"), (1, None)])
    assert rows(archive, "SELECT state, outcome FROM frontier") == [("done", "article")]
