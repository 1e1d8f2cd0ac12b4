"""Groups of near-duplicates: the same in whatever order articles come, change and leave, and after interruptions."""

import json
from random import Random

import pytest

from benchmarks.copies import COPIES as KINDS
from benchmarks.copies import notice
from crawler.data import path
from pipelines.archive.signatures import forget
from pipelines.duplicates import update_duplicates

ARTICLES = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(path("sample").glob("*/expected/*.json"))]
BODIES = [body for body in ("\n".join(article["body"]) for article in ARTICLES) if len(body.split()) >= 80]


def edited(body):
    return KINDS["edited 3 %"](body, (), Random(1))


def groups(db):
    sql = """
        SELECT a.title, o.title, d.kind FROM duplicates AS d
        JOIN articles AS a ON a.id = d.article_id JOIN articles AS o ON o.id = d.group_id ORDER BY 1
    """
    return db.execute(sql).fetchall()


def at(day):
    return {"published_at": f"2024-05-{day:02}T08:00:00+07:00", "published_precision": "minute"}


COPIES = {
    "gốc": {"body": BODIES[0], **at(1)},
    "chép": {"body": BODIES[0], "portal": "b", **at(2)},
    "sửa": {"body": edited(BODIES[0]), "portal": "c", **at(3)},
    "báo": {"body": BODIES[0], "source": "baohatinh.vn", "portal": "d", **at(4)},
    "không ngày": {"body": BODIES[0], "portal": "e"},
    "khác": {"body": BODIES[1], **at(1)},
}
GROUPS = [("báo", "gốc", "reprint"), ("chép", "gốc", "exact"), ("không ngày", "gốc", "exact"), ("sửa", "gốc", "near")]


@pytest.mark.parametrize("seed", range(5))
def test_groups_are_the_same_in_whatever_order_the_articles_came(db, add_article, seed):
    for title in Random(seed).sample(sorted(COPIES), len(COPIES)):
        add_article(title, **COPIES[title])
        if seed % 2:
            update_duplicates(db)
    update_duplicates(db)
    assert groups(db) == GROUPS


def family(chance):
    """Notices of one form, more than the heads of a bucket, with copies of some and a few of one day or undated."""
    texts = [notice("reception", chance) for _ in range(30)]
    texts += [KINDS[kind](chance.choice(texts), texts, chance) for kind in ("whole", "edited 3 %", "excerpt 70 %") * 6]
    times = [at(chance.randrange(1, 29)) for _ in texts[5:]] + [{}] * 5
    return {f"{number:02}": {"body": text, **times[number]} for number, text in enumerate(texts)}


@pytest.mark.parametrize("seed", range(3))
def test_groups_among_notices_of_one_form_follow_from_the_articles_alone(db, add_article, seed):
    """Whether all come at once, or one by one, the earliest last, with some that leave and return."""
    articles = family(Random(2025))
    for title in articles:
        add_article(title, **articles[title])
    update_duplicates(db)
    expected = groups(db)
    assert len(expected) > 15
    chance = Random(seed)
    for title in chance.sample(sorted(articles), 25):
        (article_id,) = db.execute("SELECT id FROM articles WHERE title = ?", [title]).fetchone()
        forget(db, [article_id])
        db.execute("DELETE FROM articles WHERE id = ?", [article_id])
        if chance.random() < 0.3:
            update_duplicates(db)
    update_duplicates(db)
    known = {title for (title,) in db.execute("SELECT title FROM articles")}
    missing = sorted(articles.keys() - known, key=lambda title: articles[title].get("published_at", ""), reverse=True)
    for title in missing:
        add_article(title, **articles[title])
        if chance.random() < 0.5:
            update_duplicates(db)
    update_duplicates(db)
    assert groups(db) == expected


