"""Which page of a listing comes next, by every way that portals turn pages."""

import pytest

from crawler.discovery.numbering import page_base
from crawler.items import Form

HOST = "http://p.example"


def row(*links: str, current: int = 1, between: str = " ") -> str:
    """A row of page numbers: the current one as text, each other with its address."""
    cells = [f'<a href="{link}">{number}</a>' if link else f"<b>{number}</b>" for number, link in enumerate(links, 1)]
    assert cells[current - 1].startswith("<b>")
    return f"<div class=pager>{between.join(cells)}</div>"


@pytest.mark.parametrize(
    ("url", "pager", "expected"),
    [
        ("/Thong-bao/", row("", "/Thong-bao/page-2/", "/Thong-bao/page-3/"), "/Thong-bao/page-2/"),
        ("/Thong-bao/page-2/", row("/Thong-bao/", "", "/Thong-bao/page-3/", current=2), "/Thong-bao/page-3/"),
        ("/tin", row("", "/tin?page=1", "/tin?page=2"), "/tin?page=1"),
        ("/tin?page=1", row("/tin", "", "/tin?page=2", current=2), "/tin?page=2"),
        ("/tin", row("", "/tin?start=20", "/tin?start=40"), "/tin?start=20"),
        ("/tin?start=20", row("/tin", "", "/tin?start=40", current=2), "/tin?start=40"),
        ("/category/tin/", row("", "/category/tin/page/2/"), "/category/tin/page/2/"),
        ("/tin.aspx?PageIndex=2", row("/tin.aspx", "", "/tin.aspx?PageIndex=3", current=2), "/tin.aspx?PageIndex=3"),
        (
            "/tin",
            row("", "/tin?p_p_id=101_INSTANCE_x&_101_INSTANCE_x_delta=20&_101_INSTANCE_x_cur=2"),
            "/tin?p_p_id=101_INSTANCE_x&_101_INSTANCE_x_delta=20&_101_INSTANCE_x_cur=2",
        ),
        (
            "/chuyen-muc-tin-tuc-c12-1.html",
            row("", "/chuyen-muc-tin-tuc-c12-2.html", "/chuyen-muc-tin-tuc-c12-3.html"),
            "/chuyen-muc-tin-tuc-c12-2.html",
        ),
        (
            "/vn/chuyen-muc/120/tin.aspx",
            row("", "/vn/chuyen-muc/120/tin.aspx?page=2"),
            "/vn/chuyen-muc/120/tin.aspx?page=2",
        ),
        ("/Pages/PhanTrang/7/1/tin.html", row("", "/Pages/PhanTrang/7/2/tin.html"), "/Pages/PhanTrang/7/2/tin.html"),
        ("/index.php?com=dm&id=5", row("", "/index.php?com=dm&id=5&so=2"), "/index.php?com=dm&id=5&so=2"),
        ("/tin-tuc", row("", "/tin-tuc/2", "/tin-tuc/3"), "/tin-tuc/2"),
        ("/tin-tuc/2", row("/tin-tuc", "", "/tin-tuc/3", current=2), "/tin-tuc/3"),
        ("/tin-tuc.html", row("", "/tin-tuc-trang-2.html"), "/tin-tuc-trang-2.html"),
        ("/tin-tuc/p2.htm", row("/tin-tuc/", "", "/tin-tuc/p3.htm", current=2), "/tin-tuc/p3.htm"),
    ],
)
def test_the_number_after_the_current_one(links, url, pager, expected) -> None:
    assert links(pager, HOST + url).next_page == HOST + expected


@pytest.mark.parametrize(
    "text", ["Tiếp", "Sau", "»", "Next", "Trang sau", "Tiếp theo »", "›", "Older posts", "next ›", "Next 20 items »"]
)
def test_a_link_that_says_next(links, text) -> None:
    assert links(f'<p><a href="?page=4">{text}</a></p>', HOST + "/tin?page=3").next_page == HOST + "/tin?page=4"


def test_a_link_marked_next_in_a_pager(links) -> None:
    pager = '<ul class=pagination><li><a rel="next" href="/tin/page-2/"><i class="fa"></i></a></ul>'
    assert links(pager, HOST + "/tin/").next_page == HOST + "/tin/page-2/"


