"""Settled text: entities, composition and whitespace, and nothing else."""

from __future__ import annotations

from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text import settle

ENTITY_LETTERS = st.text(
    alphabet="&#;x0123456789abcdefampltgnshyquo \u200b\u00ad\u00a0\u212a\u037e\u0323o", max_size=60
)


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("chu&ocirc;&#803;t", "chuột"),  # entities mixed with combining marks
        ("chuo\u0302\u0323t", "chuột"),  # NFD
        ("Điều 5&#x002F;2021", "Điều 5/2021"),  # titles of NukeViet
        ("Tin &amp;quot;mới&amp;quot;", 'Tin "mới"'),  # feeds encoded twice
        ("A &amp;amp;amp; B", "A & B"),
        ("thị\u00a0xã\n  Hồng&nbsp;Lĩnh ", "thị xã Hồng Lĩnh"),
        ("thị\u200bxã", "thịxã"),
        ("Hồng\u00adLĩnh", "HồngLĩnh"),
        ("\ufeffTin", "Tin"),
        ("\x93Tin\x94\x85", "“Tin”…"),  # C1 controls are cp1252's signs, as in every browser
        ("a\x00b\x07c", "abc"),
        ("a\ud800b", "a\ufffdb"),
        ("a\u2028b\u3000c", "a b c"),
        ("", ""),
        (" \n\t ", ""),
    ],
)
def test_what_is_settled(text, settled):
    assert settle(text) == settled


@pytest.mark.parametrize(
    "text",
    [
        "Qui dịnh về hoà giải, hòa giải ./.", "AT&T; R&D", "a && b", "&khong-phai;", "&#0; &#99999999;",
        "x &lt; y &gt; z", "“Toàn dân” – 30%…", "١٢٣", "👩\u200d👧 mẹ con", "می\u200cخواهم", "R&#60;B",
    ],
)  # fmt: skip
def test_what_stays(text):
    assert settle(text) == text


def test_markup_that_was_meant_to_be_seen_never_becomes_markup():
    assert settle("&amp;lt;script&amp;gt;") == "&lt;script&gt;"


def test_direction_marks_go_from_texts_that_they_do_not_shape():
    assert settle("Hồng\u200e Lĩnh\u200c") == "Hồng Lĩnh"
    assert settle("\u200fשלום") == "\u200fשלום"


def test_references_nested_too_deep_are_left_and_cost_no_more():
    nested = "&" + "amp;" * 100_000 + "lt;"
    assert settle(nested) == nested


@given(st.one_of(st.text(), ENTITY_LETTERS))
def test_settling_twice_changes_nothing(text):
    once = settle(text)
    assert settle(once) == once


@given(st.one_of(st.text(), ENTITY_LETTERS))
def test_settled_text_is_composed_and_on_one_line(text):
    settled = settle(text)
    assert is_normalized("NFC", settled)
    assert settled == " ".join(settled.split())
    assert settled.encode("utf-8").decode("utf-8") == settled


@given(st.text(alphabet=st.characters(categories=("L", "N"), max_codepoint=0x1EFF)))
def test_letters_and_digits_stay_as_they_are(text):
    assert settle(text) == normalize("NFC", text)