def test_many_notices_of_one_form_are_compared_with_a_few_each(db, add_article, monkeypatch):
    compared = []
    monkeypatch.setattr("pipelines.duplicates.same_facts", lambda *pair: compared.append(pair))
    chance = Random(2025)
    for number in range(150):
        add_article(f"{number}", body=notice("land", chance), **at(1 + number % 28))
    update_duplicates(db)
    first = len(compared)
    for number in range(150, 300):
        add_article(f"{number}", body=notice("land", chance), published_at="2025-01-01T00:00:00+07:00")
    update_duplicates(db)
    assert len(compared) - first < 1.5 * first
    assert len(compared) < 300 * 14 * 8


def test_another_method_makes_everything_anew(db, add_article, monkeypatch):
    for title, columns in COPIES.items():
        add_article(title, **columns)
    update_duplicates(db)
    monkeypatch.setattr("pipelines.archive.signatures.METHOD", "another")
    monkeypatch.setattr("pipelines.duplicates.METHOD", "another")
    assert update_duplicates(db) == len(COPIES)
    assert groups(db) == GROUPS
    assert db.execute("SELECT DISTINCT method FROM duplicates").fetchall() == [("another",)]


def test_nothing_is_compared_twice_and_a_changed_article_anew(db, add_article):
    for title, columns in COPIES.items():
        add_article(title, **columns)
    assert update_duplicates(db) == len(COPIES)
    assert update_duplicates(db) == 0
    db.execute("UPDATE articles SET body = ?, content_hash = 'mới' WHERE title = 'gốc'", [BODIES[2]])
    assert update_duplicates(db) == 1 + len(GROUPS)
    assert {row[1] for row in groups(db)} == {"chép"}


def test_an_article_that_is_taken_out_leaves_its_group(db, add_article):
    ids = {title: add_article(title, **columns) for title, columns in COPIES.items()}
    update_duplicates(db)
    forget(db, [ids["gốc"]])
    db.execute("DELETE FROM articles WHERE id = ?", [ids["gốc"]])
    update_duplicates(db)
    assert {row[1] for row in groups(db)} == {"chép"}
    count = "SELECT count(*) FROM signature_bands WHERE article_id = ?"
    assert db.execute(count, [ids["gốc"]]).fetchone() == (0,)


def test_an_interruption_between_the_steps_loses_no_pair(db, add_article, monkeypatch):
    for title, columns in COPIES.items():
        add_article(title, **columns)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("pipelines.duplicates._Pairing._group", killed)
        update_duplicates(db)
    assert groups(db) == []
    update_duplicates(db)
    assert groups(db) == GROUPS


def test_short_and_empty_bodies_are_joined_only_with_their_titles(db, add_article):
    for portal in ("a", "b"):
        add_article("Lịch tiếp công dân", body="Chi tiết xem tệp đính kèm.", portal=portal)
        add_article(f"Thông báo của {portal}", body="Chi tiết xem tệp đính kèm.", portal=portal)
        add_article("Chỉ có tệp", body="", portal=portal)
    update_duplicates(db)
    assert [row[:2] for row in groups(db)] == [("Lịch tiếp công dân", "Lịch tiếp công dân")]


def test_a_twin_is_left_to_its_origin(db, add_article):
    origin = add_article("gốc", **COPIES["gốc"])
    twin = add_article("trùng", body=BODIES[0], **at(2))
    add_article("chép", **COPIES["chép"])
    update_duplicates(db)
    db.execute("UPDATE articles SET duplicate_of = ? WHERE id = ?", [origin, twin])
    update_duplicates(db)
    assert groups(db) == [("chép", "gốc", "exact")]


def test_a_twin_that_lost_its_origin_is_compared(db, add_article):
    origin = add_article("gốc", **COPIES["gốc"])
    add_article("trùng", body=BODIES[0], duplicate_of=origin, **at(2))
    add_article("chép", **COPIES["chép"] | at(3))
    update_duplicates(db)
    assert groups(db) == [("chép", "gốc", "exact")]
    forget(db, [origin])
    db.execute("UPDATE articles SET duplicate_of = NULL")
    db.execute("DELETE FROM articles WHERE id = ?", [origin])
    update_duplicates(db)
    assert groups(db) == [("chép", "trùng", "exact")]
