"""The fold by which texts are searched and compared, and the two placements of Vietnamese tones.

It must not know where search is built; the command line and the browsing site both call these functions.
"""

from __future__ import annotations

import re
from string import ascii_uppercase
from unicodedata import normalize

_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
"""Of Vietnamese, where they compose with no letter."""
_RANGES = range(0xC0, 0x180), range(0x1A0, 0x1B1), range(0x1EA0, 0x1EFA)
"""Latin-1 and Latin Extended-A (names of people and places abroad: Müller, Dvořák); ơ and ư; letters with two marks."""


def _bare(letter: str) -> str:
    return normalize("NFD", letter)[0].lower()


_LETTERS = [letter for codes in _RANGES for letter in map(chr, codes) if _bare(letter).isascii()]
FOLDS: dict[int, str] = (
    {ord(letter): letter.lower() for letter in ascii_uppercase}
    | {ord(letter): _bare(letter) for letter in _LETTERS}
    | dict(zip(map(ord, "đĐøØłŁ"), "ddooll", strict=True))
    | dict.fromkeys(map(ord, _MARKS), "")
)
"""The one table of the fold. The view `articles_search` of the archive has the same letters, in SQL."""
# Every letter of a text is looked up: one that is missing takes longest.
_TABLE = {code: chr(code) for code in range(0x250)} | FOLDS

_OLD = ("óa", "òa", "ỏa", "õa", "ọa", "óe", "òe", "ỏe", "õe", "ọe", "úy", "ùy", "ủy", "ũy", "ụy")
_NEW = ("oá", "oà", "oả", "oã", "oạ", "oé", "oè", "oẻ", "oẽ", "oẹ", "uý", "uỳ", "uỷ", "uỹ", "uỵ")
_OTHER = dict(zip(_OLD, _NEW, strict=True)) | dict(zip(_NEW, _OLD, strict=True))
_OPEN = re.compile(rf"(?<![q\d])({'|'.join(_OTHER)})$", re.IGNORECASE)


def fold(text: str) -> str:
    """Latin letters in lower case without diacritics, đ as d; all else as it is: the index knows its lower case."""
    return text.lower() if text.isascii() else text.translate(_TABLE)


def has_diacritics(text: str) -> bool:
    """Whether the fold changes more than the case of letters."""
    return any(ord(letter) > 127 and ord(letter) in FOLDS for letter in text)


def tone_variants(word: str) -> tuple[str, ...]:
    """The word as written, followed by the same word with its tone in the other place, where there is one.

    Only open syllables in oa, oe and uy are written both ways (hòa and hoà); in "quý" the u belongs to the q.
    """
    word = normalize("NFC", word)
    match = _OPEN.search(word)
    return (word, word[: match.start()] + _swapped(match.group())) if match else (word,)


def _swapped(vowels: str) -> str:
    """The two vowels with the tone on the other one, each keeping its case."""
    other = _OTHER[vowels.lower()]
    return "".join(new.upper() if old.isupper() else new for old, new in zip(vowels, other, strict=True))
