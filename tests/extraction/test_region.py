"""The region of an article: what is not walked changes nothing that is read, and where there is doubt all is walked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.extraction import read_page
from crawler.extraction.article import build
from crawler.extraction.dating import date_article
from crawler.extraction.head import read_head
from crawler.extraction.parsing import Parsed, parse
from crawler.extraction.reading import zone_of
from crawler.extraction.region import Places, find_region
from crawler.items import Article

FOLDER = Path(__file__).parent
PAGES = {path: json.loads(path.with_suffix(".json").read_text("utf-8")) for path in FOLDER.glob("traps/*.html")}
ARTICLES = sorted(path for path, expected in PAGES.items() if expected.get("kind", "article") == "article")
FIELDS = ("title", "lead", "body", "author", "signature", "source", "published", "attachments", "images", "sections")
SENTENCE = "Ủy ban nhân dân xã Suối Rao tổ chức hội nghị sơ kết công tác sáu tháng đầu năm của toàn xã. "
HEADING = "<h1>Hội nghị sơ kết sáu tháng</h1>"
ARTICLE = f"<div class='a'>{HEADING}<div class='t'>{f'<p>{SENTENCE * 2}</p>' * 6}</div></div>"
TITLE = "<title>Hội nghị sơ kết sáu tháng - Xã Suối Rao</title>"
MENU = "<ul>" + "<li><a href='/x'>Giới thiệu</a></li>" * 20 + "</ul>"
RIGHTS = "<div><p>Ghi rõ nguồn khi phát hành lại thông tin.</p></div>"


def region_of(html: str, bodies: tuple[str, ...] = ()) -> str | None:
    tree = LexborHTMLParser(html)
    assert tree.body is not None
    root = find_region(tree.body, read_head(tree), Places((), bodies)).root
    return root.id or root.tag


def page(body: str, title: str = TITLE) -> str:
    return f"<html><head>{title}</head><body>{body}</body></html>"


def test_the_region_is_the_element_around_title_and_text() -> None:
    html = page(f"<div>{MENU}</div><div id='main'>{ARTICLE}<div>Chia sẻ</div></div><div>{RIGHTS}</div>")
    assert region_of(html) == "main"


def test_wrappers_around_nothing_else_are_left() -> None:
    html = page(f"<div>{MENU}</div><div id='main'><div><div>{ARTICLE}</div></div><div>Tệp đính kèm</div></div>")
    assert region_of(html) == "main"


@pytest.mark.parametrize(
    "body",
    [
        f"<div id='x'>{ARTICLE.replace('h1', 'b')}</div>{MENU}",
        f"<div id='x'>{ARTICLE[:300]}</div>{MENU}",
        f"<h1>Hội nghị sơ kết sáu tháng</h1>{f'<div><div><p>{SENTENCE * 3}</p></div></div>' * 9}",
    ],
    ids=["no heading", "little text", "text scattered in the body"],
)
def test_all_is_walked_where_there_is_doubt(body: str) -> None:
    assert region_of(page(body)) == "body"


def test_a_known_place_needs_no_paragraphs() -> None:
    html = page(
        f"{MENU}<div id='main'><div>{HEADING}<div class='k'>{SENTENCE * 9}</div></div><i>Chia sẻ</i></div>{MENU}"
    )
    assert region_of(html, ("div.k",)) == "main"


def test_lines_between_breaks_are_text_as_well() -> None:
    lines = f"{SENTENCE * 2}<br>" * 6
    html = page(f"{MENU}<div id='main'><div>{HEADING}<div>{lines}</div></div><i>Chia sẻ</i></div>{MENU}")
    assert region_of(html) == "main"


def test_what_stands_outside_is_read_where_it_is_asked_for() -> None:
    crumbs = "<div class='breadcrumb'><a href='/'>Trang chủ</a><a href='/tin'>Tin xã</a></div>"
    meta = "<meta property='article:published_time' content='2024-05-06T07:08:00+07:00'>"
    html = page(f"{meta}<div>{MENU}{crumbs}</div><div>{ARTICLE}<div>Chia sẻ</div></div><div>{RIGHTS}</div>")
    assert parse(html.encode(), "https://xa.example/tin-1.html", platform="generic").flat.is_region
    reading = read_page(html.encode(), "https://xa.example/tin-1.html", platform="generic")
    assert reading.article is not None
    assert reading.article.sections == ["Tin xã"]
    assert reading.article.published is not None and reading.article.published.minute == 8
    assert reading.rights == "Ghi rõ nguồn khi phát hành lại thông tin."


def article_of(parsed: Parsed) -> Article:
    zone = zone_of(parsed)
    article = build(zone, parsed.family)
    date_article(article, zone, parsed.family.fields.date)
    return article


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_region_says_all_that_the_page_says(path: Path) -> None:
    html, url = path.read_bytes(), PAGES[path]["url"]
    walked, whole = (parse(html, url, platform="generic", whole=all_of_it) for all_of_it in (False, True))
    if not walked.flat.is_region:
        return
    for field in FIELDS:
        assert getattr(article_of(walked), field) == getattr(article_of(whole), field), field


def test_a_home_is_walked_whole() -> None:
    html = page(f"<div>{MENU}</div><div><div>{ARTICLE}</div><div>Chia sẻ</div></div><div>{RIGHTS}</div>").encode()
    assert not parse(html, "https://xa.example/", platform="generic").flat.is_region
    assert parse(html, "https://xa.example/chao-mung", platform="generic").flat.is_region
