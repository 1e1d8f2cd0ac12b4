"""What a look finds, on the samples and on a small site of no known platform."""

import json
from pathlib import Path

import pytest

from crawler.portals import unknown_portal
from crawler.samples import SampleServer
from crawler.scouting.errors import ElsewhereError, GatedError, NoNewsError, RefusedError, UnreachableError
from crawler.scouting.guest import REQUESTS, Guest
from crawler.scouting.look import look_at, portal_id

SAMPLES = {
    "mat-tran.localhost": ("mttq", "front", "Ủy ban MTTQ Việt Nam thành phố Trường Khê (trang mẫu)", 5),
    "thi-xa.localhost": ("tandan", "ubnd", "Cổng thông tin điện tử thị xã Kim Lĩnh (trang mẫu)", 4),
}


@pytest.fixture(scope="module")
def samples():
    with SampleServer() as server:
        yield {
            host: look_at(Guest(unknown_portal(f"http://{host}/"), hosts=server.hosts), f"http://{host}/")
            for host in SAMPLES
        }


@pytest.mark.parametrize("host", SAMPLES)
def test_the_samples_are_found_out(samples, host):
    platform, organisation, name, sections = SAMPLES[host]
    look = samples[host]
    assert (look.portal.platform, look.portal.organisation, look.portal.name) == (platform, organisation, name)
    assert look.evidence
    assert look.organisation.evidence
    assert look.portal.state == "unverified"
    assert look.portal.units == ()
    assert len(look.portal.sections) == sections
    assert all(seen.named for seen in look.sections if not seen.problem)
    assert len(look.articles) == 3
    assert all(seen.article.published and seen.article.body for seen in look.articles)
    assert look.requests <= REQUESTS


def test_feed_and_sitemap_are_found(samples):
    assert samples["mat-tran.localhost"].feed == "http://mat-tran.localhost/rss/tin-moi.rss"
    assert samples["mat-tran.localhost"].sitemap == "http://mat-tran.localhost/sitemap.xml"
    assert samples["thi-xa.localhost"].sitemap == ""


def test_a_site_of_no_known_platform(site, look):
    found = look(site.url)
    assert (found.platform, found.portal.platform, found.evidence) == ("generic", "", [])
    assert [(section.url, section.name) for section in found.portal.sections] == [(f"{site.url}tin-tuc/", "Tin tức")]
    assert found.sections[0].named == 3
    assert found.sections[0].newest == "2025-06-03"
    assert len(site.asked) == found.requests


def test_an_address_below_the_home_page_is_a_section_if_it_lists_news(site, answer, look):
    site.answers["/thong-bao/"] = site.answers["/tin-tuc/"]
    found = look(f"{site.url}thong-bao/")
    assert found.portal.url == site.url
    assert found.portal.sections[0].url == f"{site.url}thong-bao/"


REFRESH = "<html><meta http-equiv='Refresh' content='0; url=%s'></html>"


def test_a_home_page_that_sends_browsers_on_is_followed(site, answer, look):
    site.answers["/trang-chu.html"] = site.answers["/"]
    site.answers["/"] = [answer((REFRESH % "/trang-chu.html").encode())]
    found = look(site.url)
    assert found.portal.url == f"{site.url}trang-chu.html"
    assert [section.name for section in found.portal.sections] == ["Tin tức"]


def test_redirects_of_the_home_page_are_left_to_the_crawl(site, answer, look):
    site.answers["/vi/"] = site.answers["/"]
    site.answers["/"] = [answer(status=301, headers={"Location": "/vi/"})]
    assert look(site.url).portal.url == site.url


@pytest.mark.parametrize("target", ["https://khac.example/", "http://[", "", "/"])
def test_a_home_page_that_sends_nowhere_is_no_portal(site, answer, look, target):
    site.answers["/"] = [answer((REFRESH % target).encode())]
    with pytest.raises(NoNewsError):
        look(site.url)


