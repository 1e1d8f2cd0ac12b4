"""The words that are indexed before their article are those that SQL would index after it."""

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.text.folding import FOLDS
from pipelines.archive.indexing import add_words
from pipelines.checks.index import INDEXES
from pipelines.store import store_visit
from pipelines.verify import verify

TEXTS = st.text() | st.text(alphabet="".join(map(chr, FOLDS)) + " ßЖ\0\n")
FIELDS = st.fixed_dictionaries(
    {**dict.fromkeys(("title", "lead", "body", "byline"), TEXTS), "word_count": st.sampled_from((0, 7, 100, 101))}
)


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
        columns = ", ".join(f"{name} = ?" for name in fields)
        archive.db.execute(f"UPDATE articles SET {columns}", list(fields.values()))
        (row,) = archive.db.execute("SELECT * FROM articles_search").fetchall()
        briefs = archive.db.execute("SELECT * FROM briefs_search").fetchall()
        return article_id, row[1:], [(place, *words) for place, _, *words in briefs]

    return words


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(FIELDS)
def test_both_fold_alike(by_sql, fields):
    article_id, words, briefs = by_sql(fields)
    spy = Spy()
    add_words(spy, article_id, fields)
    assert spy.rows == [(article_id, *words), (article_id, words[0], words[3]), *briefs]


def test_an_article_is_indexed_once_whoever_inserts_it(archive, make, rows):
    store_visit(archive, make.visit("/1", make.full_article("/1", title="Đường làng")))
    columns = "key, portal_id, url, title, content_hash, first_seen_at, last_seen_at, page_id, captured_at, extractor"
    with sqlite3.connect(archive.folder / "archive.db") as other:
        other.execute(
            f"INSERT INTO articles ({columns})"
            " SELECT 'k', portal_id, 'u', 'Đường phố', 'h', '', '', '', '', '' FROM articles"
        )
    other.close()
    for index, article in (("articles_fts", "id"), ("titles_fts", "id"), ("briefs_fts", "(-id) & 4294967295")):
        assert len(rows(archive, f"SELECT 1 FROM {index} WHERE {index} MATCH 'đường AND title_folded : duong'")) == 2
        assert sorted(rows(archive, f"SELECT {article} FROM {index}_docsize")) == [(1,), (2,)]


def test_a_removed_article_leaves_no_words(archive, make, rows):
    store_visit(archive, make.visit("/1", make.full_article("/1", title="ĐƯỜNG Làng Über \0 Ủy")))
    archive.db.execute("PRAGMA foreign_keys = OFF")
    archive.db.execute("DELETE FROM articles")
    for index in INDEXES:
        archive.db.execute(f"CREATE VIRTUAL TABLE temp.{index}_words USING fts5vocab ('main', '{index}', 'row')")
        assert rows(archive, f"SELECT term FROM temp.{index}_words") == []


def test_verify_finds_the_same_words(archive, make):
    for n in range(3):
        store_visit(archive, make.visit(f"/{n}", make.full_article(f"/{n}", title=f"ĐẠI HỘI {n} Über Ñandú Ж")))
    archive.close()
    assert [problem for problem in verify(archive.folder) if "search" in problem.check] == []
