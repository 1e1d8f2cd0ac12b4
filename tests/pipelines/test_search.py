"""Search: exact with diacritics, forgiving without, phrases, prefixes, columns, both tone placements, any input."""

import sqlite3
from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.text import fold
from pipelines.archive.search import match_expression, search
from pipelines.archive.units import load_units


@pytest.fixture
def titles(db):
    """The titles that a query finds, best first."""
    return lambda query, **filters: [hit.title for hit in search(db, query, **filters)]


@pytest.fixture
def roads(add_article):
    """Three articles that only their diacritics tell apart."""
    add_article("đường làng", body="Sửa đường liên thôn.")
    add_article("ĐƯỜNG MÍA", body="Giá ĐƯỜNG tăng.")
    add_article("Dương", body="ông Dương về thăm xã.")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("đường", {"đường làng", "ĐƯỜNG MÍA"}),
        ("ĐƯỜNG", {"đường làng", "ĐƯỜNG MÍA"}),
        ("duong", {"đường làng", "ĐƯỜNG MÍA", "Dương"}),
        ("DUONG", {"đường làng", "ĐƯỜNG MÍA", "Dương"}),
        ("Dương", {"Dương"}),
        ("dương", {"Dương"}),
        (normalize("NFD", "đường"), {"đường làng", "ĐƯỜNG MÍA"}),
        ("đường lien", {"đường làng"}),
        ('"đường liên"', {"đường làng"}),
        ('"duong lien thon"', {"đường làng"}),
        ('"liên đường"', set()),
        ('"duong lien', {"đường làng"}),
        ("đườ*", {"đường làng", "ĐƯỜNG MÍA"}),
        ("du*", {"đường làng", "ĐƯỜNG MÍA", "Dương"}),
        ('"duong li"*', {"đường làng"}),
        ("title:làng", {"đường làng"}),
        ("Title: lang", {"đường làng"}),
        ("body:làng", set()),
        ('body:"giá đường"', {"ĐƯỜNG MÍA"}),
        ("duong -mía", {"đường làng", "Dương"}),
        ('duong -"về thăm" -mia', {"đường làng"}),
        ("làng OR mía", {"đường làng", "ĐƯỜNG MÍA"}),
        ("làng OR mía đường", {"đường làng", "ĐƯỜNG MÍA"}),
        ("làng AND sửa", {"đường làng"}),
        ("lien-thon", {"đường làng"}),
        ("sông", set()),
    ],
)
def test_what_a_query_finds(roads, titles, query, found):
    assert set(titles(query)) == found


@pytest.mark.parametrize(
    "query", ["-", "--", '"', '""', "*", '"*', "NEAR(", "NEAR", "(", "title:", "^", ":", "AND", "OR OR", "-làng", "\0"]
)
def test_queries_that_name_nothing_find_nothing_and_do_no_harm(roads, titles, query):
    assert titles(query) == []


@pytest.mark.parametrize(
    "query",
    [
        "đường NEAR(",
        "đường -",
        "đường *",
        'đường "',
        "đường OR",
        "AND đường",
        "(đường)",
        "đường\0",
        "{đường}",
        "^đường",
    ],
)
def test_signs_around_a_word_do_not_hide_it(roads, titles, query):
    words = [word for word in ("NEAR",) if word in query]
    assert set(titles(query)) == (set() if words else {"đường làng", "ĐƯỜNG MÍA"})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.text(alphabet=' "*-:()^{}+AND OR NEAR title body đườngx\0\u0301'))
def test_any_text_is_a_query(roads, titles, query):
    assert set(titles(query)) <= {"đường làng", "ĐƯỜNG MÍA", "Dương"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["Sửa", "đường", "liên", "thôn", "sua", "duong", "lien", "thon"]), min_size=1))
def test_words_of_an_article_find_it_in_any_order_and_spelling(roads, titles, words):
    assert "đường làng" in titles(" ".join(words))


@pytest.mark.parametrize(
    ("published", "query"),
    [
        ("hoà bình", "hòa bình"),
        ("hòa bình", '"hoà bình"'),
        ("HOÀ BÌNH", "hòa*"),
        ("thuỷ lợi", "Thủy"),
        ("khỏe", "khoẻ"),
    ],
)
def test_both_placements_of_a_tone_meet(add_article, titles, published, query):
    add_article(published)
    add_article("hóa hoạ quy")
    assert titles(query) == [published]


def test_a_long_phrase_is_tried_in_both_consistent_spellings(add_article, titles):
    add_article("hoà thuỷ hoá khoẻ toà xoá")
    assert titles('"hòa thủy hóa khỏe tòa xóa"') == ["hoà thuỷ hoá khoẻ toà xoá"]


def test_lead_body_and_byline_are_searched(add_article, titles):
    add_article("lead", lead="Sáng ngày 13/9", body="Chiều")
    add_article("byline", byline="Nguyễn Văn Sáng")
    assert set(titles("sang")) == {"lead", "byline"}
    assert titles("byline:sáng") == ["byline"]
    assert titles("body:sáng") == ["lead"]


