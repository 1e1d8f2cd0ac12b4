"""The words that a transaction indexes at its end are those that SQL would index, whatever happens in between."""

import sqlite3
from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.text.folding import FOLDS
from pipelines.archive.indexing import index_later
from pipelines.checks.index import CHECKS, INDEXES
from pipelines.store import store_visit
from pipelines.verify import verify

TEXTS = st.text() | st.text(alphabet="".join(map(chr, FOLDS)) + " ßЖ\0\n")
FIELDS = st.fixed_dictionaries(
    {**dict.fromkeys(("title", "lead", "body", "byline"), TEXTS), "word_count": st.sampled_from((0, 7, 100, 101))}
)


COLUMNS = ("portal_id", "url", "content_hash", "first_seen_at", "last_seen_at", "page_id", "captured_at", "extractor")
WHICH = st.integers(0, 9)
STEPS = st.one_of(
    st.tuples(st.sampled_from(("insert", "foreign", "insert and undo")), FIELDS),
    st.tuples(st.just("update"), WHICH, FIELDS),
    st.tuples(st.just("delete"), WHICH),
)


class UndoneError(Exception):
    """Takes back a savepoint."""


def insert(db, fields, *, later=True):
    """An article with these texts, as the writer inserts it, or as any other SQLite does."""
    (article_id,) = db.execute("SELECT coalesce(max(id), 0) + 1 FROM articles").fetchone()
    if later:
        index_later(db, article_id)
    names = ("id", "key", *COLUMNS, *fields)
    sql = f"INSERT INTO articles ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    db.execute(sql, [article_id, str(article_id), "xa", *[""] * (len(COLUMNS) - 1), *fields.values()])


def step(db, name, *values):
    """One step of a transaction; a number names one of the articles that there are then."""
    if name in ("insert", "foreign"):
        insert(db, *values, later=name == "insert")
    elif name == "insert and undo":
        with suppress(UndoneError), db.atomic():
            insert(db, *values)
            raise UndoneError
    elif ids := [row[0] for row in db.execute("SELECT id FROM articles ORDER BY id")]:
        article_id = ids[values[0] % len(ids)]
        if name == "delete":
            db.execute("DELETE FROM articles WHERE id = ?", (article_id,))
        else:
            columns = ", ".join(f"{column} = ?" for column in values[1])
            db.execute(f"UPDATE articles SET {columns} WHERE id = ?", [*values[1].values(), article_id])


def problems(archive):
    """What is wrong with the indexes, by SQLite's own check and by those of `verify`."""
    for index in INDEXES:
        archive.db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    return [found for check in CHECKS for found in check.find(archive)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.lists(st.lists(STEPS, max_size=5), max_size=3))
def test_the_indexes_hold_what_the_articles_say_after_every_transaction(archive, transactions):
    archive.db.execute("DELETE FROM articles")
    for steps in transactions:
        with archive.db.atomic():
            for one in steps:
                step(archive.db, *one)
    assert problems(archive) == []


def test_an_article_has_no_words_in_the_index_before_its_transaction_ends(archive, rows):
    fields = {"title": "Đường làng", "lead": "", "body": "", "byline": "", "word_count": 2}
    with archive.db.atomic():
        with archive.db.atomic():
            insert(archive.db, fields)
        assert rows(archive, "SELECT article_id FROM unindexed") == [(1,)]
        assert rows(archive, "SELECT 1 FROM articles_fts WHERE articles_fts MATCH 'duong'") == []
    assert rows(archive, "SELECT article_id FROM unindexed") == []
    for index in INDEXES:
        assert rows(archive, f"SELECT 1 FROM {index} WHERE {index} MATCH 'duong'") == [(1,)]


def test_what_is_left_unindexed_is_named_and_indexed_by_whatever_writes_next(archive, rows, opened):
    fields = {"title": "Đường làng", "lead": "", "body": "", "byline": "", "word_count": 2}
    insert(archive.db, fields)
    archive.close()
    assert "search index to be written" in {problem.check for problem in verify(archive.folder)}
    verify(archive.folder, repair=True)
    assert [problem for problem in verify(archive.folder) if "search" in problem.check] == []
    again = opened(archive.folder, run=False)
    assert rows(again, "SELECT rowid FROM titles_fts WHERE titles_fts MATCH 'duong'") == [(1,)]


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
