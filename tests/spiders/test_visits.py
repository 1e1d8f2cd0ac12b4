"""What an answer means for the address that was asked: the outcome, the reason, and what is followed."""

from datetime import datetime

import pytest

from crawler.guards.capture import VIETNAM
from crawler.items import Address, Page, Visit
from crawler.portals import Portal
from crawler.spiders.visits import answered, is_home, settled
from crawler.spiders.walks import Walks

SITE = "http://phuong-mau.example"
PORTAL = Portal(id="mau", name="Phường Mẫu", url=SITE + "/")


@pytest.fixture
def visit(remembering):
    """The visit that an answer makes of an address."""

    def ended(role, status, body=b"", *, path="/tin-tuc/a-1.html", page_number=1, **headers):
        address = Address(SITE + path, "mau", role, page_number=page_number)
        named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
        page = Page(address.url, datetime(2025, 7, 1, 8, tzinfo=VIETNAM), status, named, body)
        return answered(address, page, PORTAL, "generic", Walks(remembering()))

    return ended


# -- redirects ---------------------------------------------------------------------------------------------------------


def test_a_redirect_names_the_next_address(visit):
    ended = visit("article", 301, location="/thong-bao/a-1.html")
    assert ended.outcome == "redirect"
    assert ended.redirected_to == SITE + "/thong-bao/a-1.html"


def test_a_redirect_to_the_home_page_is_a_soft_404(visit):
    """NukeViet sends missing articles home with 301."""
    ended = visit("article", 301, location=SITE + "/")
    assert (ended.outcome, ended.redirected_to) == ("soft_404", "")


def test_the_home_page_may_redirect_to_the_home_page(visit):
    ended = visit("home", 302, path="/", location="/trang-chu")
    assert (ended.outcome, ended.redirected_to) == ("redirect", SITE + "/trang-chu")


def test_a_redirect_to_another_site_is_not_followed(visit):
    ended = visit("article", 302, location="https://dichvucong.example/")
    assert (ended.outcome, ended.redirected_to) == ("redirect", "")
    assert "another site" in ended.reason


def test_a_redirect_to_itself_is_a_gate(visit):
    assert visit("article", 302, location="/tin-tuc/a-1.html").outcome == "gate"


def test_a_redirect_to_no_address_is_an_error_with_its_text(visit):
    ended = visit("article", 302, location="javascript:history.back()")
    assert ended.outcome == "http_error"
    assert "javascript" in ended.reason


def test_a_later_listing_page_that_redirects_ends_the_walk(visit):
    """NukeViet answers pages past the last with 301 to the first."""
    ended = visit("listing", 301, path="/tin-tuc/page-9/", page_number=9, location="/tin-tuc/")
    assert [(s.stop_reason, s.complete) for s in ended.steps] == [("redirected", True)]
    assert ended.redirected_to == ""


# -- answers without content -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (304, "unchanged"),
        (404, "gone"),
        (410, "gone"),
        (401, "refused"),
        (403, "refused"),
        (451, "refused"),
        (429, "flood"),
        (500, "http_error"),
        (503, "http_error"),
    ],
)
def test_a_status_has_one_outcome(visit, status, outcome):
    assert visit("article", status).outcome == outcome


def test_503_with_a_time_to_wait_is_a_flood(visit):
    ended = visit("article", 503, retry_after="30")
    assert (ended.outcome, ended.retry_after) == ("flood", 30.0)


def test_a_missing_later_page_ends_a_complete_walk(visit):
    """WordPress answers pages past the last with 404."""
    ended = visit("listing", 404, path="/tin-tuc/page/9/", page_number=9)
    assert [(s.stop_reason, s.complete) for s in ended.steps] == [("not_found", True)]


def test_a_missing_first_page_ends_a_walk_that_is_not_complete(visit):
    ended = visit("listing", 404, path="/tin-tuc/")
    assert [(s.stop_reason, s.complete) for s in ended.steps] == [("not_found", False)]


# -- files, sitemaps, feeds --------------------------------------------------------------------------------------------


