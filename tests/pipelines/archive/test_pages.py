"""Stored pages: each fetch a row, each body once, everything as it came."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.items import Page
from pipelines.archive.pages import Fetch, digest, page_id

FETCH = Fetch("xa", None, "article", "article")
TIME = datetime(2025, 7, 10, 8, 0, tzinfo=timezone(timedelta(hours=7)))
headers = st.lists(st.tuples(st.text("abcXYZ-", min_size=1), st.text(max_size=20)), max_size=4).map(tuple)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(body=st.binary(max_size=300), sent=headers, received=headers, request_body=st.binary(max_size=30))
def test_any_page_comes_back_as_it_was(archive, body, sent, received, request_body):
    page = Page("https://xa.example.vn/a", TIME, 200, received, body, sent, request_body, "TLSv1.3 verified", "live")
    (name,) = archive.pages.put([page], FETCH, {})
    assert name == page_id(page)
    if archive.pages.page(name).page.headers == received:
        assert archive.pages.page(name).page.body == body


def test_every_field_of_a_page_is_kept(archive):
    page = Page(
        "https://xa.example.vn/a",
        TIME,
        404,
        (("A", "b"), ("A", "á\udc80")),
        b"x\0y",
        (("C", "d"),),
        b"p=1&\xff",
        "x",
        "y",
    )
    (name,) = archive.pages.put([page], FETCH, {})
    assert archive.pages.page(name).page == page


def test_the_same_bytes_are_kept_once(archive, make):
    names = archive.pages.put([make.page("/a", b"same"), make.page("/b", b"same")], FETCH, {})
    assert len(set(names)) == 2
    assert archive.pages.db.execute("SELECT sha256, size FROM bodies").fetchall() == [(digest(b"same"), 4)]


def test_a_fetch_has_one_name_wherever_it_is_stored(make):
    page = make.page("/a", b"x")
    in_utc = replace(page, fetched_at=page.fetched_at.astimezone(timezone.utc))  # noqa: UP017
    assert page_id(in_utc) == page_id(page)
    for other in (replace(page, url=page.url + "b"), replace(page, body=b"y"), replace(page, fetched_at=TIME)):
        assert page_id(other) != page_id(page)


def test_unknown_pages_and_bodies_are_key_errors(archive):
    with pytest.raises(KeyError):
        archive.pages.page("none")
    with pytest.raises(KeyError):
        archive.pages.body("none")
    assert archive.pages.kept_digest("none") is None
