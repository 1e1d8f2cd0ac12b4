"""One pattern for many words that looks at each letter of a text once, where a plain choice tries all the words.

It must not know what the words mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_End = dict[str, "_End"]
"""The letters that can follow, each with what follows it; an empty one where a word ends."""


def any_of(words: Iterable[str]) -> str:
    """A pattern of the words, the longest that fits; a space between words may be printed as one or two."""
    first: _End = {}
    for word in words:
        at = first
        for letter in word:
            at = at.setdefault(letter, {})
        at[""] = {}
    return _pattern(first)


def _pattern(follows: _End) -> str:
    """What can follow, as a choice; nothing as well where a word ends here."""
    parts = [_letter(letter) + _pattern(rest) for letter, rest in follows.items() if letter]
    if not parts:
        return ""
    return f"(?:{'|'.join(parts)})" + ("?" if "" in follows else "")


def _letter(letter: str) -> str:
    return r"\s{1,2}" if letter == " " else re.escape(letter)