def test_drupal_links_the_current_page_and_says_page_before_each_number(links) -> None:
    hidden = '<span class="visually-hidden">{}</span>'
    pager = (
        f'<li class="pager__item is-active"><a href="?page=0">{hidden.format("Current page")}1</a></li>'
        f'<li class="pager__item"><a href="?page=1" title="Go to page 2">{hidden.format("Page")}2</a></li>'
        f'<li class="pager__item"><a href="?page=2">{hidden.format("Page")}3</a></li>'
    )
    assert links(f"<ul>{pager}</ul>", HOST + "/tin").next_page == HOST + "/tin?page=1"


@pytest.mark.parametrize("label", ['title="Trang sau"', 'alt="next"'])
def test_an_image_that_leads_to_the_next_page(links, label) -> None:
    link, image = (label, "") if label.startswith("title") else ("", label)
    pager = f'<a href="/tin?so=20" {link}><img src="r.gif" {image}></a>'
    assert links(pager, HOST + "/tin").next_page == HOST + "/tin?so=20"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("""href="#" onclick="location.href='/tin?page=2'; return false" """, "/tin?page=2"),
        ("""href="javascript:window.location='/tin?page=2'" """, "/tin?page=2"),
        (
            r"""href="javascript:" onclick='RefreshPageTo(event, "/tin?Paged=TRUE\u0026p_ID=7")' """,
            "/tin?Paged=TRUE&p_ID=7",
        ),
    ],
)
def test_a_script_that_only_goes_somewhere_is_a_link(links, link, expected) -> None:
    assert links(f"<b>1</b> <a {link}>2</a> <a {link}>Tiếp</a>", HOST + "/tin").next_page == HOST + expected


ITEM = '<div><h3><a href="/tin/mot-bai-viet-1">Một bài viết của trang tin xã</a></h3><span>1/2/2024</span></div>'


@pytest.mark.parametrize(
    ("pager", "script"),
    [
        ('<b>1</b> <a href="javascript:GoPage(2)">2</a>', "javascript:GoPage(2)"),
        ('<b>1</b> <a href="#" onclick="load(2)">2</a>', "load(2)"),
        ('<a href="javascript:;" class="view-more">Xem thêm</a>', "javascript:;"),
        ('<a href="javascript:GoPage(1)">1</a>', ""),
        ('<a href="#">2</a>', ""),
        ('<a href="javascript:;">Tiếp theo</a>', ""),
        ('<div class="slick-dots"><a href="javascript:go(2)">2</a></div>', ""),
        ('<b>1</b> <a href="/tin?page=2">2</a> <a href="javascript:GoPage(3)">3</a>', ""),
    ],
)
def test_a_pager_that_only_a_script_can_turn_is_told(links, pager, script) -> None:
    assert links(ITEM + pager, HOST + "/tin").unread_pager == script


def test_a_page_without_items_has_no_more_of_them(links) -> None:
    assert links('<b>1</b> <a href="javascript:GoPage(2)">2</a>', HOST + "/tin").unread_pager == ""


def test_more_items_below(links) -> None:
    assert links('<a href="/tin?page=2">Xem thêm</a>', HOST + "/tin").next_page == HOST + "/tin?page=2"
    assert links('<a href="/tin/mot-bai-2">Xem thêm</a>', HOST + "/tin").next_page is None


def test_an_address_for_the_script_of_a_button(links) -> None:
    button = '<button class="more" data-url="/ajax/tin?cat=5&page=2">Xem thêm</button>'
    assert links(button, HOST + "/tin").next_page == HOST + "/ajax/tin?cat=5&page=2"
    assert links(button.replace("Xem thêm", "Gửi"), HOST + "/tin").next_page is None


def test_a_piece_of_a_page_goes_on_by_its_number_until_it_is_empty(links) -> None:
    piece = '<li><a href="/tin/mot-bai-viet-1">Một bài viết</a></li>'
    url = HOST + "/ajax/tin?cat=5&page={}"
    assert links(piece, url.format(2), whole=False).next_page == url.format(3)
    assert links("", url.format(9), whole=False).next_page is None
    assert links(piece, url.format(2)).next_page is None


def test_a_link_in_the_head_is_not_believed(links) -> None:
    assert links('<link rel="next" href="/tin/page-2/"><p>x</p>', HOST + "/tin/").next_page is None


def test_nukeviet_marks_every_later_page_as_next(links) -> None:
    pager = (
        '<ul class="pagination"><li><a rel="prev" href="/Tin/">1</a></li>'
        '<li class="active"><a href="javascript:void(0)">2</a></li><li><a rel="next" href="/Tin/page-3/">3</a></li>'
        '<li class="disabled"><span>...</span></li><li><a rel="next" href="/Tin/page-14/">14</a></li></ul>'
    )
    for family in ("nukeviet", "generic"):
        assert links(pager, HOST + "/Tin/page-2/", family).next_page == HOST + "/Tin/page-3/"


