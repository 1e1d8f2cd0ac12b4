"""How alike two texts are: MinHash bands to find candidates, then shingles and facts of the texts themselves.

Formulaic notices share most of their words and differ in names, dates and numbers; reprints, edited copies and excerpts
keep exactly those. Pure; knows no SQL. Measured in tests/pipelines/archive/test_similarity.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from struct import pack, unpack

from rensa import RMinHash

from crawler.text import fold

METHOD = "minhash-128-32x4, 4 words, facts .75 .85"
"""Written with every row: whoever changes a number below changes this as well, and all signatures are made anew."""

_PERMUTATIONS, _SEED = 128, 2025
_ROWS = 4  # 32 bands of 4: a pair at Jaccard .6 is a candidate with .99, at .5 with .87, at .05 with .0002
_SHINGLE = 4
_SHORTEST = 20  # shingles; below, "Chi tiết xem tệp đính kèm." would join everything
_JACCARD = 0.4  # different articles of one portal reach .3
_CONTAINED = 0.6  # of the smaller text, so that an excerpt is found within the whole
_NUMBERS, _NAMES = 0.75, 0.85  # of those in the text that has fewer

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d(?:[\d./:,-]*\d)?")
_NAME = re.compile(r"(?<=[^\W\d_]\s|[,;]\s)[^\W\d_]\w*")


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared of an article."""

    folded: str
    shingles: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]

    @property
    def is_short(self) -> bool:
        """Too short to be found by its body."""
        return len(self.shingles) < _SHORTEST


@lru_cache(maxsize=256)
def text_of(title: str, body: str) -> Text:
    """The text of an article: its body; for a short one with its title, so that only full copies are alike."""
    words = _WORD.findall(fold(body))
    if 0 < len(words) < _SHORTEST + _SHINGLE:
        words = [*_WORD.findall(fold(title)), *words]
        return Text(" ".join(words), frozenset([" ".join(words)]), frozenset(), frozenset())
    return Text(" ".join(words), frozenset(_shingles(words)), frozenset(_NUMBER.findall(body)), frozenset(_names(body)))


def _shingles(words: list[str]) -> Iterable[str]:
    return (" ".join(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1))


def _names(body: str) -> Iterable[str]:
    """Syllables with a capital inside sentences."""
    return (fold(word) for word in _NAME.findall(body) if word[0].isupper())


def bands(text: Text) -> list[int]:
    """The values that texts share when they are alike; none for an empty text."""
    if not text.shingles:
        return []
    minhash = RMinHash(_PERMUTATIONS, _SEED)
    minhash.update(sorted(text.shingles))
    digest = minhash.digest()
    rows = (digest[start : start + _ROWS] for start in range(0, _PERMUTATIONS, _ROWS))
    return [_band(number, row) for number, row in enumerate(rows)]


def _band(number: int, row: list[int]) -> int:
    """A number of SQLite for a band: 64 bits, different bands apart."""
    mixed = number
    for value in row:
        mixed = ((mixed ^ value) * 0x9E3779B97F4A7C15 + (mixed >> 29)) & 0xFFFFFFFFFFFFFFFF
    return int(unpack("<q", pack("<Q", mixed))[0])


def similarity(one: Text, other: Text) -> float | None:
    """Jaccard similarity of two texts that tell the same; None for texts that do not."""
    if one.folded == other.folded:
        return 1.0
    if one.is_short or other.is_short:
        return None
    common = len(one.shingles & other.shingles)
    jaccard = common / (len(one.shingles) + len(other.shingles) - common)
    contained = common / min(len(one.shingles), len(other.shingles))
    alike = jaccard >= _JACCARD or contained >= _CONTAINED
    same_facts = _within(one.numbers, other.numbers) >= _NUMBERS and _within(one.names, other.names) >= _NAMES
    return jaccard if alike and same_facts else None


def _within(one: frozenset[str], other: frozenset[str]) -> float:
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 1.0
