"""What addresses are by their own form, and which of them are traps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.roles import form_of, target_of
from crawler.platforms import by_id

NUKEVIET, GENERIC = by_id("nukeviet"), by_id("generic")


@pytest.mark.parametrize(
    ("target", "form"),
    [
        ("/Thong-bao/thong-bao-tuyen-dung-182.html", "article"),
        ("/vi/news/Thong-bao/thong-bao-tuyen-dung-182.html", "article"),
        ("/Thong-bao/", "listing"),
        ("/vi/news/Thong-bao/", "listing"),
        ("/Thong-bao/page-2/", "listing"),
        ("/print/Thong-bao/thong-bao-182.html", "twin"),
        ("/savefile/Thong-bao/thong-bao-182.html", "twin"),
        ("/vi/news/sendmail/Thong-bao/thong-bao-182.html", "twin"),
        ("/Thong-bao/thong-bao-182.html?download=1&id=0", "file"),
        ("/Thong-bao/thong-bao-182.html?pdf=1&id=0", "twin"),
        ("/rss/Thong-bao/", "feed"),
        ("/about/gioi-thieu-ve-nukeviet-4.html", "excluded"),
        ("/weblinks/co-quan-nha-nuoc/lk-1-1/", "excluded"),
        ("/vi/users/login/", "excluded"),
        ("/contact/", "excluded"),
        ("/statistics/", "excluded"),
        ("/voting/", "excluded"),
        ("/banners/click/?id=2", "excluded"),
        ("/seek/?q=tin", "excluded"),
        ("/tag/y-t%E1%BA%BF", "excluded"),
        ("/news/tag/y-te", "excluded"),
        ("/feeds/", "excluded"),
        ("/siteterms/privacy.html", "excluded"),
        ("/?nvvithemever=m", "twin"),
        ("/uploads/news/2019_03/phu-luc-5.pdf", "file"),
        ("/uploads/news/2019_03/a.jpg", "excluded"),
    ],
)
def test_addresses_of_nukeviet(target, form) -> None:
    assert form_of(target, NUKEVIET) == form


@pytest.mark.parametrize(
    ("target", "form"),
    [
        ("/tin-tuc/mot-bai-viet-123", ""),
        ("/?cn=28&gd=4&tc=12230", ""),
        ("/portal/pages/print.aspx?p=39304", "twin"),
        ("/trang-in-5.html", "twin"),
        ("/3cms/Ban-in-7.htm?art=1616085657672", "twin"),
        ("/bai-viet?tmpl=component&print=1", "twin"),
        ("/PrintItem.aspx?id=3", "twin"),
        ("/rss.aspx", "feed"),
        ("/Rss.aspx?catid=15&catname=tin", "feed"),
        ("/tin-tuc?format=feed&type=rss", "feed"),
        ("/feed/", "feed"),
        ("/upload/1/20240501/cong-van.DOCX", "file"),
        ("/user/login", "excluded"),
        ("/c/portal/login?p_l_id=1", "excluded"),
        ("/tim-kiem?q=a", "excluded"),
        ("/lien-he.html", "excluded"),
        ("/author/admin/", "excluded"),
        ("/tin/x.html/vi/en/vi", "excluded"),
        ("/vi/en/vi/en/vi/en", "excluded"),
        ("/tin-tuc/tin-tuc/tin-tuc/a", "excluded"),
        ("/lich?date=2024-05-01", "excluded"),
        ("/node/1?destination=/node/2", "excluded"),
        ("/" + "a" * 1200, "excluded"),
        ("/" + "a/b" * 20, "excluded"),
    ],
)
def test_addresses_of_an_unknown_platform(target, form) -> None:
    assert form_of(target, GENERIC) == form


@pytest.mark.parametrize(
    "target", ["/index.php/tin-tuc/5-bai", "/tin/gioi-thieu-mo-hinh-moi-12.html", "/thu-vien/lich-su-7"]
)
def test_addresses_that_only_look_like_traps(target) -> None:
    assert form_of(target, GENERIC) == ""


@given(st.text(max_size=80))
def test_every_address_has_a_form(text) -> None:
    assert form_of(text, GENERIC) in {"", "excluded", "twin", "file", "feed"}
    assert isinstance(target_of("http://p.example/" + text.replace("[", "")), str)