@pytest.mark.parametrize(
    ("url", "pager"),
    [
        ("/Tin/page-3/", row("/Tin/", "/Tin/page-2/", "", current=3)),
        ("/Tin/page-9/", '<a rel="prev" href="/Tin/page-8/">«</a>'),
        ("/tin?page=2", '<a href="/tin?page=1">Trang trước</a><a href="/tin?page=2">Tiếp</a>'),
        ("/tin", '<a href="/van-ban?page=2">2</a>'),
        ("/tin", '<a href="/tin/mot-bai-viet-rat-dai-2">Tiếp</a>'),
        ("/tin", '<p>Tầng <a href="/phong/2">2</a> <a href="/phong/3">3</a></p>'),
        ("/tin", "<p>Trang 1/1</p>"),
    ],
)
def test_no_next_page_at_the_end(links, url, pager) -> None:
    assert links(pager, HOST + url).next_page is None


def test_days_of_a_calendar_are_no_pages(links) -> None:
    days = "".join(f'<td><a href="/2024/05/{day}/">{day}</a></td>' for day in range(1, 31))
    assert links(f"<table id=wp-calendar><tr>{days}</table>", HOST + "/2024/05/1/").next_page is None


def postback_page(pager: str) -> str:
    return (
        '<form method="post" action="./Tin.aspx?x=1" id="aspnetForm">'
        '<input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" value="">'
        '<input type="hidden" name="__VIEWSTATE" value="dDwt+/=="><input type="text" name="q" value="tìm">'
        f'<table><tr>{pager}</tr></table><input type="hidden" name="__EVENTVALIDATION" value="ab=="></form>'
    )


def test_a_postback_sends_every_hidden_field_back(links) -> None:
    pager = "<td><span>1</span></td><td><a href=\"javascript:__doPostBack('ctl00$Grid','Page$2')\">2</a></td>"
    assert links(postback_page(pager), HOST + "/Pages/Tin.aspx?x=1").next_page == Form(
        HOST + "/Pages/Tin.aspx?x=1",
        (
            ("__EVENTTARGET", "ctl00$Grid"),
            ("__EVENTARGUMENT", "Page$2"),
            ("__VIEWSTATE", "dDwt+/=="),
            ("__EVENTVALIDATION", "ab=="),
        ),
    )


def by_postback(argument: str, text: str) -> str:
    return f"<td><a href=\"javascript:__doPostBack('g','{argument}')\">{text}</a></td>"


OPTIONS = 'javascript:WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions("g", "7", true))'


@pytest.mark.parametrize(
    ("pager", "argument"),
    [
        (by_postback("Page$1", "1") + "<td><span>2</span></td>" + by_postback("Page$3", "3"), "Page$3"),
        (
            by_postback("Page$9", "...")
            + by_postback("Page$10", "10")
            + "<td><span>11</span></td>"
            + by_postback("Page$12", "..."),
            "Page$12",
        ),
        ("<td><a href=# onclick=\"__doPostBack('g','N'); return false;\">Tiếp</a></td>", "N"),
        (f"<td><a href='{OPTIONS}'>Sau</a></td>", "7"),
    ],
)
def test_numbers_groups_and_words_by_postback(links, pager, argument) -> None:
    form = links(postback_page(pager)).next_page
    assert dict(form.fields)["__EVENTARGUMENT"] == argument


def test_the_last_page_by_postback(links) -> None:
    pager = "<td><a href=\"javascript:__doPostBack('g','Page$1')\">1</a></td><td><span>2</span></td>"
    assert links(postback_page(pager)).next_page is None


@pytest.mark.parametrize(
    ("target", "base", "number"),
    [
        ("/Tin/page-2/", "/Tin", 2),
        ("/tin?a=1&page=3&b=2", "/tin?a=1&b=2", 3),
        ("/tin?page=3&b=2", "/tin?b=2", 3),
        ("/tin?page=0", "/tin", 0),
        ("/chuyen-muc-tin-c12-2.html", "/chuyen-muc-tin-c12.html", 2),
        ("/bai-viet-nam-2023-170.html", "/bai-viet-nam-2023-170.html", None),
        ("/?p=12", "/?p=12", None),
    ],
)
def test_the_listing_without_its_page(target, base, number) -> None:
    assert page_base(target) == (base, number)