def test_a_pdf_is_a_file_whatever_it_was_taken_for(visit):
    assert visit("article", 200, b"%PDF-1.4 ...").outcome == "file"


def test_a_page_in_place_of_a_file_is_not_kept_as_one(visit):
    assert visit("file", 200, b"<!DOCTYPE html><p>Not here").outcome == "page"


def test_a_sitemap_is_a_walk_of_its_own(visit):
    body = f"<urlset><url><loc>{SITE}/tin-tuc/a-1.html</loc></url></urlset>".encode()
    ended = visit("sitemap", 200, body, path="/sitemap.xml")
    assert [link.url for link in ended.links] == [SITE + "/tin-tuc/a-1.html"]
    assert [(s.walk, s.named, s.stop_reason, s.complete) for s in ended.steps] == [
        (SITE + "/sitemap.xml", 1, "end", True)
    ]


def test_a_sitemap_that_is_a_page_fails_its_walk_with_a_reason(visit):
    ended = visit("sitemap", 200, b"<!DOCTYPE html><p>Trang", path="/sitemap.xml")
    assert [(s.stop_reason, s.complete) for s in ended.steps] == [("failed", False)]
    assert ended.reason


def test_addresses_of_other_sites_are_not_taken_from_a_sitemap(visit):
    body = b"<urlset><url><loc>http://khac.example/a.html</loc></url></urlset>"
    assert visit("sitemap", 200, body, path="/sitemap.xml").links == []


# -- pages -------------------------------------------------------------------------------------------------------------


def test_an_empty_page_is_kept_with_its_kind_and_reason(visit):
    ended = visit("article", 200, b"")
    assert ended.outcome == "page"
    assert ended.reason
    assert ended.article is None
    assert len(ended.pages) == 1


@pytest.mark.parametrize("path", ["/", "", "/vi/", "/Default.aspx", "/index.php", "/portal/Pages/default.aspx"])
def test_spellings_of_the_home_page(path):
    assert is_home(SITE + path)


@pytest.mark.parametrize("path", ["/?id=5", "/tin-tuc/", "/index.php?com=tintuc_ct&id_news=1330"])
def test_addresses_that_are_not_the_home_page(path):
    assert not is_home(SITE + path)


# -- walks that come to nothing ----------------------------------------------------------------------------------------


def stops(role, outcome, *, page_number=1) -> list[tuple[str, bool]]:
    address = Address(SITE + "/tin-tuc/", "mau", role, page_number=page_number)
    return [(step.stop_reason, step.complete) for step in settled(Visit(address, outcome, "why")).steps]


@pytest.mark.parametrize(
    "outcome", ["gate", "flood", "http_error", "network_error", "exception", "soft_404", "refused"]
)
@pytest.mark.parametrize("role", ["listing", "feed", "sitemap"])
def test_a_walk_whose_page_brought_nothing_has_failed(role, outcome):
    assert stops(role, outcome) == [("failed", False)]


def test_a_later_page_that_is_no_listing_fails_the_walk():
    assert stops("listing", "page", page_number=2) == [("failed", False)]


@pytest.mark.parametrize(("role", "outcome"), [("listing", "page"), ("listing", "redirect"), ("article", "gate")])
def test_what_is_no_walk_or_leads_on_stops_none(role, outcome):
    assert stops(role, outcome) == []


def test_a_listing_whose_pager_is_a_script_is_not_complete(visit):
    titles = [f"Hội nghị lần thứ {n} của Đảng bộ phường năm 2024" for n in range(5)]
    items = "".join(f'<li><a href="/tin-tuc/bai-{n}.html">{title}</a> 1/2/2024</li>' for n, title in enumerate(titles))
    page = f'<title>Tin tức</title><ul>{items}</ul><div><b>1</b> <a href="javascript:GoPage(2)">2</a></div>'
    ended = visit("listing", 200, page.encode(), path="/tin-tuc")
    assert (ended.steps[0].stop_reason, ended.steps[0].complete) == ("failed", False)
    assert "javascript:GoPage(2)" in ended.reason
