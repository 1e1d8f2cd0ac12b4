"""What a home page says about whose it is."""

from datetime import datetime

import pytest

from crawler.guards.capture import VIETNAM
from crawler.items import Page
from crawler.scouting.signs import signs_of, site_name


def read(html: str, url: str = "http://www.vidu.gov.vn/"):
    return signs_of(Page(url, datetime(2025, 1, 1, tzinfo=VIETNAM), 200, body=html.encode()))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Trang nhất - Cổng thông tin điện tử xã Ví Dụ", "Cổng thông tin điện tử xã Ví Dụ"),
        ("Xã Ví Dụ | Trang chủ", "Xã Ví Dụ"),
        ("HĐND-UBND xã Ví Dụ", "HĐND-UBND xã Ví Dụ"),
        ("Xã Ví Dụ - tỉnh Ví Dụ", "Xã Ví Dụ - tỉnh Ví Dụ"),
        ("Cổng thông tin điện tử xã Ví Dụ > Trang chủ", "Cổng thông tin điện tử xã Ví Dụ"),
        ("Home", ""),
        ("", ""),
    ],
)
def test_the_name_is_the_title_without_the_page(title, name):
    assert site_name(title) == name


def test_the_declared_name_goes_before_title_and_description():
    head = (
        '<title>Trang chủ</title><meta property="og:site_name" content="Xã Ví Dụ"><meta name="description" content="x">'
    )
    assert read(head).name == "Xã Ví Dụ"
    assert read('<title>Trang chủ</title><meta name="description" content="Xã Ví Dụ">').name == "Xã Ví Dụ"
    assert read("<title>Trang chủ</title>").name == ""
    assert read('<meta property="og:site_name" content="vidu.gov.vn"><title>Xã Ví Dụ</title>').name == "Xã Ví Dụ"
    assert read("<title>Website</title>").name == "Website"


def test_the_footer_is_read_without_its_scripts():
    signs = read('<p>Tin</p><div class="page-footer">UBND xã <b>Ví Dụ</b><script>var x</script></div>')
    assert signs.footer == "UBND xã Ví Dụ"
    assert read("<p>Tin</p>").footer == ""


def test_labels_are_those_that_may_name_somebody():
    assert read("").labels == ["www", "vidu"]
    assert read("", "http://127.0.0.1:8000/").labels == []
