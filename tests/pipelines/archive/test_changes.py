"""What changed in an article between two states, word by word, and when it was not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.archive.naming import ArticleUnknownError, article_named
from pipelines.changes import history_of, words_between
from pipelines.store import store_visit


def texts(pieces, without):
    return "".join(text for kind, text in pieces if kind != without)


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_the_pieces_give_both_texts(old, new):
    pieces = words_between(old, new)
    assert texts(pieces, "added") == old
    assert texts(pieces, "removed") == new


def test_only_the_changed_words_are_named():
    assert words_between("trao 15 suất quà", "trao 17 suất quà") == [
        ("equal", "trao "),
        ("removed", "15"),
        ("added", "17"),
        ("equal", " suất quà"),
    ]


@pytest.fixture
def changed(archive, make):
    """An article whose body and tags were changed."""
    store_visit(archive, make.visit("/a.html", make.article("/a.html", body=["Có 15 hộ."], tags=["a"])))
    make.clock.wait(days=1)
    store_visit(archive, make.visit("/a.html", make.article("/a.html", body=["Có 17 hộ."], tags=["a", "b"])))
    return article_named(archive.db, make.url("/a.html"))


def test_each_state_names_its_capture_and_what_made_it_differ(archive, changed):
    first, second = history_of(archive.db, changed)
    assert (first.version, first.edits) == (1, [])
    assert second.version == 2
    assert [edit.field for edit in second.edits] == ["body", "tags"]
    assert second.edits[0].pieces[1:3] == [("removed", "15"), ("added", "17")]
    assert first.captured_at < second.captured_at
    assert first.page_id != second.page_id


def test_answers_that_it_was_gone_stand_before_its_return(archive, make, changed):
    for _ in range(2):
        make.clock.wait(days=1)
        store_visit(archive, make.ended("/a.html", "gone"))
    make.clock.wait(days=1)
    store_visit(archive, make.visit("/a.html", make.article("/a.html", body=["Có 18 hộ."])))
    *_, returned = history_of(archive.db, changed)
    assert [outcome for _, outcome in returned.missed] == ["gone", "gone"]


@pytest.mark.parametrize("name", ["0" * 20, "https://xa.example.vn/khong-co.html", "không phải khóa", ""])
def test_an_article_that_is_not_there_is_a_clear_error(archive, changed, name):
    with pytest.raises(ArticleUnknownError, match=r"key|no article"):
        article_named(archive.db, name)


def test_an_article_is_found_by_key_and_by_any_spelling_of_its_address(archive, changed, one):
    assert article_named(archive.db, one(archive, "SELECT key FROM articles")) == changed
    assert article_named(archive.db, "http://www.xa.example.vn/a.html") == changed
