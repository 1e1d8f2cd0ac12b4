"""A portal's template: learned from a set of pages, frozen, and never the reason alone to lose a line of an article."""

from __future__ import annotations

import random

from crawler.extraction import read_page
from crawler.extraction.learning import FEWEST, learn
from crawler.extraction.template import Template, common, masked

REPEATED = "Mời quý độc giả theo dõi các kênh thông tin chính thức của huyện để không bỏ lỡ tin tức mới nhất."
OPENING = "Dự hội nghị có các đồng chí trong Ban Thường vụ Huyện ủy, lãnh đạo các phòng, ban, ngành."


def page(number: int) -> tuple[str, bytes]:
    html = f"""<html><head><title>Tin số {number} của huyện</title></head><body>
    <div class="menu"><a href="/">Trang chủ</a></div>
    <div class="khung" id="khung-{number}"><h1>Tin số {number} của huyện</h1>
    <div class="vung"><p>Ngày {number} tháng 5, huyện tổ chức hội nghị triển khai nhiệm vụ thứ {number} trong năm.</p>
    <p>{OPENING}</p><p>Hội nghị {"rất " * number}thống nhất cao với các nội dung được trình bày.</p>
    <div class="moi"><p>{REPEATED}</p></div><p>Đã có {number * 37} người đọc tin này.</p></div></div></body></html>"""
    return f"http://dong-lac.example/tin/{number}.html", html.encode()


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


def test_the_body_is_found_where_it_was_learned() -> None:
    template = learn(PAGES)
    assert template is not None
    assert template.body == "div.khung > div.vung"


def test_a_repeated_line_in_a_box_of_its_own_is_taken_out_and_recorded() -> None:
    url, html = page(20)
    plain, taught = read_page(html, url).article, read_page(html, url, template=learn(PAGES)).article
    assert plain is not None
    assert taught is not None
    assert REPEATED in plain.body
    assert REPEATED not in taught.body
    assert (REPEATED, "template") in [(block.text, block.category) for block in taught.removed]


def test_a_line_that_officials_repeat_stays_between_others() -> None:
    url, html = page(20)
    article = read_page(html, url, template=learn(PAGES)).article
    assert article is not None
    assert OPENING in article.body


def test_a_table_keeps_the_columns_that_all_tables_have() -> None:
    table = "<table><tr><th>STT</th><th>Đơn vị thực hiện</th></tr><tr><td>1</td><td>Thôn {}</td></tr></table>"
    pages = [
        (url, html.replace(b"<p>D", table.format(at).encode() + b"<p>D", 1)) for at, (url, html) in enumerate(PAGES)
    ]
    article = read_page(pages[0][1], pages[0][0], template=learn(pages)).article
    assert article is not None
    assert "STT | Đơn vị thực hiện" in article.body
    assert "1 | Thôn 0" in article.body


def test_a_template_that_no_longer_fits_is_passed_over() -> None:
    url, html = page(20)
    redesigned = html.replace(b"vung", b"than").replace(b"khung", b"trang")
    article = read_page(redesigned, url, template=learn(PAGES)).article
    assert article is not None
    assert OPENING in article.body


def test_numbers_are_masked() -> None:
    assert masked("Lượt xem: 12") == masked("lượt xem: 3047")
    assert masked("Lượt xem: 12") != masked("Lượt đọc: 12")


def test_of_equally_common_values_the_first_in_order_counts() -> None:
    assert common(["b", "a"], 0.5) == common(["a", "b"], 0.5) == "a"
    assert common(["a", "b", "c"], 0.5) == ""
