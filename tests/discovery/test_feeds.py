"""Feeds in every form that portals print, and broken ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.feeds import plain_text, read_feed

URL = "http://p.example/rss/"


def rss(*items: str) -> bytes:
    channel = f"<title>Thông báo</title><link>http://p.example/</link>{''.join(items)}"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{channel}</channel></rss>'.encode()


def item(link: str, title: str = "Một bài", extra: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{extra}</item>"


def test_rss() -> None:
    date = "<pubDate>Sun, 21 Dec 2025 13:12:00 GMT</pubDate>"
    reading = read_feed(
        rss(item("http://p.example/a-1.html", extra=date), item("/khong-day-du"), item("http://o.example/a")), URL
    )
    assert [(link.url, link.role, link.title, link.date, link.section) for link in reading.links] == [
        ("http://p.example/a-1.html", "article", "Một bài", "Sun, 21 Dec 2025 13:12:00 GMT", "Thông báo")
    ]
    assert (reading.title, reading.error) == ("Thông báo", "")


def test_rss_1() -> None:
    body = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title></channel>
      <item><title>A</title><link>http://p.example/a</link><dc:date>2024-05-01</dc:date></item></rdf:RDF>"""
    assert [(link.title, link.date, link.section) for link in read_feed(body, URL).links] == [("A", "2024-05-01", "T")]


def test_atom() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>A</title>
      <link rel="self" href="http://p.example/self"/><link href="http://p.example/a"/><updated>2024-05-01T00:00:00Z</updated>
      </entry></feed>"""
    assert [(link.url, link.date) for link in read_feed(body, URL).links] == [
        ("http://p.example/a", "2024-05-01T00:00:00Z")
    ]


def test_a_guid_stands_in_for_a_missing_link() -> None:
    reading = read_feed(rss("<item><title>A</title><guid>http://p.example/a</guid></item>"), URL)
    assert reading.links[0].url == "http://p.example/a"


def test_entities_encoded_twice() -> None:
    reading = read_feed(
        rss(item("http://p.example/a", "H&amp;#7885;p x&amp;amp;#227; &amp;lt;b&amp;gt;1&amp;lt;/b&amp;gt;")), URL
    )
    assert reading.links[0].title == "Họp xã 1"


def test_noise_parameters_and_repeated_items() -> None:
    body = rss(item("http://p.example/a?utm_source=rss"), item("http://p.example/a"), item("http://p.example/b"))
    assert [link.url for link in read_feed(body, URL).links] == ["http://p.example/a", "http://p.example/b"]


def test_what_is_whole_of_a_broken_feed_is_read() -> None:
    whole = rss(item("http://p.example/a"), item("http://p.example/b", "C &nbsp; D"))
    reading = read_feed(whole[: whole.index(b"</channel>")], URL)
    assert [link.url for link in reading.links] == ["http://p.example/a", "http://p.example/b"]
    assert reading.error.startswith("broken XML")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"<html><body>RSS</body></html>", "an HTML page instead of XML"),
        (b"<urlset/>", "no feed: the root element is <urlset>"),
        (b"", "empty answer"),
    ],
)
def test_other_answers_are_errors_in_words(body, error) -> None:
    assert (read_feed(body, URL).links, read_feed(body, URL).error) == ([], error)


@given(st.text(max_size=100))
def test_plain_text_is_settled(text) -> None:
    once = plain_text(text)
    assert "\n" not in once
    assert once == once.strip()


@given(st.binary(max_size=300))
def test_any_bytes_are_read(body) -> None:
    read_feed(body, URL)
    read_feed(b"<rss><channel><item><link>" + body, URL)
