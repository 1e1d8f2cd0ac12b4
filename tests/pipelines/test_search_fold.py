"""The fold of the index and the fold of queries are the same function."""

from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.text import fold

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
TONES = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"
LETTERS = VIETNAMESE + VIETNAMESE.upper() + 'fjwzFJWZ0159 .,:-"\n'
# A mark may also stand where it composes with no letter; a composed letter of another language is not folded.
TEXTS = (
    st.text(alphabet=LETTERS + TONES)
    .map(lambda text: normalize("NFC", text))
    .filter(lambda text: set(text) <= set(LETTERS + TONES))
)


@pytest.fixture
def sql_fold(db, add_article):
    article = add_article("")

    def folded(text):
        db.execute("UPDATE articles SET title = ?, body = ?, byline = ? WHERE id = ?", [text, text, text, article])
        row = db.execute("SELECT title_folded, body_folded, byline_folded FROM articles_search").fetchone()
        return row[0], row[1][1:], row[2]

    return folded


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_sql_folds_as_the_queries_are_folded(sql_fold, text):
    assert sql_fold(text) == (fold(text),) * 3


def test_every_letter_in_both_cases(sql_fold):
    letters = VIETNAMESE + VIETNAMESE.upper()
    assert sql_fold(letters) == (fold(letters),) * 3
    assert fold(letters).isascii()


def test_the_fold_is_one_look_up_by_id(db):
    plan = db.execute("EXPLAIN QUERY PLAN SELECT * FROM articles_search WHERE id = 5").fetchall()
    assert [row[-1] for row in plan] == ["SEARCH articles USING INTEGER PRIMARY KEY (rowid=?)"]
