"""Any bytes, any depth, any number of tags: a reading comes back, and is the same when asked again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction import extract, read_page
from crawler.extraction.bounds import DEEPEST, MOST_PARAGRAPHS, MOST_TAGS, flattened, within_bounds

URL = "http://portal.example/tin-tuc/bai-1"
PIECES = st.sampled_from(
    """<div>|</div>|<p>|</p>|<table>|<tr>|<td>|</table>|<ul>|<li>|<br>|<a href='/x'>|</a>|<b>|</b>|<em>
<figure>|<figcaption>|<img src='a.jpg' alt='Ảnh'>|<h1>|</h1>|<form>|<input type=password>
<span class='date'>|</span>|<nav>
</nav>|<svg>|<template>|<select>|<iframe src='/a.pdf'>
<script type='application/ld+json'>{"author":{"name":"\\u00c1"}}</script>
<meta itemprop=datePublished content='2024'>|<!--|-->|<title>|</title>|&nbsp;|&#x002F;|\x00|./.|Theo Báo Kim Lĩnh|Tags:
Thứ ba - 19/10/2021 10:08|Tin, ảnh: Lê Văn Bình|https://a.example/b.htm
<li><a href='/tin/1'>Xã họp giao ban tháng sáu</a>
Sáng ngày 13/9, xã tổ chức hội nghị tổng kết công tác năm và triển khai nhiệm vụ trọng tâm.""".replace("\n", "|").split(
        "|"
    )
)


@given(st.binary(max_size=2_000))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read(html: bytes) -> None:
    reading = read_page(html, URL)
    assert (reading.article is None) == bool(reading.reason)


@given(st.lists(PIECES, max_size=60))
@settings(max_examples=250, deadline=None)
def test_any_markup_is_read_and_read_alike(pieces: list[str]) -> None:
    html = "".join(pieces).encode()
    article = extract(html, URL, platform="generic")
    assert article == extract(html, URL, platform="generic")
    if article is not None:
        assert article.title == " ".join(article.title.split())
        assert all(line and line == " ".join(line.split()) for line in article.body)
        assert all(block.category and block.rule for block in article.removed)


@pytest.mark.parametrize("url", ["", "about:blank", "http://[", "http://a.example:x/", "//", "\x00"])
def test_any_address_is_taken(url: str) -> None:
    page = "<h1>Một tiêu đề</h1><p>Một câu đủ dài để được coi là một đoạn văn của bài viết.</p>"
    assert (
        extract(f"{page}<p><a href='http://['>x</a><img src='http://['></p>".encode(), url, platform="generic")
        is not None
    )


@pytest.mark.parametrize("tag", ["div", "b", "font", "a href=/x", "table><tr><td", "svg><div", "foo/"])
def test_deep_pages_never_reach_the_tree(tag: str) -> None:
    html = f"<{tag}>x" * 20_000
    assert not within_bounds(html)
    read_page(html.encode(), URL)


def test_depth_is_counted_by_what_is_open() -> None:
    shallow = "<div><p>một <b>hai</b><br><img src=a></p></div>" * DEEPEST * 5
    assert within_bounds(shallow)
    assert not within_bounds("<div>" * (DEEPEST + 1) + "<br>" * 20_000)


def test_drawings_close_their_own_tags() -> None:
    assert within_bounds("<svg>" + "<path d='M0 0'/>" * 20_000 + "</svg>")
    assert not within_bounds("<svg><div>" + "<path d='M0 0'/>" * 20_000)


def test_too_many_tags_are_flattened_and_no_text_is_lost() -> None:
    html = "<p>a" * (MOST_TAGS + 1)
    assert not within_bounds(html)
    flat = flattened(html)
    assert flat.count("<p>") <= MOST_PARAGRAPHS + 1
    assert flat.count("a") == MOST_TAGS + 1


def test_flattening_leaves_scripts_out() -> None:
    assert flattened("<script>var a = 1;</script><div>Một dòng</div>") == "<p>Một dòng</p>"


def test_a_deep_article_keeps_its_text() -> None:
    sentence = "Một câu đủ dài để được coi là một đoạn văn của bài viết, dù nằm rất sâu trong trang."
    html = "<h1>Tiêu đề của bài viết</h1>" + "<div>" * 900 + f"<p>{sentence}</p>" + "</div>" * 900
    article = extract(html.encode(), URL, platform="generic")
    assert article is not None
    assert article.body == [sentence]
