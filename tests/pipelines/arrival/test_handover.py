"""Addresses that carried several articles: what they are follows from the captures, in whatever order these arrive."""

from random import Random

import pytest

from pipelines.archive import Archive
from pipelines.archive.equality import fingerprint
from pipelines.merging import merge
from pipelines.verify import verify

PATH = "/tin/bai-viet-1.html"


def lines(word):
    return [f"{word}, dòng thứ {n} của bản tin, có đủ chữ để là một đoạn văn riêng." for n in range(1, 6)]


@pytest.fixture
def captures(article, capture):
    """An article, edited; another at its address, edited; the first again; a third, which moves."""
    first = {"day": "01/03/2018 08:30", "lines": lines("Cũ")}
    second = {"day": "09/07/2021 08:30", "lines": lines("Mới")}
    third = {"day": "05/05/2024 08:30", "lines": lines("Sau cùng")}
    moved = (("Location", "/tin/chuyen.html"),)
    return [
        article("cũ", "2018-05-01T00:00:00Z", path=PATH, **first),
        article("cũ", "2019-05-01T00:00:00Z", path=PATH, **first | {"lines": [*lines("Cũ"), "Thêm một dòng nữa vào."]}),
        capture(PATH, "2020-05-01T00:00:00Z", b"gone", "404 Not Found"),
        article("mới", "2021-08-01T00:00:00Z", path=PATH, **second),
        article("mới, sửa", "2022-05-01T00:00:00Z", path=PATH, **second),
        article("cũ", "2023-05-01T00:00:00Z", path=PATH, **first),
        article("sau cùng", "2024-06-01T00:00:00Z", path=PATH, **third),
        capture(PATH, "2025-05-01T00:00:00Z", b"", "301 Moved", moved),
        article("sau cùng", "2025-05-02T00:00:00Z", path="/tin/chuyen.html", **third),
    ]


FOUND = [("Bài cũ", 3, 1), ("Bài mới, sửa", 2, 1), ("Bài sau cùng", 1, 0)]
ARTICLES = "SELECT title, version, gone_at IS NOT NULL FROM articles ORDER BY published_on"


def test_each_article_has_its_own_states(imported, warc, captures, query, tmp_path):
    imported(warc("a.warc", *captures))
    assert query(ARTICLES) == FOUND
    kinds = (
        "SELECT title, substr(a.url, 22), kind FROM article_addresses AS a JOIN articles ON id = article_id ORDER BY 2"
    )
    moved = ("Bài sau cùng", "/tin/chuyen.html", "moved")
    assert query(kinds) == [("Bài sau cùng", PATH, "canonical"), moved]
    assert list(verify(tmp_path / "archive")) == []


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_arrival_does_not_matter(imported, warc, captures, query, tmp_path, seed):
    imported(warc("all.warc", *captures), into="expected")
    chance = Random(seed)
    left = chance.sample(captures, len(captures))
    while left:
        count = chance.randrange(1, 4)
        batch, left = left[:count], left[count:]
        imported(warc(f"{len(left)}.warc", *batch))
    assert query(ARTICLES) == FOUND
    assert fingerprint(tmp_path / "archive") == fingerprint(tmp_path / "expected")
    assert list(verify(tmp_path / "archive")) == []


@pytest.mark.parametrize("seed", range(3))
def test_archives_that_hold_some_of_it_merge_to_the_same(imported, warc, captures, tmp_path, seed):
    imported(warc("all.warc", *captures), into="expected")
    mixed = Random(seed).sample(captures, len(captures))
    for name, part in (("one", mixed[:5]), ("other", mixed[4:])):
        imported(warc(f"{name}.warc", *part), into=name)
    expected = fingerprint(tmp_path / "expected")
    for target, others in (("there", ("one", "other")), ("back", ("other", "one"))):
        for name in others:
            with Archive.open(tmp_path / target, write=True) as archive:
                merge(archive, tmp_path / name)
        assert fingerprint(tmp_path / target) == expected


def test_a_key_that_was_given_names_the_article_that_was_there_first(imported, warc, captures, query):
    """The earlier capture takes the key of its address; the later article is still found by the address."""
    imported(warc("new.warc", captures[3]))
    ((before,),) = query("SELECT key FROM articles")
    imported(warc("old.warc", captures[0]))
    assert query("SELECT title FROM articles WHERE key = ?", before) == [("Bài cũ",)]
    assert query("SELECT title FROM article_addresses AS a JOIN articles ON id = article_id") == [("Bài mới",)]
