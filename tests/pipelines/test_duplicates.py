"""Near-duplicates: copies of real bodies are found, notices that differ in names and dates are told apart.

The shares asserted here are what was measured with these texts, a little rounded down.
"""

import json
from itertools import combinations
from random import Random

import pytest

from crawler.data import path
from pipelines.archive.similarity import bands, similarity, text_of
from pipelines.duplicates import forget, update_duplicates

ARTICLES = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(path("sample").glob("*/expected/*.json"))]
BODIES = [body for body in ("\n".join(article["body"]) for article in ARTICLES) if len(body.split()) >= 80]
OTHER_WORDS = "nhưng sau khi xem xét lại thì các bên liên quan đã nhất trí bổ sung thêm một vài điểm nhỏ".split()


def edited(body, share, random):
    """Words of the body replaced, taken out or put in."""
    words = body.split(" ")
    for _ in range(int(len(words) * share)):
        place = random.randrange(len(words))
        words[place : place + random.randrange(2)] = random.choices(OTHER_WORDS, k=random.randrange(1, 3))
    return " ".join(words)


def wrapped(body, random):
    """Between paragraphs of another article."""
    other = random.choice([text for text in BODIES if text != body]).split("\n")
    return "\n".join([other[0], body, other[-1]])


def excerpt(body, share):
    lines = body.split("\n")
    wanted, kept = len(body.split()) * share, []
    while sum(len(line.split()) for line in kept) < wanted:
        kept.append(lines.pop(0))
    return "\n".join(kept)


def is_found(one, other):
    """As the archive finds it: with a band in common, and alike."""
    texts = text_of("", one), text_of("", other)
    return bool(set(bands(texts[0])) & set(bands(texts[1]))) and similarity(*texts) is not None


@pytest.mark.parametrize(
    ("copy", "share"),
    [
        (lambda body, random: edited(body, 0.03, random), 1.0),
        (lambda body, random: edited(body, 0.10, random), 0.85),
        (wrapped, 0.95),
        (lambda body, _: excerpt(body, 0.7), 0.95),
        (lambda body, _: excerpt(body, 0.5), 0.85),
        (lambda body, _: body.upper(), 1.0),
    ],
    ids=["edited 3 %", "edited 10 %", "wrapped", "excerpt 70 %", "excerpt 50 %", "capitals"],
)
def test_recall(copy, share):
    random = Random(2025)
    found = [is_found(body, copy(body, random)) for body in BODIES * 10]
    assert sum(found) / len(found) >= share


def test_different_articles_are_never_alike():
    assert not any(is_found(*pair) for pair in combinations(BODIES, 2))


FAMILY, MIDDLE = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ".split(), "Văn Thị Đức Minh Xuân Quang".split()
GIVEN = "An Bình Cường Dũng Giang Hà Hải Hùng Lan Mai Nam Phúc Quân Sơn Thảo Tuấn Vân Yến".split()
PLACES = ["Sơn Trà", "Đại Lộc", "Tân Phú", "Mỹ Hòa", "Hồng Thái", "Quang Trung", "Bình Minh", "Đông Hải", "Phú Xuân"]
RECEPTION = """Thực hiện quy định về tiếp công dân, xã {place} thông báo lịch tiếp công dân định kỳ như sau:
Ông {name}, lãnh đạo xã, tiếp công dân từ {hour} giờ 30 phút ngày {day} tại trụ sở tiếp công dân của xã.
Công dân đến kiến nghị, phản ánh, khiếu nại, tố cáo cần xuất trình giấy tờ tùy thân và thực hiện đúng nội quy nơi tiếp \
công dân. Trường hợp có thay đổi về thời gian hoặc người tiếp, xã sẽ thông báo lại trên hệ thống loa truyền thanh.
Xã thông báo để cán bộ, đảng viên và nhân dân trên địa bàn được biết và thực hiện."""
FUNERAL = """Ngày {day}, lễ viếng đồng chí {name}, sinh năm {year}, nguyên cán bộ xã {place}, được tổ chức tại nhà.
Lễ truy điệu bắt đầu lúc {hour} giờ ngày {day2}, an táng tại nghĩa trang quê nhà.
Gia đình trân trọng cảm ơn các cơ quan, đoàn thể, bà con lối xóm và bạn bè gần xa đã đến thăm hỏi, phúng viếng, chia \
buồn và tiễn đưa người thân của chúng tôi về nơi an nghỉ cuối cùng. Trong lúc tang gia bối rối, không tránh khỏi điều \
sơ suất, kính mong được lượng thứ."""
OUTAGE = """Để sửa chữa lưới điện, đơn vị quản lý báo lịch ngừng cấp điện ngày {day} tại xã {place}, thôn {place2}:
Thời gian mất điện từ {hour} giờ 00 phút đến {hour2} giờ 30 phút cùng ngày.
Kính mong quý khách hàng thông cảm và chủ động bố trí kế hoạch sản xuất, sinh hoạt. Mọi thắc mắc xin gọi tổng đài chăm \
sóc khách hàng để được giải đáp và hỗ trợ kịp thời. Nếu công việc xong sớm, điện sẽ có lại mà không báo trước."""


def notice(form, random):
    def day():
        return f"{random.randint(1, 28)}/{random.randint(1, 12)}/{random.randint(2018, 2025)}"

    return form.format(
        name=" ".join(random.choice(part) for part in (FAMILY, MIDDLE, GIVEN)),
        place=random.choice(PLACES), place2=random.choice(PLACES), day=day(), day2=day(),
        year=random.randint(1930, 1960), hour=random.randint(7, 10), hour2=random.randint(11, 17),
    )  # fmt: skip


@pytest.mark.parametrize("form", [RECEPTION, FUNERAL, OUTAGE], ids=["reception", "funeral", "outage"])
def test_formulaic_notices_are_not_duplicates(form):
    random = Random(2025)
    notices = [notice(form, random) for _ in range(40)]
    wrong = [pair for pair in combinations(notices, 2) if pair[0] != pair[1] and is_found(*pair)]
    assert len(wrong) / (40 * 39 / 2) <= 0.01


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
    "sửa": {"body": edited(BODIES[0], 0.03, Random(1)), "portal": "c", **at(3)},
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
    forget(db, ids["gốc"])
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
        patch.setattr("pipelines.duplicates._group", killed)
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
    forget(db, origin)
    db.execute("UPDATE articles SET duplicate_of = NULL")
    db.execute("DELETE FROM articles WHERE id = ?", [origin])
    update_duplicates(db)
    assert groups(db) == [("chép", "trùng", "exact")]
