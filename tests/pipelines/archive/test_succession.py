"""Addresses that are used again: another article is a new one, an edited one is not."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from crawler.items import Attachment
from pipelines.archive.content import content_of
from pipelines.archive.succession import is_another
from pipelines.store import store_visit

LOCAL = timezone(timedelta(hours=7))
PATH = "/tin/a-1.html"
FILE = Attachment("https://xa.example.vn/a.pdf", "a.pdf")


def old(make, **fields):
    given = {"title": "Tin cũ", "body": ["Một.", "Hai."], "published": datetime(2019, 5, 1, tzinfo=LOCAL), **fields}
    return make.article(PATH, **given)


def new(make, **fields):
    given = {"title": "Tin mới", "body": ["Ba.", "Bốn."], "published": datetime(2025, 7, 9, tzinfo=LOCAL), **fields}
    return make.article(PATH, **given)


def test_all_differs(make):
    assert is_another(content_of(old(make)), content_of(new(make)))


@pytest.mark.parametrize(
    "kept",
    [
        {"title": "Tin cũ"},
        {"published": datetime(2019, 5, 1, 14, 0, tzinfo=LOCAL)},
        {"published": None},
        {"body": ["Mới.", "Hai."]},
        {"lead": "Một."},
        {"attachments": [FILE]},
    ],
)
def test_whatever_stays_makes_it_an_edit(make, kept):
    assert not is_another(content_of(old(make, attachments=[FILE])), content_of(new(make, **kept)))


def test_the_new_article_has_the_address_and_the_old_one_is_gone(archive, make, rows):
    archive.frontier.add("xa", [make.link(PATH)])
    store_visit(archive, make.visit(PATH, old(make)))
    for _ in range(2):
        visit = make.visit(PATH, new(make))
        change = store_visit(archive, visit).change
    assert change == "unchanged"
    found = rows(
        archive, "SELECT title, version, gone_at IS NOT NULL, gone_reason LIKE 'replaced%' FROM articles ORDER BY id"
    )
    assert found == [("Tin cũ", 1, 1, 1), ("Tin mới", 1, 0, 0)]
    sql = "SELECT title FROM article_addresses JOIN articles ON articles.id = article_id"
    assert rows(archive, sql) == [("Tin mới",)]
    assert rows(archive, "SELECT count(DISTINCT key) FROM articles") == [(2,)]
    assert rows(archive, "SELECT articles_new, articles_changed, articles_unchanged FROM runs") == [(2, 0, 1)]


def test_an_article_that_returns_to_its_address_is_no_third_one(archive, make, rows):
    archive.frontier.add("xa", [make.link(PATH)])
    changes = [store_visit(archive, make.visit(PATH, shown(make))).change for shown in (old, new, old, new)]
    assert changes == ["new", "new", "unchanged", "unchanged"]
    found = rows(archive, "SELECT title, version, gone_at IS NOT NULL FROM articles ORDER BY id")
    assert found == [("Tin cũ", 1, 1), ("Tin mới", 1, 0)]
    assert rows(archive, "SELECT title, kind FROM article_addresses JOIN articles ON articles.id = article_id") == [
        ("Tin mới", "canonical")
    ]
    sql = "SELECT title, outcome FROM captures AS c JOIN articles ON id = article_id ORDER BY c.captured_at, 1"
    gaps = rows(archive, sql)
    assert gaps == [
        ("Tin cũ", "article"), ("Tin cũ", "replaced"), ("Tin mới", "article"), ("Tin cũ", "article"),
        ("Tin mới", "replaced"), ("Tin cũ", "replaced"), ("Tin mới", "article"),
    ]  # fmt: skip


def test_an_address_that_an_article_has_left_may_carry_another(archive, make, rows):
    archive.frontier.add("xa", [make.link(PATH)])
    store_visit(archive, make.visit(PATH, old(make)))
    store_visit(archive, make.ended(PATH, "redirect", 301, redirected_to=make.url("/moi.html")))
    moved = replace(old(make), url=make.url("/moi.html"))
    store_visit(archive, make.visit("/moi.html", moved))
    store_visit(archive, make.visit(PATH, new(make)))
    assert rows(archive, "SELECT title, gone_at FROM articles ORDER BY id") == [("Tin cũ", None), ("Tin mới", None)]
    sql = "SELECT substr(a.url, 22), title FROM article_addresses AS a JOIN articles AS b ON b.id = article_id"
    assert sorted(rows(archive, sql)) == [("/moi.html", "Tin cũ"), (PATH, "Tin mới")]


@pytest.mark.parametrize("first", [PATH, "/moi.html"])
def test_a_redirect_joins_articles_that_were_captured_at_both_its_ends(archive, make, rows, first):
    archive.frontier.add("xa", [make.link(PATH), make.link("/moi.html")])
    for path in (first, "/moi.html" if first == PATH else PATH):
        store_visit(archive, make.visit(path, old(make)))
    assert rows(archive, "SELECT count(*), count(duplicate_of) FROM articles") == [(2, 1)]
    store_visit(archive, make.ended(PATH, "redirect", 301, redirected_to=make.url("/moi.html")))
    assert rows(archive, "SELECT title, version, duplicate_of FROM articles") == [("Tin cũ", 1, None)]
    assert rows(archive, "SELECT count(*) FROM captures") == [(2,)]
    kinds = dict(rows(archive, "SELECT substr(url, 22), kind FROM article_addresses"))
    assert kinds == {path: "canonical" if path == first else "moved" for path in (PATH, "/moi.html")}
