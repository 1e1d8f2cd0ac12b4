"""How much a text says, in letters of the Latin alphabet: a sentence of Chinese has a third of the characters.

It must not know what is measured or why. It looks at three characters, not at all of them.
"""

from __future__ import annotations

from typing import Final

SENTENCE_ENDS: Final = '.;:!?…”"»。！？；：」』）।॥؟۔։።។။'
"""What ends a sentence, in Latin, Chinese, Japanese, Indian, Arabic, Armenian, Ethiopic, Khmer and Burmese script."""
_FIRST: Final = "\u0e00"
"""Before the first of the dense scripts."""
_LATIN, _SYMBOLS = "\u1e00", "\u2000"
"""Vietnamese letters, and what comes behind them."""
_DENSE: Final = (
    ("\u0e00", "\u0eff", 2.0), ("\u1000", "\u109f", 1.5), ("\u1780", "\u17ff", 1.5), ("\u3040", "\u9fff", 3.0),
    ("\uac00", "\ud7af", 2.0), ("\uf900", "\ufaff", 3.0),
)  # fmt: skip
"""Thai and Lao, Burmese, Khmer, kana and Chinese characters, Korean syllables: Latin letters for each of them."""


def extent(text: str) -> float:
    """The length that the text would have in Latin letters."""
    length = len(text)
    if text.isascii():
        return length
    sample = max(text[length // 2], text[length // 3], text[length // 4])
    if sample < _FIRST or _LATIN <= sample < _SYMBOLS:
        return length
    return next((length * letters for first, last, letters in _DENSE if first <= sample <= last), length)
