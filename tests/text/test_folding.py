"""The fold of search, and the two placements of tones."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text import fold, settle, tone_variants

VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
WORDS = st.text(alphabet=VOWELS + "bcdđghklmnpqrstvx" + "ĐÁỦQ", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường", "duong"), ("ĐƯỜNG", "duong"), ("Hồng Lĩnh", "hong linh"), ("chuo\u0302\u0323t", "chuot"), ("", ""),
        ("Français", "francais"), ("Søren Dvořák", "soren dvorak"),
        ("Ελλάδα", "Ελλάδα"), ("한국", "한국"), ("हिन्दी", "हिन्दी"), ("ABC 12", "abc 12"),
    ],
)  # fmt: skip
def test_the_fold(text, folded):
    assert fold(text) == folded


def test_every_vietnamese_letter_folds_to_ascii():
    for letter in VOWELS + "đ":
        assert fold(letter).isascii()
        assert fold(letter.upper()) == fold(letter)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(WORDS)
def test_composition_does_not_matter(word):
    assert fold(normalize("NFD", word)) == fold(normalize("NFC", word)) == fold(word)


@given(st.text(), st.text())
def test_the_fold_of_a_text_is_that_of_its_parts(one, other):
    assert fold(one + other) == fold(one) + fold(other)


@pytest.mark.parametrize(
    ("word", "variant"),
    [
        ("hoà", "hòa"), ("hòa", "hoà"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("thuỷ", "thủy"), ("ủy", "uỷ"),
        ("Uỷ", "Ủy"), ("HOÀ", "HÒA"), ("Hoà", "Hòa"), ("loã", "lõa"), ("xoè", "xòe"), ("nguỵ", "ngụy"),
    ],
)  # fmt: skip
def test_open_syllables_are_written_both_ways(word, variant):
    assert tone_variants(word) == (word, variant)


@pytest.mark.parametrize(
    "word", ["quý", "quỳ", "hoa", "hoàn", "thuế", "già", "hoài", "khoảng", "mùa", "", "2021", "quá", "QUÝ"]
)
def test_other_words_have_one_placement(word):
    assert tone_variants(word) == (word,)


@given(WORDS)
def test_variants_name_each_other_and_fold_alike(word):
    variants = tone_variants(word)
    assert variants[0] == normalize("NFC", word)
    assert len({fold(variant) for variant in variants}) == 1
    for variant in variants:
        assert set(tone_variants(variant)) == set(variants)
        assert settle(variant) == variant
