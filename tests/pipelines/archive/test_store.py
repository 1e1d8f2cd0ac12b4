"""Storing a visit: the article with all of its parts, its page, its address; and doing so again."""

import json

import pytest

from crawler.addresses import key
from crawler.items import Visit
from pipelines.store import store_visit


def seed(archive, make, *paths):
    """Make addresses known and lease nothing: the store takes visits of known addresses."""
    archive.frontier.add("xa", [make.link(path) for path in paths])


def test_a_new_article_is_stored_with_all_of_its_parts(archive, make, rows, one):
    seed(archive, make, "/tin/a-1.html")
    article = make.full_article("/tin/a-1.html", author="Ban biên tập", signature="Trần Văn A", source="Báo Mẫu")
    stored = store_visit(archive, make.visit("/tin/a-1.html", article, rights="Ghi rõ nguồn"))
    assert stored.change == "new"
    (row,) = rows(archive, "SELECT key, title, lead, body, published_at, published_on, byline, version FROM articles")
    assert row == (
        key("https://xa.example.vn/tin/a-1.html"),
        "Tin 1", "Sapo.", "Dòng một.\nDòng hai.", "2025-07-01T06:30:00+07:00", "2025-07-01", "Trần Văn A", 1,
    )  # fmt: skip
    assert rows(archive, "SELECT section FROM article_sections ORDER BY position") == [("Tin tức",), ("Xã hội",)]
    assert rows(archive, "SELECT tag FROM tags ORDER BY position") == [("b",), ("a",)]
    assert rows(archive, "SELECT url, caption FROM images") == [("https://xa.example.vn/a.jpg", "Ảnh một")]
    assert rows(archive, "SELECT url, filename, media_type, sha256 FROM attachments") == [
        ("https://xa.example.vn/a.pdf", "a.pdf", "application/pdf", None)
    ]
    assert (
        rows(archive, "SELECT category, rule, text FROM removed_blocks JOIN blocks USING (block_id)")
        == [("share", "share-bar", "Chia sẻ")] * 2
    )
    assert one(archive, "SELECT count(*) FROM blocks") == 1
    assert one(archive, "SELECT rights FROM portals") == "Ghi rõ nguồn"


def test_the_page_of_an_article_comes_back_as_it_was_answered(archive, make, one):
    seed(archive, make, "/tin/a-1.html")
    page = make.page("/tin/a-1.html", b"\xff<p>", headers=[("Content-Type", "text/html"), ("X", "á")])
    store_visit(archive, make.visit("/tin/a-1.html", page=page))
    stored = archive.pages.page(one(archive, "SELECT page_id FROM articles"))
    assert stored.page == page
    assert stored.outcome == "article"


def test_the_same_content_again_is_unchanged(archive, make, one):
    seed(archive, make, "/tin/a-1.html")
    store_visit(archive, make.visit("/tin/a-1.html"))
    stored = store_visit(archive, make.visit("/tin/a-1.html", body=b"another clock"))
    assert stored.change == "unchanged"
    assert one(archive, "SELECT version FROM articles") == 1
    assert one(archive, "SELECT last_seen_at > first_seen_at FROM articles") == 1


def test_changed_content_keeps_the_earlier_state(archive, make, rows):
    seed(archive, make, "/tin/a-1.html")
    store_visit(archive, make.visit("/tin/a-1.html", make.full_article("/tin/a-1.html")))
    stored = store_visit(archive, make.visit("/tin/a-1.html", make.full_article("/tin/a-1.html", title="Tin sửa")))
    assert stored.change == "changed"
    assert rows(archive, "SELECT title, version FROM articles") == [("Tin sửa", 2)]
    (row,) = rows(archive, "SELECT title, version, published_on, parts FROM article_versions")
    assert row[:3] == ("Tin 1", 1, "2025-07-01")
    assert json.loads(row[3])["tags"] == ["b", "a"]


def test_reordered_tags_are_no_change(archive, make):
    seed(archive, make, "/tin/a-1.html")
    store_visit(archive, make.visit("/tin/a-1.html", make.full_article("/tin/a-1.html")))
    again = make.visit("/tin/a-1.html", make.full_article("/tin/a-1.html", tags=["a", "b"]))
    assert store_visit(archive, again).change == "unchanged"


def test_a_repeated_visit_is_stored_once(archive, make, rows):
    seed(archive, make, "/tin/a-1.html")
    visit = make.visit("/tin/a-1.html")
    store_visit(archive, visit)
    before = list(archive.db.conn.iterdump())
    assert store_visit(archive, visit).again
    assert list(archive.db.conn.iterdump()) == before
    assert rows(archive, "SELECT articles_new, pages FROM runs") == [(1, 1)]


@pytest.mark.parametrize("outcome", ["refused", "gate", "too_large", "exception"])
def test_a_visit_without_an_article_ends_its_address_with_the_reason(archive, make, rows, outcome):
    seed(archive, make, "/tin/a-1.html")
    store_visit(archive, Visit(make.address("/tin/a-1.html"), outcome, "because"))
    assert rows(archive, "SELECT state, outcome, reason FROM frontier") == [("failed", outcome, "because")]
    assert rows(archive, "SELECT failed, pages FROM run_portals") == [(1, 0)]
