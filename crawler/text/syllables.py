"""Tells Vietnamese syllables from other strings of letters, by how they are built.

It must not know encodings; recognising them is what it is for. The parts are in `data/text/syllables.toml`.
"""

from __future__ import annotations

import re
import tomllib
from unicodedata import normalize

from crawler import data

_TABLE = tomllib.loads(data.path("text", "syllables.toml").read_text("utf-8"))
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def _syllable() -> re.Pattern[str]:
    rhymes = sorted(_TABLE["rhymes"], key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(_TABLE['beginnings'])})(?:{'|'.join(rhymes)})")


_SYLLABLE = _syllable()
_STOPS = tuple(_TABLE["stops"])


def is_syllable(word: str) -> bool:
    """Whether a word is built as a Vietnamese syllable is, with one tone at most and none that its end forbids."""
    letters = normalize("NFD", word.lower())
    tones = _TONE.findall(letters)
    if len(tones) > 1 or (tones and letters.endswith(_STOPS) and tones[0] not in _TABLE["stopped_tones"]):
        return False
    return _SYLLABLE.fullmatch(normalize("NFC", _TONE.sub("", letters))) is not None
