"""How alike two texts are: MinHash bands to find candidates, then the facts in them, then their shingles.

Formulaic notices share most of their words and differ in names, dates and numbers; reprints, edited copies and excerpts
keep exactly those. So facts are compared first, by their hashes. Pure; knows no SQL. Measured in
tests/pipelines/test_similarity.py and benchmarks/duplicates.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from itertools import accumulate
from zlib import crc32

from rensa import RMinHash

from crawler.text import fold

METHOD = "minhash-12x1 of 8 words; 4 words .4, .6 of .25; facts .75 .85"
"""Written with every row: whoever changes a number below changes this as well, and all signatures are made anew."""

_BANDS, _SEED = 12, 2025
# Runs of eight words are rare enough for bands of one row: with 12 of them .99 of copies with each tenth word changed
# are candidates, and as many excerpts of a third; 32 bands of 4 rows over runs of four words give .90 and .77.
_RUN = 8
_FACTS = 4  # so many numbers and names together name what a text is about
_SHINGLE = 4
_SHORTEST = 24  # words; below, "Chi tiết xem tệp đính kèm." would join everything
_JACCARD = 0.4  # different articles of one portal reach .3
_CONTAINED, _PART = 0.6, 0.25  # of the smaller text, if it is a quarter of both: a formula alone is no excerpt
_NUMBERS, _NAMES = 0.75, 0.85  # of those in the text that has fewer

_NUMBER = re.compile(r"\d(?:[\d./:,-]*\d)?")
_CAPITALS = "".join(character for character in map(chr, range(0x2000)) if character.isupper())  # Latin and its kin
_NAME = re.compile(rf"[{_CAPITALS}](?<=[^\W\d_]\s.|[,;]\s.)\w*")
"""Syllables with a capital inside sentences."""


class _Letters(dict[int, str]):
    """Translates to folded letters and digits, and all else to spaces: a third of the time of a pattern."""

    def __missing__(self, code: int) -> str:
        """Learn a character that is met for the first time."""
        folded = fold(chr(code))
        self[code] = folded if not folded or folded.isalnum() else " "
        return self[code]


_LETTERS = _Letters()

Shingles = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Signature:
    """What is stored of a text. `text` is a hash of all its words; numbers and names are hashes as well.

    A short text has one band, or none where there are no words: only whole copies of it are alike.
    """

    text: int
    bands: tuple[int, ...]
    numbers: frozenset[int]
    names: frozenset[int]

    @property
    def is_short(self) -> bool:
        """Too short to be found by parts of its body."""
        return len(self.bands) < _BANDS


def signature_of(title: str, body: str) -> Signature:
    """The signature of an article: of its body; of a short one with its title."""
    words = _words(body)
    if len(words) < _SHORTEST:
        text = _hash([*_words(title), *words])
        return Signature(text, (_numbered(_BANDS, text),) if words else (), frozenset(), frozenset())
    text, numbers = _hash(words), _hashes(_NUMBER.findall(body))
    names = _hashes(fold(" ".join(set(_NAME.findall(body)))).split())
    return Signature(text, _bands(words, text, numbers, names), numbers, names)


def _bands(words: list[str], text: int, numbers: frozenset[int], names: frozenset[int]) -> tuple[int, ...]:
    """Those of MinHash; and two by which the copies of a notice are found among a thousand of its form."""
    minhash = RMinHash(_BANDS, _SEED)
    minhash.update(_runs(words))
    facts = (crc32(repr((sorted(numbers), sorted(names))).encode()),) if len(numbers) + len(names) >= _FACTS else ()
    return tuple(_numbered(number, value) for number, value in enumerate((*minhash.digest(), text, *facts)))


def shingles_of(body: str) -> Shingles:
    """The runs of four words of a text."""
    words = _words(body)
    return frozenset(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))


def same_facts(one: Signature, other: Signature) -> bool:
    """Whether two texts may tell the same: a quick answer, before their words are compared."""
    if one.is_short or other.is_short:
        return one.text == other.text
    return _within(one.numbers, other.numbers) >= _NUMBERS and _within(one.names, other.names) >= _NAMES


def similarity(one: Shingles, other: Shingles) -> float | None:
    """Jaccard similarity of the words of two texts with the same facts; None where they are too different."""
    common = len(one & other)
    jaccard = common / (len(one) + len(other) - common)
    contained = common / min(len(one), len(other))
    return jaccard if jaccard >= _JACCARD or (contained >= _CONTAINED and jaccard >= _PART) else None


def _words(text: str) -> list[str]:
    return text.translate(_LETTERS).split()


def _runs(words: list[str]) -> list[str]:
    """Cut out of the whole text, which is quicker than joining each."""
    text = " ".join(words)
    ends = list(accumulate(len(word) + 1 for word in words))
    return [text[start:end] for start, end in zip((0, *ends), ends[_RUN - 1 :], strict=False)]


def _numbered(number: int, value: int) -> int:
    """Different bands apart; 36 bits."""
    return number << 32 | (value & 0xFFFFFFFF)


def _hash(words: list[str]) -> int:
    digest = blake2b(" ".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _hashes(facts: Iterable[str]) -> frozenset[int]:
    return frozenset(crc32(fact.encode()) for fact in facts)


def _within(one: frozenset[int], other: frozenset[int]) -> float:
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 1.0
