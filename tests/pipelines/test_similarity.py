"""Copies of real bodies are found by their signatures; notices that differ in names and dates are told apart.

The shares asserted here are what was measured with these texts, a little rounded down.
"""

import json
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.copies import COPIES, FORMS, notice
from crawler.data import path
from pipelines.archive.similarity import same_facts, shingles_of, signature_of, similarity

ARTICLES = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(path("sample").glob("*/expected/*.json"))]
BODIES = [body for body in ("\n".join(article["body"]) for article in ARTICLES) if len(body.split()) >= 80]


def is_found(one, other):
    """As the archive finds it: with a band in common, the same facts, and alike."""
    first, second = signature_of("", one), signature_of("", other)
    if not {*first.bands} & {*second.bands} or not same_facts(first, second):
        return False
    return first.text == second.text or similarity(shingles_of(one), shingles_of(other)) is not None


@pytest.mark.parametrize(
    ("kind", "share"),
    [
        ("whole", 1.0), ("capitals", 1.0), ("edited 3 %", 1.0), ("edited 10 %", 0.95),
        ("wrapped", 0.95), ("excerpt 70 %", 0.95), ("excerpt 50 %", 0.95), ("excerpt 33 %", 0.85),
    ],
)  # fmt: skip
def test_recall(kind, share):
    chance = Random(2025)
    found = [is_found(body, COPIES[kind](body, [o for o in BODIES if o != body], chance)) for body in BODIES * 4]
    assert sum(found) / len(found) >= share


def test_every_kind_of_copy_is_measured_and_none_is_the_text_itself():
    chance = Random(1)
    made = {kind: copy(BODIES[0], BODIES[1:], chance) for kind, copy in COPIES.items()}
    assert [kind for kind, text in made.items() if text == BODIES[0]] == ["whole"]


def test_different_articles_are_never_alike():
    assert not any(is_found(*pair) for pair in combinations(BODIES, 2))


@pytest.mark.parametrize("form", FORMS)
def test_formulaic_notices_are_not_copies(form):
    chance = Random(2025)
    notices = [notice(form, chance) for _ in range(60)]
    wrong = [pair for pair in combinations(notices, 2) if pair[0] != pair[1] and is_found(*pair)]
    assert len(wrong) / (60 * 59 / 2) <= 0.01


def test_a_formula_that_stands_in_a_long_article_is_no_excerpt_of_it():
    formula = (
        "Ban Chỉ đạo hướng dẫn bà con cài đặt ứng dụng định danh điện tử, nộp hồ sơ trực tuyến, thanh toán học phí và "
        "viện phí không dùng tiền mặt, tra cứu thông tin bảo hiểm xã hội."
    )
    assert not is_found(formula, f"{BODIES[0]}\n{formula}")


def test_short_texts_are_known_by_title_and_body_alone():
    short = "Chi tiết xem tệp đính kèm."
    first, second = signature_of("Lịch tiếp công dân", short), signature_of("Thông báo", short)
    assert first == signature_of("lịch tiếp  công dân", short)
    assert not {*first.bands} & {*second.bands}
    assert signature_of("Chỉ có tệp", "").bands == ()


@given(st.text())
def test_any_text_has_a_signature_and_is_its_own_copy(text):
    signature = signature_of("", text)
    assert same_facts(signature, signature_of("", text))
    assert all(-(1 << 63) <= value < 1 << 63 for value in (signature.text, *signature.bands))
    assert all(0 <= value < 1 << 32 for value in (*signature.numbers, *signature.names))
