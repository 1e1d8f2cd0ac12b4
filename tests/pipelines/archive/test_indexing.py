"""The words that are indexed before their article are those that SQL would index after it."""

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.archive.indexing import add_words
from pipelines.store import store_visit
from pipelines.verify import verify

VIETNAMESE = "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
TEXTS = st.text() | st.text(alphabet=VIETNAMESE + VIETNAMESE.lower() + MARKS + "aZ üßЖ\0\n")
FIELDS = st.fixed_dictionaries(dict.fromkeys(("title", "lead", "body", "byline"), TEXTS))


class Spy:
    """Takes down what would be written."""

    def __init__(self):
        self.rows = []

    def execute(self, sql, values):
        self.rows.append(values)


@pytest.fixture
def by_sql(archive, make):
    """What the view that the triggers read says of an article with these texts."""
    article_id = store_visit(archive, make.visit("/1")).article_id

    def words(fields):
        texts = [fields[name] for name in ("title", "lead", "body", "byline")]
        archive.db.execute("UPDATE articles SET title = ?, lead = ?, body = ?, byline = ?", texts)
        (row,) = archive.db.execute("SELECT * FROM articles_search").fetchall()
        return article_id, row[1:]

    return words


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(FIELDS)
def test_both_fold_alike(by_sql, fields):
    article_id, words = by_sql(fields)
    spy = Spy()
    add_words(spy, article_id, fields)
    assert spy.rows == [(article_id, *words), (article_id, words[0], words[3])]


def test_every_letter_and_mark(by_sql):
    fields = dict.fromkeys(("title", "lead", "body", "byline"), VIETNAMESE + VIETNAMESE.lower() + MARKS)
    article_id, words = by_sql(fields)
    spy = Spy()
    add_words(spy, article_id, fields)
    assert spy.rows[0] == (article_id, *words)


def test_an_article_is_indexed_once_whoever_inserts_it(archive, make, rows):
    store_visit(archive, make.visit("/1", make.full_article("/1", title="Đường làng")))
    columns = "key, portal_id, url, title, content_hash, first_seen_at, last_seen_at, page_id, captured_at, extractor"
    with sqlite3.connect(archive.folder / "archive.db") as other:
        other.execute(
            f"INSERT INTO articles ({columns})"
            " SELECT 'k', portal_id, 'u', 'Đường phố', 'h', '', '', '', '', '' FROM articles"
        )
    other.close()
    for index in ("articles_fts", "titles_fts"):
        assert rows(archive, f"SELECT rowid FROM {index} WHERE {index} MATCH 'đường AND title_folded : duong'") == [
            (1,),
            (2,),
        ]
        assert rows(archive, f"SELECT id FROM {index}_docsize") == [(1,), (2,)]


def test_a_removed_article_leaves_no_words(archive, make, rows):
    store_visit(archive, make.visit("/1", make.full_article("/1", title="ĐƯỜNG Làng Über \0 Ủy")))
    archive.db.execute("PRAGMA foreign_keys = OFF")
    archive.db.execute("DELETE FROM articles")
    archive.db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab ('main', 'articles_fts', 'row')")
    assert rows(archive, "SELECT term FROM temp.words") == []


def test_verify_finds_the_same_words(archive, make):
    for n in range(3):
        store_visit(archive, make.visit(f"/{n}", make.full_article(f"/{n}", title=f"ĐẠI HỘI {n} Über Ñandú Ж")))
    archive.close()
    assert [problem for problem in verify(archive.folder) if "search" in problem.check] == []