LATIN = "".join(map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))))
WORDS = st.text(alphabet=LATIN + "aknxzđĐếƠΑβЖщ", min_size=1, max_size=6).filter(
    lambda word: word.isalpha() and word.upper().lower() == word.lower() and normalize("NFC", word) == word
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(WORDS)
def test_any_word_of_a_title_is_found_by_itself_by_its_fold_and_in_upper_case(db, add_article, titles, word):
    article = add_article(f"về {word} xã")
    for query in (word, fold(word), word.upper(), f"{word}*", f'"về {word}"'):
        assert titles(query) == [f"về {word} xã"]
    db.execute("DELETE FROM articles WHERE id = ?", [article])


@pytest.mark.parametrize("query", ["Müller", "muller", "MÜLLER", "mull*", '"gặp muller"', "gặp Müller"])
def test_names_from_abroad_are_found_without_their_diacritics(add_article, titles, query):
    add_article("Gặp Müller")
    assert titles(query) == ([] if query == '"gặp muller"' else ["Gặp Müller"])


def test_the_index_follows_every_change(db, add_article, titles):
    article = add_article("cũ", body="giữ")
    db.execute("UPDATE articles SET title = 'mới' WHERE id = ?", [article])
    assert (titles("cũ"), titles("moi"), titles("giữ")) == ([], ["mới"], ["mới"])
    db.execute("UPDATE articles SET last_seen_at = '2026' WHERE id = ?", [article])
    assert titles("mới") == ["mới"]
    db.execute("DELETE FROM articles WHERE id = ?", [article])
    assert titles("mới") == []
    db.execute("INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)")


def test_a_change_that_is_rolled_back_leaves_the_index_as_it_was(db, add_article, titles):
    article = add_article("cũ")
    with pytest.raises(sqlite3.IntegrityError), db.atomic():
        db.execute("UPDATE articles SET title = 'mới' WHERE id = ?", [article])
        db.execute("UPDATE articles SET key = NULL")
    assert (titles("cũ"), titles("mới")) == (["cũ"], [])


def test_the_best_come_first_and_a_word_in_the_title_counts_most(add_article, titles):
    add_article("Hội nghị", body="thuế " + "và phí " * 50)
    add_article("Thuế đất", body="và phí " * 50)
    assert titles("thuế") == ["Thuế đất", "Hội nghị"]


def test_newest_first_with_undated_articles_last(add_article, titles):
    for day in ("2019-05-01", None, "2025-07-01"):
        add_article(f"tin {day}", published_at=day and f"{day}T00:00:00+07:00")
    assert titles("tin", order="newest") == ["tin 2025-07-01", "tin 2019-05-01", "tin None"]
    assert titles("", limit=2) == ["tin 2025-07-01", "tin 2019-05-01"]


def test_filters(add_article, titles):
    midnight = "2025-07-01T00:00:00+07:00"
    add_article("tin A", portal="a", published_at=midnight, sections=("Tin tức", "Thể thao"))
    add_article("tin B", portal="b", published_at="2025-06-30T23:59:00+07:00", sections=("Tin tức",))
    add_article("tin C", portal="b")
    assert titles("tin", portal="b", order="newest") == ["tin B", "tin C"]
    assert titles("tin", since=date(2025, 7, 1)) == ["tin A"]
    assert titles("tin", until=date(2025, 6, 30)) == ["tin B"]
    assert titles("tin", since=date(2025, 6, 30), until=date(2025, 7, 1), portal="a") == ["tin A"]
    assert titles("", section="Thể thao") == ["tin A"]
    assert titles("tin", portal="nobody") == []


def test_provinces_of_before_and_of_today(db, add_article, titles):
    load_units(db)
    add_article("cũ", unit_id="P02-pre2025")
    add_article("mới", unit_id="P08-post2025")
    add_article("không rõ")
    assert titles("", province="Hà Giang") == ["cũ"]
    assert set(titles("", province="Tuyên Quang")) == {"cũ", "mới"}
    with pytest.raises(ValueError, match="Atlantis"):
        titles("", province="Atlantis")


@pytest.mark.parametrize(("query", "title", "snippet"), [
    ("duong", "\x02Đường\x03 làng", "Sửa \x02đường\x03 liên thôn."),
    ("đường liên", "\x02Đường\x03 làng", "Sửa \x02đường\x03 \x02liên\x03 thôn."),
    ('"duong lien"', "Đường làng", "Sửa \x02đường liên\x03 thôn."),
    ("lang", "Đường \x02làng\x03", "Sửa đường liên thôn."),
    ("", "Đường làng", "Sửa đường liên thôn."),
])  # fmt: skip
def test_what_was_found_is_marked_as_published(db, add_article, query, title, snippet):
    add_article("Đường làng", body="Sửa đường liên thôn.")
    [hit] = search(db, query)
    assert (hit.marked_title, hit.snippet) == (title, snippet)


def test_the_passage_with_the_finds_is_cut_out_of_a_long_text(db, add_article):
    body = "Trước đó nữa. " * 50 + "Hôm nay sửa đường.\nSau đó. " + "Sau này nữa. " * 50
    add_article("Tin", body=body)
    [hit] = search(db, "duong")
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert "sửa \x02đường\x03. Sau đó." in hit.snippet
    assert len(hit.snippet) < 300


def test_an_expression_is_shared_with_the_browsing_site(db, roads):
    sql = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
    assert db.execute(sql, [match_expression("duong")]).fetchone() == (3,)


def test_a_prefix_that_fills_the_list_from_titles_is_not_looked_up_in_bodies(add_article, titles):
    add_article("họp", body="đường " * 50)
    add_article("đường làng", body="họp")
    assert titles("đườ*", limit=1) == ["đường làng"]
    assert set(titles("đườ*", limit=2)) == {"đường làng", "họp"}
