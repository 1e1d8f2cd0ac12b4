"""What is no change by the publisher: counters and clocks on the page, and a new extractor of our own."""

import pytest

from crawler.items import Article
from pipelines.archive.pages import digest
from pipelines.store import store_visit

PATH = "/tin/a-1.html"


@pytest.fixture
def known(archive, make):
    archive.frontier.add("xa", [make.link(PATH)])
    return archive


def bodies(archive):
    return {row[0] for row in archive.pages.db.execute("SELECT sha256 FROM bodies")}


def test_a_page_in_which_only_a_counter_differs_keeps_no_new_bytes(known, make, rows):
    store_visit(known, make.visit(PATH, body=b"views: 1"))
    store_visit(known, make.visit(PATH, body=b"views: 2"))
    assert bodies(known) == {digest(b"views: 1")}
    names = [name for (name,) in rows(known, "SELECT page_id FROM captures ORDER BY captured_at")]
    assert [known.pages.page(name).body_sha256 for name in names] == [digest(b"views: 1"), digest(b"views: 2")]
    assert known.pages.page(names[1]).page.body == b"views: 1"


def test_a_page_that_was_seen_before_is_its_own(known, make, rows):
    for body in (b"views: 1", b"views: 2", b"views: 1"):
        store_visit(known, make.visit(PATH, body=body))
    assert known.pages.db.execute("SELECT count(*) FROM pages WHERE kept_sha256 IS NOT NULL").fetchone() == (1,)


@pytest.mark.parametrize(
    "field", [{"body_html": "<p>x</p>"}, {"author": "B"}, {"sections": ["Khác"]}, {"title": "Sửa"}]
)
def test_a_page_that_reads_otherwise_keeps_its_bytes(known, make, field):
    store_visit(known, make.visit(PATH, body=b"1"))
    store_visit(known, make.visit(PATH, make.article(PATH, **field), body=b"2"))
    assert bodies(known) == {digest(b"1"), digest(b"2")}


@pytest.fixture
def extractors(monkeypatch):
    """The next extractor reads the whole body of a page as the title."""

    def extract(html, url, **_):
        return Article(url, html.decode().partition("|")[0], body=["Dòng."])

    def use(version):
        monkeypatch.setattr("pipelines.archive.recording.extractor", lambda: version)
        monkeypatch.setattr("pipelines.store.extractor", lambda: version)

    monkeypatch.setattr("pipelines.rereading.extract", extract)
    return use


def test_a_new_extractor_makes_no_version(known, make, rows, extractors):
    extractors("old")
    store_visit(known, make.visit(PATH, make.article(PATH, "misread", body=["Dòng."]), body=b"Tin|views: 1"))
    extractors("new")
    again = make.visit(PATH, make.article(PATH, "Tin", body=["Dòng."]), body=b"Tin|views: 2")
    assert store_visit(known, again).change == "unchanged"
    assert rows(known, "SELECT title, version, extractor FROM articles") == [("Tin", 1, "new")]
    assert rows(known, "SELECT count(DISTINCT content_hash) FROM captures") == [(1,)]


def test_an_edit_is_found_behind_a_new_extractor(known, make, rows, extractors):
    extractors("old")
    store_visit(known, make.visit(PATH, make.article(PATH, "misread", body=["Dòng."]), body=b"Tin|views: 1"))
    store_visit(known, make.visit(PATH, make.article(PATH, "misread 2", body=["Dòng."]), body=b"Tin hai|views: 2"))
    extractors("new")
    store_visit(known, make.visit(PATH, make.article(PATH, "Tin ba", body=["Dòng."]), body=b"Tin ba|views: 3"))
    assert rows(known, "SELECT title, version FROM article_versions") == [("Tin", 1), ("Tin hai", 2)]
    assert rows(known, "SELECT title, version FROM articles") == [("Tin ba", 3)]
