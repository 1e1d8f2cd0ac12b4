"""The order of what a search finds: as FTS5's bm25 has it where all matches are ranked, the likeliest where not."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.archive.match import match_expression
from pipelines.archive.ranking import Ranking

WEIGHTS = "8.0, 1.0, 2.0, 8.0, 1.0, 2.0"
VOCABULARY = ("xã", "xa", "thôn", "hòa", "hoà", "Hòa", "đường", "duong", "Über", "(A-B)")
TEXT = st.lists(st.sampled_from(VOCABULARY), max_size=12).map(" ".join)
QUERY = st.lists(
    st.sampled_from((*VOCABULARY, "title:xã", '"xa thon"', '"xã xã"', "body:duong", "-thôn", "OR", "xa*")), min_size=1
).map(" ".join)
ANY_DB = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@ANY_DB
@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=6), QUERY.filter(lambda query: "*" not in query))
def test_few_matches_are_ranked_as_by_fts5(db, add_article, articles, query):
    db.execute("DELETE FROM articles")
    for number, (title, body, byline) in enumerate(articles):
        add_article(title, body=body, byline=byline, key=str(number), url=str(number))
    sql = f"SELECT rowid, bm25(articles_fts, {WEIGHTS}) FROM articles_fts WHERE articles_fts MATCH ?"
    exact = dict(db.execute(sql, [match_expression(query) or '""']).fetchall())
    found = Ranking(db, query).ids("best")
    assert sorted(found) == sorted(exact)
    assert [exact[number] for number in found] == pytest.approx(sorted(exact.values()))


@pytest.fixture
def common(monkeypatch):
    """Words are common from the third match on."""
    for name, count in (("MOST", 2), ("SHORTEST", 2), ("SHORTEST_TITLED", 1), ("LAST_TITLED", 1)):
        monkeypatch.setattr(f"pipelines.archive.ranking.{name}", count)


@pytest.fixture
def add_long(add_article):
    return lambda title, **columns: add_article(title, word_count=500, **columns)


@pytest.fixture
def found(db):
    """The ids that a query finds, best first."""
    return lambda query, limit=1, conditions=(): Ranking(db, query, conditions, limit).ids("best")


def test_the_shortest_are_candidates(common, add_article, add_long, found):
    add_long("A", body="xã " * 3 + "thôn " * 300)
    short = add_article("B", body="xã thôn", word_count=2)
    longer = add_article("C", body="xã thôn phố", word_count=3)
    add_article("D", body="xã xã thôn phố phường", word_count=5)
    for title in "EF":
        add_long(title, body="thôn xã " + "phố " * 200)
    assert found("xã") == [short]
    assert found("xã", 2) == [short, longer]


def test_those_archived_last_with_the_words_in_their_title_are_candidates(common, add_long, found):
    add_long("xã A", body="thôn " * 10)
    last = add_long("xã B", body="thôn " * 20)
    add_long("C", body="xã " + "thôn " * 20)
    assert found("xã") == [last]
    assert found("body:xã OR thôn") != [last]


def test_the_last_of_all_fill_the_list(common, add_long, found):
    ids = [add_long(f"{number}", body="xã " + "thôn " * number) for number in range(9)]
    assert found("xã") == ids[-1:]
    assert sorted(found("xã", 2)) == ids[-2:]
    assert sorted(found("xã", 5)) == ids[-5:]


def test_candidates_meet_the_conditions(common, add_article, add_long, found):
    add_article("xã", body="xã")
    kept = [add_long(f"{year}", body="xã", published_at=f"{year}-05-01T00:00:00+07:00") for year in (2021, 2022, 2023)]
    conditions = [("a.published_on <= ?", [date(2022, 12, 31).isoformat()])]
    assert found("xã", 3, conditions) == kept[1::-1]
    assert found("xã", 1, conditions) == kept[1:2]


@ANY_DB
@given(QUERY, st.integers(min_value=1, max_value=12))
def test_as_many_are_found_as_there_are(common, db, add_article, query, limit):
    if not db.execute("SELECT 1 FROM articles").fetchone():
        for number in range(10):
            text = " ".join(VOCABULARY[: number + 1])
            add_article(f"{VOCABULARY[number]} {number}", body=text, word_count=90 + 2 * number)
    sql = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
    matches = {number for (number,) in db.execute(sql, [match_expression(query) or '""'])}
    found = Ranking(db, query, (), limit).ids("best")
    assert len(found) == min(limit, len(matches))
    assert set(found) <= matches


def test_of_equals_the_newest_comes_first(add_article, found):
    days = ("2021-01-02", "2021-03-04", "2020-05-06")
    ids = [add_article(day, body="xã", published_at=f"{day}T00:00:00+07:00") for day in days]
    assert found("xã", 3) == [ids[1], ids[0], ids[2]]
