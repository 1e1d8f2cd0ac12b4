"""Listings whose later pages a script fetches: the first request, the next ones, and their answers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from crawler.discovery.endpoints import as_html, first_request, following
from crawler.discovery.links import page_links
from crawler.items import Form
from crawler.platforms import by_id
from crawler.platforms.family import Endpoint, Family, Listings

URL = "http://p.example/tin-tuc"
JSON = Endpoint(
    url="{address}",
    fields=(("pageNum", "{page}"), ("size", "10")),
    found=(("address", re.compile(r"loadPageURL = '([^']+)'")),),
    page_field="pageNum",
    items="items",
    link="url",
    title="title",
    date="date",
)
FAMILY = Family("x", "x", listings=Listings(endpoints=(JSON,)))
FORM = Form("http://p.example/load?r=1", (("pageNum", "2"), ("size", "10")))


def tree(script: str) -> LexborHTMLParser:
    return LexborHTMLParser(f"<title>t</title><script src='a.js'></script><script>{script}</script>")


def test_the_first_request_is_filled_in_from_the_scripts_of_the_page() -> None:
    assert first_request(tree("var loadPageURL = '/load?r=1';"), URL, FAMILY) == FORM


def test_without_all_that_it_needs_there_is_no_request() -> None:
    assert first_request(tree("var other = 1;"), URL, FAMILY) is None
    vnpt = by_id("vnpt")
    assert first_request(tree("var article_category_id = '12';"), URL, vnpt) is None
    form = first_request(tree("var article_category_id = '12', site_id = 7;"), URL, vnpt)
    assert form.url.startswith("http://p.example/DesktopModule/UIArticleInMenu/")
    assert dict(form.fields) | {"article_category_id": "12", "site_id": "7", "page": "2"} == dict(form.fields)


def test_the_request_after_a_request() -> None:
    assert following(FORM, FAMILY) == Form(FORM.url, (("pageNum", "3"), ("size", "10")))
    assert following(Form(URL, (("__EVENTTARGET", "x"),)), FAMILY) is None


def test_json_becomes_a_list_of_links() -> None:
    body = '{"items": [{"url": "/tin/bai-1", "title": "Họp <b>tổ</b> dân phố số 1 &amp; 2", "date": "01/02/2024"}]}'
    found = page_links(LexborHTMLParser(as_html(body.encode(), FORM, FAMILY)), FORM.url, FAMILY)
    assert [(link.url, link.title, link.date) for link in found.items] == [
        ("http://p.example/tin/bai-1", "Họp <b>tổ</b> dân phố số 1 &amp; 2", "01/02/2024")
    ]


@pytest.mark.parametrize(
    "body", [b"<h1>Loi</h1>", b"", b"[]", b'{"items": null}', b'{"rows": []}', b'{"items": [1, null]}']
)
def test_other_answers_list_nothing(body) -> None:
    found = page_links(LexborHTMLParser(as_html(body, FORM, FAMILY)), FORM.url, FAMILY)
    assert found.items == []


def test_answers_that_are_html_stay_as_they_are() -> None:
    form = first_request(tree("var article_category_id = '12', site_id = 7;"), URL, by_id("vnpt"))
    assert as_html(b"<li>x", form, by_id("vnpt")) == b"<li>x"


@given(st.binary(max_size=200))
def test_any_answer_is_read(body) -> None:
    assert isinstance(as_html(body, FORM, FAMILY), bytes)
