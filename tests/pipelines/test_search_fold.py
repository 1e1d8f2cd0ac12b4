"""The fold of the index and the fold of queries are the same function."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.text import fold
from crawler.text.folding import FOLDS

TABLE = "".join(map(chr, FOLDS))
TEXTS = st.text() | st.text(alphabet=TABLE + '0159 .,:-"\nǎḥЖΣ')


@pytest.fixture
def sql_fold(db, add_article):
    article = add_article("")

    def folded(text):
        db.execute("UPDATE articles SET title = ?, body = ?, byline = ? WHERE id = ?", [text, text, text, article])
        row = db.execute("SELECT title_folded, body_folded, byline_folded FROM articles_search").fetchone()
        return row[0], row[1][1:], row[2]

    return folded


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TEXTS)
def test_sql_folds_as_the_queries_are_folded(sql_fold, text):
    assert sql_fold(text) == (fold(text),) * 3


def test_every_letter_of_the_table(sql_fold):
    assert sql_fold(TABLE) == (fold(TABLE),) * 3
    assert fold(TABLE).isascii()


def test_the_table_has_every_vietnamese_letter_in_both_cases():
    letters = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    assert set(letters + letters.upper()) <= set(TABLE)


def test_the_fold_is_one_look_up_by_id(db):
    plan = db.execute("EXPLAIN QUERY PLAN SELECT * FROM articles_search WHERE id = 5").fetchall()
    assert [row[-1] for row in plan] == ["SEARCH articles USING INTEGER PRIMARY KEY (rowid=?)"]
