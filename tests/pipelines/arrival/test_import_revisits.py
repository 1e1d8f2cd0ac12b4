"""Revisits are captures with the body that they refer to: in the same file, in another one or in the archive."""

import base64
import hashlib
from dataclasses import replace

import pytest

LATER = "2025-08-01T00:00:00Z"


def payload(body):
    return "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()


WAYS = {
    "payload": lambda one: {"WARC-Payload-Digest": payload(one.body)},
    "record": lambda one: {"WARC-Refers-To": "<urn:0>"},
    "capture": lambda one: {"WARC-Refers-To-Target-URI": one.url, "WARC-Refers-To-Date": one.at},
}


@pytest.fixture
def pair(article):
    """A response and, by the way that is asked for, a revisit of it."""

    def make(way, **fields):
        first = replace(article("a"), warc=(("WARC-Payload-Digest", payload(article("a").body)),))
        named = {"WARC-Profile": "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"}
        named |= WAYS[way](first)
        again = replace(first, at=LATER, body=b"", kind="revisit", warc=tuple(named.items()))
        return first, replace(again, **fields)

    return make


def captures(query):
    sql = "SELECT count(*), count(DISTINCT body_sha256) FROM pages"
    return query(sql, name="pages"), query("SELECT count(*), max(version) FROM articles"), query(
        "SELECT count(*) FROM captures WHERE content_hash <> ''"
    )  # fmt: skip


SEEN_TWICE = ([(2, 1)], [(1, 1)], [(2,)])


@pytest.mark.parametrize("way", WAYS)
def test_a_revisit_in_the_same_file_counts_as_seen(imported, warc, pair, query, way):
    imported(warc("a.warc.gz", *pair(way)))
    assert captures(query) == SEEN_TWICE


@pytest.mark.parametrize("way", ["payload", "capture"])
def test_a_revisit_finds_its_body_in_the_archive(imported, warc, pair, query, way):
    first, again = pair(way)
    imported(warc("a.warc.gz", first))
    imported(warc("b.warc.gz", again))
    assert captures(query) == SEEN_TWICE


@pytest.mark.parametrize("way", ["payload", "capture"])
def test_a_revisit_may_come_before_its_body(imported, warc, pair, query, way):
    first, again = pair(way)
    _, faults = imported(warc("b.warc.gz", again), warc("a.warc.gz", first))
    assert faults == []
    assert captures(query) == SEEN_TWICE


def test_a_revisit_under_another_address_is_a_capture_of_that_one(imported, warc, pair, query):
    first, again = pair("payload", path="/tin/b.html")
    imported(warc("a.warc.gz", first, again))
    urls = query("SELECT url FROM pages ORDER BY url", name="pages")
    assert urls == [("https://xa.example.vn/tin/a.html",), ("https://xa.example.vn/tin/b.html",)]


def test_a_revisit_whose_body_is_nowhere_is_named(imported, warc, pair):
    _, again = pair("payload")
    done, (fault,) = imported(warc("b.warc.gz", again))
    assert (done.new, done.faults) == (0, 1)
    assert "tin/a.html is left out: it refers to a body that is in no file" in fault


def test_a_revisit_is_not_given_bytes_of_another_digest(imported, warc, article, pair):
    _, again = pair("payload")
    imported(warc("a.warc.gz", article("a", again.at, lines=["Dòng khác của bản tin này. " * 5] * 4)))
    done, _ = imported(warc("b.warc.gz", again))
    assert done.faults == 1


def test_not_modified_says_that_the_article_is_as_before(imported, warc, article, capture, query):
    same = capture("/tin/a.html", LATER, status="304 Not Modified", kind="revisit", headers=())
    imported(warc("a.warc.gz", article("a"), same))
    assert query("SELECT version, last_seen_at FROM articles") == [(1, "2025-08-01T07:00:00.000+07:00")]
