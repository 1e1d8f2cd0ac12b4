"""A portal's template: learned from a set of pages, frozen, and never the reason alone to lose a line of an article."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction import read_page
from crawler.extraction.learning import FEWEST, learn
from crawler.extraction.template import Template, masked
from crawler.items import Article, Page

REPEATED = "Mời quý độc giả theo dõi các kênh thông tin chính thức của huyện để không bỏ lỡ tin tức mới nhất."
OPENING = "Dự hội nghị có các đồng chí trong Ban Thường vụ Huyện ủy, lãnh đạo các phòng, ban, ngành."


def made(url: str, html: str) -> Page:
    return Page(url, datetime(2025, 7, 1, tzinfo=UTC), 200, body=html.encode())


def page(number: int, middle: str = "") -> Page:
    html = f"""<html><head><title>Tin số {number} của huyện</title></head><body>
    <div class="menu"><a href="/">Trang chủ</a></div>
    <div class="khung" id="khung-{number}"><h1>Tin số {number} của huyện</h1>
    <div class="vung"><p>Ngày {number} tháng 5, huyện tổ chức hội nghị triển khai nhiệm vụ thứ {number} trong năm.</p>
    {middle or f"<p>{OPENING}</p>"}<p>Hội nghị {"rất " * number}thống nhất cao với các nội dung được trình bày.</p>
    <div class="moi"><p>{REPEATED}</p></div><p>Đã có {number * 37} người đọc tin này.</p></div></div>
    <div class="cuoi">Lượt truy cập: {number * 37}</div></body></html>"""
    return made(f"http://dong-lac.example/tin/{number}.html", html)


PAGES = [page(number) for number in range(1, 13)]


def test_the_same_pages_teach_the_same_in_any_order() -> None:
    shuffled = random.Random(7).sample(PAGES, len(PAGES))
    assert learn(PAGES) == learn(shuffled) == learn([*PAGES, *PAGES])


def test_too_few_pages_teach_nothing() -> None:
    assert learn(PAGES[: FEWEST - 1]) is None


def test_a_template_travels_as_json() -> None:
    template = learn(PAGES)
    assert template is not None
    assert Template.from_json(template.to_json()) == template


NAMES = st.text("ab1-_.#>é \x00'", max_size=6)


@given(NAMES, NAMES, NAMES)
@settings(max_examples=60, deadline=None)
def test_any_names_can_be_learned_from_and_read_with(tag: str, names: str, name: str) -> None:
    opening = f'<d{tag} class="{names}" id="{name}">'
    pages = [made(one.url, one.body.decode().replace('<div class="vung">', opening)) for one in PAGES[:FEWEST]]
    template = learn(pages, platform="generic")
    assert template is not None
    assert read(pages[0], template).title == "Tin số 1 của huyện"


def read(page: Page, template: Template | None = None) -> Article:
    article = read_page(page.body, page.url, template=template).article
    assert article is not None
    return article


def test_the_body_is_found_where_it_was_learned() -> None:
    template = learn(PAGES)
    assert template is not None
    assert template.bodies == ("div.khung > div.vung",)
    assert read(page(20), template).container == "div.khung > div.vung"
    assert read(page(20)).container == ""


def test_what_stands_around_the_articles_is_recorded_once_with_the_template() -> None:
    template = learn(PAGES)
    assert template is not None
    assert template.chrome == ("Trang chủ", "Lượt truy cập: 0")
    removed = [block.text for block in read(page(20), template).removed]
    assert not {"Trang chủ", "Lượt truy cập: 740"} & set(removed)


def test_a_menu_that_ends_where_the_title_begins_is_not_of_the_articles_zone() -> None:
    menu = "<nav>" + "".join(f"<a href='/{n}'>Chuyên mục {n}</a>" for n in range(30)) + "</nav>"
    html = page(20).body.decode().replace('<div class="menu"><a href="/">Trang chủ</a></div>', menu)
    assert not [block for block in read(made(page(20).url, html)).removed if "Chuyên mục" in block.text]


def test_a_repeated_line_in_a_box_of_its_own_is_taken_out_and_recorded() -> None:
    plain, taught = read(page(20)), read(page(20), learn(PAGES))
    assert REPEATED in plain.body
    assert REPEATED not in taught.body
    assert (REPEATED, "template") in [(block.text, block.category) for block in taught.removed]


OFFICIAL = {
    "a paragraph among others": f"<p>{OPENING}</p>",
    "a paragraph with a name": f"<p class='doan-mo-dau'>{OPENING}</p>",
    "a division among paragraphs": f"<div class='doan'>{OPENING}</div>",
    "a box without a name": f"<blockquote><p>{OPENING}</p></blockquote>",
    "a cell": f"<table class='bang'><tr><td>{OPENING}</td></tr></table>",
    "an entry": f"<ul class='muc'><li>{OPENING}</li></ul>",
    "a box like its neighbours": f"<div class='o-1'><p>{OPENING}</p></div>"
    "<div class='o-2'><p>Hội nghị nghe báo cáo thứ {number} về kết quả công tác trong tháng vừa qua.</p></div>",
}


@pytest.mark.parametrize("form", OFFICIAL)
def test_a_line_that_officials_repeat_stays(form: str) -> None:
    pages = [page(number, OFFICIAL[form].replace("{number}", "rất " * number)) for number in range(1, 13)]
    template = learn(pages)
    assert template is not None
    assert template.repeats(OPENING)
    for one in pages:
        assert OPENING in read(one, template).body


def test_a_table_keeps_the_columns_that_all_tables_have() -> None:
    table = "<table><tr><th>STT</th><th>Đơn vị thực hiện</th></tr><tr><td>1</td><td>Thôn {}</td></tr></table>"
    pages = [page(number, table.format(number)) for number in range(1, 13)]
    body = read(pages[0], learn(pages)).body
    assert "STT | Đơn vị thực hiện" in body
    assert "1 | Thôn 1" in body


def redesigned(number: int) -> Page:
    html = page(number).body.decode().replace("vung", "than").replace("khung", "trang")
    return made(f"http://dong-lac.example/moi/{number}.html", html)


def test_a_template_that_no_longer_fits_is_passed_over_and_the_drift_told() -> None:
    reading = read_page(redesigned(20).body, redesigned(20).url, template=learn(PAGES))
    assert reading.article is not None
    assert OPENING in reading.article.body
    assert reading.article.container == ""
    assert reading.drift == "nothing at div.khung > div.vung"


def test_what_still_fits_is_no_drift() -> None:
    assert read_page(page(20).body, page(20).url, template=learn(PAGES)).drift == ""
    assert read_page(page(20).body, page(20).url).drift == ""


def test_a_known_place_that_only_a_side_column_has_now_is_passed_over() -> None:
    paragraphs = "".join(
        f"<p>Đoạn {'rất ' * n}dài của bài viết về công tác của huyện trong năm.</p>" for n in range(20)
    )
    html = f"""<html><head><title>Tin mới</title></head><body><div class="khung"><div class="vung">Tin nhanh</div></div>
    <div class="trang"><h1>Tin mới của huyện trong năm</h1><div class="than">{paragraphs}</div></div></body></html>"""
    reading = read_page(html.encode(), page(20).url, template=learn(PAGES))
    assert reading.article is not None
    assert len(reading.article.body) == 20
    assert reading.drift == "next to nothing in div.khung > div.vung"


def test_a_short_notice_in_a_known_place_is_taken_from_there() -> None:
    teasers = "".join(f"<p>Tin khác {'rất ' * n}dài về huyện, xin mời bạn đọc.</p>" for n in range(9))
    html = f"""<html><head><title>Thông báo nghỉ lễ</title></head><body>
    <div class="khung"><h1>Thông báo nghỉ lễ</h1><div class="vung"><p>Huyện nghỉ lễ từ ngày 30 tháng 4.</p></div></div>
    <div class="khac">{teasers}</div></body></html>"""
    reading = read_page(html.encode(), page(20).url, template=learn(PAGES))
    assert reading.article is not None
    assert reading.article.body == ["Huyện nghỉ lễ từ ngày 30 tháng 4."]
    assert reading.drift == ""


def test_a_listing_with_a_short_text_at_the_known_place_is_no_article() -> None:
    items = "".join(f"<li><h3><a href='/{n}.html'>Tin số {n} của huyện về hội nghị</a></h3></li>" for n in range(12))
    html = f"""<html><head><title>Thời sự</title></head><body>
    <div class="khung"><div class="vung"><p>Chuyên mục tin thời sự của huyện.</p></div></div>
    <div class="cot"><h1>Thời sự</h1><ul>{items}</ul>
    <p>Sáng nay, huyện tổ chức hội nghị với sự tham dự của đại biểu các xã, thị trấn.</p></div></body></html>"""
    plain = read_page(html.encode(), "http://dong-lac.example/thoi-su")
    taught = read_page(html.encode(), "http://dong-lac.example/thoi-su", template=learn(PAGES))
    assert plain.kind == taught.kind == "listing"


def test_the_design_of_most_pages_is_learned_first_and_from_its_pages_alone() -> None:
    mixed = [*PAGES[:8], *(redesigned(number) for number in range(20, 26))]
    template = learn(mixed)
    assert template == learn(PAGES[:8])
    assert template is not None
    assert template.bodies == ("div.khung > div.vung",)


def test_a_place_that_other_articles_have_elsewhere_is_not_taken_for_the_bodys() -> None:
    def wider(number: int) -> Page:
        text = f"Bài số {'rất ' * number}dài đứng ngoài vùng thường lệ của trang và nói về công việc của huyện. " * 5
        html = page(number).body.decode().replace("</h1>", f"</h1><p>{text}</p>")
        return made(f"http://dong-lac.example/rong/{number}.html", html)

    template = learn([*PAGES[:6], *(wider(number) for number in range(20, 26))])
    assert template is not None
    assert template.bodies != ("div.khung > div.vung",)


def test_two_designs_are_one_template() -> None:
    old, new = learn(PAGES), learn([redesigned(number) for number in range(1, 13)])
    assert old is not None
    assert new is not None
    both = old.joined(new)
    assert read(page(20), both).container == "div.khung > div.vung"
    assert read(redesigned(20), both).container == "div.trang > div.than"
    assert REPEATED not in read(redesigned(20), both).body


def test_numbers_are_masked() -> None:
    assert masked("Lượt xem: 12") == masked("lượt xem: 3047")
    assert masked("Lượt xem: 12") != masked("Lượt đọc: 12")
