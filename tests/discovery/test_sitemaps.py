"""Sitemaps in every form that portals print, and broken ones."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.sitemaps import read_sitemap
from crawler.platforms import by_id

URL = "http://p.example/sitemap.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*paths: str) -> bytes:
    urls = "".join(f"<url><loc>http://p.example{path}</loc><lastmod>2024-05-01</lastmod></url>" for path in paths)
    return f"{HEAD}<urlset {NAMESPACE}>{urls}</urlset>".encode()


def paths(body: bytes, family: str = "generic") -> list[tuple[str, str]]:
    found = read_sitemap(body, URL, family=by_id(family)).links
    return [(link.url.removeprefix("http://p.example"), link.role) for link in found]


def test_an_index_names_sitemaps_of_its_site_that_hold_news() -> None:
    names = [
        "http://p.example/sitemap-vi.about.xml",
        "http://p.example/sitemap-vi.news.xml",
        "http://p.example/post-sitemap2.xml",
        "http://p.example/page-sitemap.xml",
        "http://other.example/a.xml",
    ]
    entries = "".join(f"<sitemap><loc> {name} </loc></sitemap>" for name in names)
    reading = read_sitemap(f"{HEAD}<sitemapindex {NAMESPACE}>{entries}</sitemapindex>".encode(), URL)
    assert reading.sitemaps == names[1:3]
    assert (reading.links, reading.error) == ([], "")


def test_a_urlset_of_an_unknown_platform_names_what_looks_like_articles() -> None:
    body = urlset("/", "/tin-tuc/", "/thong-bao/mot-bai-77.html", "/gioi-thieu/ve-xa-1", "/a.pdf", "/?tc=5", "/lien-he")
    assert paths(body) == [("/thong-bao/mot-bai-77.html", "article"), ("/a.pdf", "file"), ("/?tc=5", "article")]


def test_a_urlset_of_nukeviet_is_read_by_its_patterns() -> None:
    body = urlset("/Thong-bao/", "/Thong-bao/mot-bai-77.html", "/about/ve-xa-1.html", "/lk-1")
    assert paths(body, "nukeviet") == [("/Thong-bao/", "listing"), ("/Thong-bao/mot-bai-77.html", "article")]


def test_titles_of_a_news_sitemap() -> None:
    body = f"""{HEAD}<urlset {NAMESPACE} xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url>
      <loc>http://p.example/a-1.html</loc><n:news><n:title>Họp tổ 1 &amp; 2</n:title></n:news></url></urlset>"""
    assert [link.title for link in read_sitemap(body.encode(), URL).links] == ["Họp tổ 1 & 2"]


def test_gzip_and_byte_order_mark_and_text() -> None:
    body = urlset("/a-1.html")
    assert paths(gzip.compress(body)) == paths(b"\xef\xbb\xbf" + body) == [("/a-1.html", "article")]
    assert paths(b"http://p.example/a-1.html\nhttp://p.example/b-2.html\r\n") == [
        ("/a-1.html", "article"),
        ("/b-2.html", "article"),
    ]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("wp-sitemap-posts-post-1.xml", True),
        ("wp-sitemap-posts-page-1.xml", False),
        ("wp-sitemap-taxonomies-category-1.xml", False),
        ("wp-sitemap-users-1.xml", False),
        ("post-sitemap2.xml", True),
        ("author-sitemap.xml", False),
        ("sitemap-vi.weblinks.xml", False),
        ("sitemap-2024-05.xml", True),
    ],
)
def test_which_sitemaps_of_an_index_are_read(name, read) -> None:
    body = f"<sitemapindex><sitemap><loc>http://p.example/{name}</loc></sitemap></sitemapindex>"
    assert read_sitemap(body.encode(), URL).sitemaps == ([f"http://p.example/{name}"] if read else [])


def test_a_sitemap_of_news_names_articles_whatever_their_address() -> None:
    body = urlset("/", "/hop-thon/", "/lien-he/")
    assert paths(body) == []
    for name in ("post-sitemap.xml", "wp-sitemap-posts-post-1.xml", "sitemap-vi.news.xml"):
        links = read_sitemap(body, f"http://p.example/{name}").links
        assert [(link.url, link.role) for link in links] == [("http://p.example/hop-thon/", "article")]


def test_what_is_whole_of_broken_xml_is_read() -> None:
    whole = urlset("/a-1.html", "/b-2.html", "/c-3.html")
    reading = read_sitemap(whole[: whole.index(b"c-3")], URL)
    assert [link.url[-8:] for link in reading.links[:2]] == ["a-1.html", "b-2.html"]
    assert reading.error.startswith("broken XML")
    packed = gzip.compress(whole)
    assert read_sitemap(packed[:-9], URL).error == "truncated gzip"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", "empty answer"),
        (b"  <!DOCTYPE html><html><body>404</body></html>", "an HTML page instead of XML"),
        (b"<rss><channel/></rss>", "no sitemap: the root element is <rss>"),
        (b"Not found", "no XML"),
        (b"\x1f\x8bxxxxxxxxxxxxxxxx", "broken gzip"),
    ],
)
def test_other_answers_are_errors_in_words(body, error) -> None:
    reading = read_sitemap(body, URL)
    assert reading.error.startswith(error)
    assert (reading.links, reading.sitemaps) == ([], [])


def test_entities_are_not_expanded() -> None:
    laughs = '<!DOCTYPE z [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    body = f"{laughs}<urlset><url><loc>http://p.example/&b;&f;-1.html</loc></url></urlset>"
    assert "root:" not in str(read_sitemap(body.encode(), URL))


@given(st.binary(max_size=300))
def test_any_bytes_are_read(body) -> None:
    read_sitemap(body, URL)
    read_sitemap(b"<urlset><url><loc>" + body, URL)


def test_addresses_take_the_spelling_of_the_sitemap() -> None:
    body = urlset("/a-1.html").replace(b"http://p.example", b"https://www.p.example")
    assert paths(body) == [("/a-1.html", "article")]