def test_dead_sections_are_left_out_with_their_reason(site, answer, look):
    home = site.answers["/"][0].body.replace(b"</nav>", "<a href='/thong-bao/'>Thông báo</a></nav>".encode())
    site.answers["/"] = [answer(home)]
    found = look(site.url)
    assert [section.name for section in found.portal.sections] == ["Tin tức"]
    assert {seen.section.name: seen.problem for seen in found.sections} == {"Tin tức": "", "Thông báo": "HTTP 404"}


def test_more_sections_than_are_looked_at_are_recorded_as_found(site, answer, look):
    names = "".join(f"<li><a href='/tin-tuc/muc-{n}/'>Tin tức {n}</a></li>" for n in range(40))
    site.answers["/"] = [answer(site.answers["/"][0].body.replace(b"</nav>", f"<ul>{names}</ul></nav>".encode()))]
    site.answers |= {f"/tin-tuc/muc-{n}/": site.answers["/tin-tuc/"] for n in range(40)}
    found = look(site.url)
    assert len(found.portal.sections) == 41
    assert sum(seen.named is None for seen in found.sections) == 27
    assert len(site.asked) <= REQUESTS
    assert len(found.articles) == 3


GATE = b'<html><body><script>document.cookie="D1N=7f3a"+";path=/";location.reload();</script></body></html>'
SHOP = "<html><body><h1>Máy bơm</h1><p>Bán máy bơm nước các loại, giá tốt nhất.</p></body></html>".encode()
ENDS = {
    "robots.txt": (RefusedError, "/robots.txt", {"body": b"User-agent: *\nDisallow: /"}),
    "HTTP 403": (RefusedError, "/", {"status": 403}),
    "HTTP 503": (UnreachableError, "/", {"status": 503}),
    "broken off": (UnreachableError, "/", {"body": b"<html>", "breaks_off": True}),
    "flood": (GatedError, "/", {"status": 429}),
    "gate": (GatedError, "/", {"body": GATE}),
    "cookie gate": (GatedError, "/", {"status": 302, "headers": {"Location": "/"}}),
    "another site": (ElsewhereError, "/", {"status": 301, "headers": {"Location": "https://khac.example/"}}),
    "no home page": (NoNewsError, "/", {"status": 404}),
    "nothing": (NoNewsError, "/", {"body": b"<html><title>x</title></html>"}),
    "a shop": (NoNewsError, "/", {"body": SHOP}),
}


@pytest.mark.parametrize("end", ENDS)
def test_a_site_that_cannot_be_added_says_why(site, answer, look, end):
    error, path, given = ENDS[end]
    site.answers[path] = [answer(**given)]
    with pytest.raises(error, match=r"127\.0\.0\.1") as raised:
        look(site.url)
    assert type(raised.value) is error


SAVED = Path(__file__).parents[1] / "extraction"
KINDS = {"gate": GatedError, "flood": GatedError, "login": GatedError, "maintenance": UnreachableError}
NOTICES = {
    file: kind
    for file in sorted(SAVED.glob("*/*.json"))
    if (kind := json.loads(file.read_text("utf-8")).get("kind")) in KINDS
}


@pytest.mark.parametrize("file", NOTICES, ids=lambda file: file.stem)
def test_the_notices_that_are_known_are_no_portals(site, answer, look, file):
    site.answers["/"] = [answer(file.with_suffix(".html").read_bytes())]
    with pytest.raises(KINDS[NOTICES[file]]):
        look(site.url)
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://honglinh.hatinh.gov.vn/", "honglinh.hatinh"),
        ("https://www.mttqhanoi.org.vn/", "mttqhanoi"),
        ("https://thanhuyhanoi.vn/", "thanhuyhanoi"),
        ("http://127.0.0.1:8000/", "127.0.0.1-8000"),
        ("http://xa_vi-du.hatinh.gov.vn/", "xa-vi-du.hatinh"),
    ],
)
def test_ids_are_short_hosts(url, expected):
    assert portal_id(url) == expected
