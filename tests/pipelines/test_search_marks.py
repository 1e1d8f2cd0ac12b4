"""Marks of folded and exact columns, brought onto the text as published."""

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from crawler.text import fold
from pipelines.archive import marks

LETTERS = "ađướẫỳ ĐỘx\u0301\u0323.\n"


def highlighted(text, spans):
    for start, end in reversed(spans):
        text = text[:start] + marks.OPEN + text[start:end] + marks.CLOSE + text[end:]
    return text


@st.composite
def texts_with_spans(draw):
    pieces = draw(st.lists(st.text(alphabet=LETTERS, min_size=1, max_size=40), max_size=9))
    text = normalize("NFC", "".join(pieces))
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return text, list(zip(edges[::2], edges[1::2], strict=False))


@given(texts_with_spans())
def test_marks_of_the_exact_column_come_back_where_they_were(given_):
    text, spans = given_
    assert marks.marked(text, highlighted(text, spans), text) == highlighted(text, spans)


@given(texts_with_spans())
def test_a_passage_is_a_piece_of_the_text(given_):
    text, spans = given_
    passage = marks.snippet(text, highlighted(text, spans), "", length=20)
    bare = passage.translate({ord(marks.OPEN): None, ord(marks.CLOSE): None}).strip("…")
    assert " ".join(bare.split()) in " ".join(text.split())
    assert passage.count(marks.OPEN) == passage.count(marks.CLOSE)


def test_marks_of_the_folded_column_pass_over_marks_that_the_fold_took():
    text = "b\u0301 đường"
    assert len(fold(text)) < len(text)
    assert marks.marked(text, "", "b \x02duong\x03") == "b\u0301 \x02đường\x03"
