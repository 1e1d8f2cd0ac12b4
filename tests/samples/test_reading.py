"""Reading the sample pages gives the expected articles, field by field, and nothing where there is no article."""

import json
from dataclasses import asdict

import pytest

from crawler.extraction import read_page
from crawler.samples import expected_articles, load_sites

EXPECTED = expected_articles()
FIELDS = list(next(iter(EXPECTED.values())))
OTHER_PAGES = [
    (f"http://{site.host}{route.target}", site.folder / route.file)
    for site in load_sites()
    for route in site.routes
    if route.method == "GET" and route.file.startswith("pages/") and f"http://{site.host}{route.target}" not in EXPECTED
    if "/in/" not in route.target and "print.aspx" not in route.target
]


@pytest.fixture(scope="module")
def read(page_of):
    """Each page is read once for all of its fields."""
    known = {}

    def plain(url):
        if url not in known:
            article = read_page(page_of(url).encode(), url).article
            known[url] = asdict(article) if article else {}
        return known[url]

    return plain


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("url", EXPECTED, ids=lambda url: url.rsplit("/", 1)[1])
def test_field_is_exact(read, url, field):
    found = read(url).get(field, "no article")
    wanted = EXPECTED[url][field]
    if field in {"published", "updated"}:
        found = found and (found if isinstance(found, str) else found.isoformat())
    if field in {"images", "attachments"} and found != "no article":
        names = {"images": ("url", "caption"), "attachments": ("url", "filename")}[field]
        found = [{name: part[name] for name in names} for part in found]
    assert found == wanted


@pytest.mark.parametrize(("url", "file"), OTHER_PAGES, ids=lambda value: str(value).rsplit("/", 1)[1])
def test_other_pages_are_no_articles(url, file):
    reading = read_page(file.read_bytes(), url)
    assert (reading.article, bool(reading.reason)) == (None, True), json.dumps(reading.kind)


def test_the_words_on_reuse_are_the_rights(page_of):
    url = next(url for url in EXPECTED if "mat-tran" in url)
    wanted = "® Ghi rõ nguồn “Trang mẫu Mặt trận thành phố Trường Khê” khi phát hành lại thông tin từ website này"
    assert read_page(page_of(url).encode(), url).rights == wanted


@pytest.mark.parametrize(("host", "platform"), [("thi-xa", "tandan"), ("mat-tran", "mttq")])
def test_the_platform_is_recognised(page_of, host, platform):
    urls = [url for url in EXPECTED if host in url]
    assert {read_page(page_of(url).encode(), url).platform for url in urls} == {platform}
