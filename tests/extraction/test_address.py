"""Which address an article goes by: the one its page declares, unless that is another site's, the home or a section."""

from __future__ import annotations

import pytest

from crawler.extraction import extract

PAGE = """<html><head><link rel="canonical" href="{}"></head><body><h1>Thông báo nghỉ lễ</h1>
<p>UBND xã thông báo lịch nghỉ lễ đến toàn thể cán bộ và nhân dân được biết.</p></body></html>"""
OWN = "http://portal.example/tin-tuc/thong-bao/nghi-le-12.html?from=menu"


@pytest.mark.parametrize(
    ("declared", "address"),
    [
        (
            "http://portal.example/tin-tuc/thong-bao/nghi-le-12.html",
            "http://portal.example/tin-tuc/thong-bao/nghi-le-12.html",
        ),
        ("https://www.portal.example/nghi-le-12.html", "https://www.portal.example/nghi-le-12.html"),
        ("/nghi-le-12.html", "http://portal.example/nghi-le-12.html"),
        ("http://portal.example/", OWN),
        ("http://portal.example/tin-tuc/", OWN),
        ("http://elsewhere.example/nghi-le-12.html", OWN),
        ("http://[", OWN),
        ("", OWN),
    ],
)
def test_the_declared_address_counts_where_it_can_be_true(declared: str, address: str) -> None:
    article = extract(PAGE.format(declared).encode(), OWN, platform="generic")
    assert article is not None
    assert article.url == address
