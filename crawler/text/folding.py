"""The fold by which texts are searched and compared, and the two placements of Vietnamese tones.

It must not know where search is built; the command line and the browsing site both call these functions.
"""

from __future__ import annotations

import re
from unicodedata import normalize

_MARKS = re.compile("[\u0300-\u036f]")


class _Folds(dict[int, str]):
    """A translation table that learns the fold of each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        """Lower case without the marks of Latin, Greek and Cyrillic; the vowel signs of other scripts are letters."""
        bare = _MARKS.sub("", normalize("NFD", chr(code).lower()))
        self[code] = folded = normalize("NFC", bare)
        return folded


_FOLDS = _Folds({ord("đ"): "d", ord("Đ"): "d"})

_OLD = ("óa", "òa", "ỏa", "õa", "ọa", "óe", "òe", "ỏe", "õe", "ọe", "úy", "ùy", "ủy", "ũy", "ụy")
_NEW = ("oá", "oà", "oả", "oã", "oạ", "oé", "oè", "oẻ", "oẽ", "oẹ", "uý", "uỳ", "uỷ", "uỹ", "uỵ")
_OTHER = dict(zip(_OLD, _NEW, strict=True)) | dict(zip(_NEW, _OLD, strict=True))
_OPEN = re.compile(rf"(?<![q\d])({'|'.join(_OTHER)})$", re.IGNORECASE)


def fold(text: str) -> str:
    """The text in lower case without diacritics, đ as d."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


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
