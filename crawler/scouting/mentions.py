"""Finds the units that a text names with their type ("xã Sơn Linh"), in their order. Hosts are not known here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from crawler.scouting.gazetteer import Unit, gazetteer, squeezed
from crawler.text import fold, tone_variants

LONGEST = 6
"""Words of a name without its type, as in "Văn Miếu - Quốc Tử Giám"."""
SHORT = {"tp": "thanh pho", "tx": "thi xa", "tt": "thi tran"}
_WORD = re.compile(r"\w+")
_Y_AS_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place of a text, and the units that have that name. `before` is the text that leads to it, folded."""

    said: str
    units: tuple[Unit, ...]
    before: str


def mentions(text: str) -> list[Mention]:
    """All units that the text names."""
    words = list(_WORD.finditer(text))
    found: list[Mention] = []
    position = 0
    while position < len(words):
        mention, length = _at(text, words[position : position + LONGEST + 2])
        if mention is not None:
            found.append(mention)
        position += length
    return found


def _at(text: str, words: list[re.Match[str]]) -> tuple[Mention | None, int]:
    """The mention that begins with the first of the words, and how many words it takes; the longest name counts."""
    types = _types(words)
    for kind, width in types:
        for end in range(len(words), width, -1):
            name = text[words[width].start() : words[end - 1].end()]
            if units := _named(kind, name):
                said = text[words[0].start() : words[end - 1].end()]
                return Mention(said, units, fold(text[: words[0].start()])), end
    return None, max((width for _, width in types), default=1)  # "thị xã Vidu" is no "xã Vidu"


def _types(words: list[re.Match[str]]) -> list[tuple[str, int]]:
    """The types of unit that the first words may be, with the number of words."""
    first = fold(words[0].group())
    kinds = [(SHORT.get(first, first), 1)]
    kinds += [(f"{fold(a.group())} {fold(b.group())}", 2) for a, b in pairwise(words[:2])]
    return [kind for kind in reversed(kinds) if kind[0] in _all_types()]


@cache
def _all_types() -> frozenset[str]:
    return frozenset(kind for kind, _ in gazetteer().by_name)


def _named(kind: str, name: str) -> tuple[Unit, ...]:
    """The units of that type and name, wherever its tones stand; without any diacritics it may be any of that fold."""
    units = gazetteer().by_name.get((kind, squeezed(name)), [])
    wanted = _spelling(name)
    return tuple(unit for unit in units if name.isascii() or _spelling(unit.short_name) == wanted)


def _spelling(name: str) -> str:
    """One spelling of a name for both tone placements and for i and y ("Phú Quý" is "Phú Quí" in the list)."""
    return " ".join(min(tone_variants(word)) for word in _WORD.findall(name.lower())).translate(_Y_AS_I)
