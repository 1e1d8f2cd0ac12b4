"""Which links of a page are items, sections, twins and files, and what is said of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from crawler.discovery.links import page_links
from crawler.platforms import by_id

TITLES = [
    "Hội nghị tổng kết công tác Mặt trận năm 2023 của xã",
    "Ra quân tổng vệ sinh môi trường tại các thôn trong xã",
    "Đoàn thanh niên xã tổ chức chương trình xuân tình nguyện",
    "Khai mạc giải bóng chuyền chào mừng ngày thành lập xã",
]


def item(number: int, title: str, *, date: str = "12/05/2024") -> str:
    return f'<div class="item"><h3><a href="/tin-tuc/bai-viet-so-{number}">{title}</a></h3><span>{date}</span></div>'


LISTING = '<div class="list">' + "".join(item(n, title) for n, title in enumerate(TITLES)) + "</div>"
MENU = (
    '<nav><ul><li><a href="/">Trang chủ</a><li><a href="/gioi-thieu">Giới thiệu</a><li><a href="/tin-tuc">Tin tức</a>'
    '<li><a href="/thong-bao">Thông báo</a><li><a href="/quoc-phong-an-ninh">Quốc phòng</a>'
    '<li><a href="/doi-ngoai">Đối ngoại</a><li><a href="/van-ban">Văn bản</a>'
    '<li><a href="/lien-he">Liên hệ</a></ul></nav>'
)


def roles(found) -> dict[str, set[str]]:
    by_role: dict[str, set[str]] = {}
    for link in found.links:
        by_role.setdefault(link.role, set()).add(link.url.removeprefix("http://p.example"))
    return by_role


def test_items_have_their_title_date_and_section(links) -> None:
    found = links(
        f'<ul class="breadcrumb"><li><a href="/">Trang chủ</a><li><a href="/tin-tuc">Tin tức</a></ul>{LISTING}'
    )
    assert [(link.title, link.date, link.section) for link in found.items] == [
        (t, "12/05/2024", "Tin tức") for t in TITLES
    ]
    assert [link.url for link in found.items] == [f"http://p.example/tin-tuc/bai-viet-so-{n}" for n in range(4)]


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("Đăng ngày 17 - 05 - 2024", "17 - 05 - 2024"),
        ("(24.07.2019)", "24.07.2019"),
        ("Ngày đăng 29/04/2020 | 05:07 PM | View count: 2768", "29/04/2020 | 05:07 PM"),
        ("17:00:00 02/01/2024 (GMT+7)", "17:00:00 02/01/2024"),
        ("09/11/2019 | lượt xem: 3", "09/11/2019"),
        ("12 Tháng 5, 2024", "12 Tháng 5, 2024"),
        ("Thứ Bảy, ngày 27 tháng 6 năm 2020 - 17:51", "27 tháng 6 năm 2020 - 17:51"),
        ("Ngày 12/5/2024, Ủy ban nhân dân xã tổ chức hội nghị tổng kết công tác", ""),
    ],
)
def test_dates_are_those_printed_for_themselves(links, printed, date) -> None:
    found = links("".join(item(n, title, date=printed) for n, title in enumerate(TITLES)))
    assert {link.date for link in found.items} == {date}


def test_a_shortened_title_is_taken_from_the_attribute(links) -> None:
    body = "".join(
        f'<li><a href="/t/bai-viet-{n}" title="{t}">{t[:20]}...</a> (1/2/2024)' for n, t in enumerate(TITLES)
    )
    assert [link.title for link in links(f"<ul>{body}</ul>").items] == TITLES


def test_the_heading_above_a_block_is_the_section_without_a_breadcrumb(links) -> None:
    body = f'<div class="box"><h2><a href="/tin-tuc">Tin hoạt động</a></h2>{LISTING}</div>'
    assert {link.section for link in links(body, "http://p.example/").items} == {"Tin hoạt động"}


@pytest.mark.parametrize(
    "column",
    [
        '<div class="sidebar">{}</div>',
        "<aside>{}</aside>",
        '<div class="row"><div class="col-md-9">' + LISTING + '</div><div class="col-md-3">{}</div></div>',
        "<div><h3>Tin xem nhiều</h3><div>{}</div></div>",
        '<div class="panel"><div class="panel-heading">Các tin khác</div>{}</div>',
        "<footer>{}</footer>",
    ],
)
def test_side_columns_are_no_items_but_articles(links, column) -> None:
    side = "".join(item(90 + n, title + " lần thứ hai") for n, title in enumerate(TITLES))
    found = links(LISTING + column.format(side))
    assert {link.url[-1] for link in found.items} == set("0123")
    assert "/tin-tuc/bai-viet-so-0" in roles(found)["article"]


def test_a_listing_without_items_has_none(links) -> None:
    side = "".join(item(90 + n, title) for n, title in enumerate(TITLES))
    assert links(f'{MENU}<p>Chưa có bài viết</p><div class="sidebar">{side}</div>').items == []


def test_the_last_page_may_have_one_item(links) -> None:
    assert len(links(MENU + item(1, TITLES[0])).items) == 1


def test_sections_of_a_menu(links) -> None:
    found = links(MENU + LISTING, "http://p.example/")
    assert roles(found)["listing"] == {"/tin-tuc", "/thong-bao", "/quoc-phong-an-ninh", "/doi-ngoai"}
    assert next(link.title for link in found.links if link.url.endswith("/thong-bao")) == "Thông báo"


def test_a_section_is_what_stands_above_its_articles(links) -> None:
    body = LISTING.replace("/tin-tuc/", "/cau-chuyen-xua/") + '<p><a href="/cau-chuyen-xua">Chuyện xưa</a></p>'
    assert roles(links(body, "http://p.example/"))["listing"] == {"/cau-chuyen-xua"}


def test_titles_that_begin_like_sections_are_no_sections(links) -> None:
    found = links(
        '<p><a href="/bai/thong-bao-tuyen-dung-nhan-su-77.html">Thông báo tuyển dụng</a>', "http://p.example/"
    )
    assert "listing" not in roles(found)


def test_the_further_pages_of_a_home_page_are_a_listing(links) -> None:
    pager = '<div><b>1</b> <a href="/page/2/">2</a></div>'
    assert "/page/2/" in roles(links(LISTING + pager, "http://p.example/"))["listing"]
    assert "listing" not in roles(links(LISTING + pager.replace("/page", "/tin-tuc/page")))


def test_the_title_is_not_what_invites_to_read_on(links) -> None:
    body = "".join(
        f'<div class="v"><h2><a href="/node/{n}">{t}</a></h2><a href="/node/{n}">Read more<i> about {t}</i></a></div>'
        for n, t in enumerate(TITLES)
    )
    assert [link.title for link in links(body).items] == TITLES


def test_pages_of_the_pager_are_not_sections(links) -> None:
    found = links(f'{LISTING}<nav><a href="/tin-tuc?page=2">Tin cũ hơn</a></nav>')
    assert "listing" not in roles(found)
    assert found.next_page == "http://p.example/tin-tuc?page=2"


def test_roles_of_other_links(links) -> None:
    found = links(
        LISTING
        + '<link rel="alternate" type="application/rss+xml" href="/rss/tin">'
        + '<a href="/upload/a.pdf">Tải về</a><a href="/print/tin-tuc/bai-viet-so-1">In</a><a href="/en/">English</a>'
        + '<a href="https://khac.example/tin-tuc/bai-viet-so-9">x</a><a href="javascript:void(0)">y</a>'
        + '<a href="mailto:a@b.example">z</a><a href="#top">#</a><a href="http://[">?</a><a href="tel:1">t</a>'
    )
    assert roles(found) == {
        "article": {f"/tin-tuc/bai-viet-so-{n}" for n in range(4)},
        "file": {"/upload/a.pdf"},
        "twin": {"/print/tin-tuc/bai-viet-so-1", "/en/"},
        "feed": {"/rss/tin"},
    }


def test_relative_language_links_do_not_grow(links) -> None:
    found = links('<a href="vi">Tiếng Việt</a><a href="en">English</a>', "http://p.example/tin/x.html/vi/")
    assert found.links == []


def test_links_take_the_spelling_of_their_page(links) -> None:
    body = '<base href="https://www.p.example/cong/">' + LISTING.replace('href="/tin-tuc/', 'href="tin/')
    assert links(body).items[0].url == "http://p.example/cong/tin/bai-viet-so-0"


@pytest.mark.parametrize("base", ["http://[", "javascript:x", ""])
def test_a_broken_base_is_none(links, base) -> None:
    assert len(links(f'<base href="{base}">{LISTING}').items) == 4


def test_a_link_around_a_whole_block_is_named_by_its_heading(links) -> None:
    body = "".join(
        f'<li><a href="/t/bai-viet-{n}"><img src="a.jpg"><h4>{t}</h4><p>{t} với nhiều đại biểu.</p><i>1/2/2024</i></a>'
        for n, t in enumerate(TITLES)
    )
    found = links(f"<ul>{body}</ul>")
    assert [(link.title, link.date) for link in found.items] == [(title, "1/2/2024") for title in TITLES]


def test_where_only_more_is_a_link_the_heading_above_it_is_the_title(links) -> None:
    body = "".join(
        f'<div class="o"><h3>{t}</h3><p>{t} đã diễn ra.</p><a href="/t/{n}">Chi tiết</a></div>'
        for n, t in enumerate(TITLES)
    )
    assert [link.title for link in links(f"<div>{body}</div>").items] == TITLES


def test_sections_outside_of_menus_told_from_articles(links) -> None:
    sections = '<td><a href="/cat.php?id=5">Tin hoạt động</a></td><td><a href="/chuyen-muc/7">Thông báo</a></td>'
    rows = "".join(f'<tr><td><a href="/view.php?id={n}">{t}</a> (1/2/2024)</td></tr>' for n, t in enumerate(TITLES))
    found = roles(links(f"<table><tr>{sections}</tr></table><table>{rows}</table>", "http://p.example/"))
    assert found == {"listing": {"/cat.php?id=5", "/chuyen-muc/7"}, "article": {f"/view.php?id={n}" for n in range(4)}}


def test_a_menu_may_name_a_section_by_its_first_page(links) -> None:
    menu = '<nav><a href="/cm.aspx?id=32&page=1">Tin hoạt động</a><a href="/cm.aspx?id=32&page=2">2</a></nav>'
    assert roles(links(menu, "http://p.example/"))["listing"] == {"/cm.aspx?id=32&page=1"}


def test_a_section_carries_its_name(links) -> None:
    found = links(MENU, "http://p.example/")
    assert {(link.title, link.section) for link in found.links if link.url.endswith("/tin-tuc")} == {
        ("Tin tức", "Tin tức")
    }


def test_decomposed_letters_are_composed(links) -> None:
    found = links('<nav><a href="/x">Tho\u0302ng ba\u0301o</a></nav>', "http://p.example/")
    assert [(link.role, link.title) for link in found.links] == [("listing", "Thông báo")]


def test_a_page_without_an_address_links_nowhere(links) -> None:
    found = links(LISTING, "")
    assert (found.links, found.items, found.next_page) == ([], [], None)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/=\"' aehrfdivul?&;0123456789.-", max_size=200))
def test_any_markup_is_read(markup) -> None:
    tree = LexborHTMLParser(f'<body><a href="/x-1.html">{markup}</a>{markup}')
    for family in ("generic", "nukeviet", "tandan"):
        found = page_links(tree, "http://p.example/", by_id(family))
        assert all(link.url.startswith("http://p.example/") for link in found.links)
