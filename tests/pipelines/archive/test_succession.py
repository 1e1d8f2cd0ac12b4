"""Addresses that are used again: another article is a new one, an edited one is not."""

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
