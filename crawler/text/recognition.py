"""Recognises text in an old Vietnamese encoding, seen as Western letters, and converts what is in it.

It must not harm any other text: a conversion is made only where it turns words that are no Vietnamese syllables into
words that are, in most of a page. French, Portuguese or German words become none; Vietnamese in Unicode has letters
that no Western text has, and is left alone even beside a passage in an old font.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import islice

from crawler.text.legacy import LEGACY, Legacy
from crawler.text.syllables import is_syllable

_ENOUGH, _ENOUGH_WITH_FONT = 12, 4
"""So many different words must speak for an encoding; fewer where the page names one of its fonts."""
_VALID, _GAIN = 0.8, 0.4
"""The share of the words that must become syllables, and how many more than are ones without conversion."""

_FONT = re.compile(rb"\.Vn[A-Z]|VNI-[A-Z]|VPS [A-Z]")
_FONT_MARKS = (b".Vn", b"VNI-", b"VPS ")
_COMMONEST = "µñÜ"
"""What TCVN3 shows for à, VNI for đ and VPS for ư: no passage of any length is without."""
_PIECE = re.compile(r"""[^<>"]+""")
"""Texts between tags, and the values of attributes."""
_SAMPLE, _LONGEST = 2000, 15
"""So many different words, none longer, are enough to tell; a page of megabytes costs no more."""
_WORDS = re.compile(r"[^\s!-/:-@\[-`{-~\u2010-\u201f\u2026]+")
_WESTERN = re.compile(
    "[\x01-\x08\x0e-\x1f\x80-\xff\u0152-\u0153\u0160-\u0161\u0178\u017d-\u017e\u0192\u02c6\u02dc\u2018-\u203a\u20ac\u2122]"
)
_UNICODE = re.compile(
    "[\u0102-\u0103\u0110-\u0111\u0128-\u0129\u0168-\u0169\u01a0-\u01a1\u01af-\u01b0\u0300-\u0323\u1ea0-\u1ef9]"
)
_REFERENCE = re.compile(r"&(?:#(?:1[2-9]\d|2[0-4]\d|25[0-5])|(?!nbsp|quot|amp|lt|gt)[A-Za-z]{2,8}\d?\d?);")
_TAG = re.compile(r"(<[^<>]*>)")
_CAPITALS = re.compile(r"\.Vn[A-Za-z]{1,20}H\b")
"""TCVN3 has no codes for most capitals: fonts whose names end in H (".VnTimeH") show the small ones as capitals."""
_LARGEST = 1_000_000
"""No page in such a font is larger; what is beyond is hostile, and is read without capitals."""
_UNCLOSED = frozenset({"p", "td", "th", "tr", "li"})
_REACH = 400
"""So many tags and texts on, an element's end is looked for; a title has few."""
_REFERENCED = re.compile(r"(&#?\w+;)")


def names_font(html: bytes, text: str) -> bool:
    """Whether a page names a font of an old encoding (".VnTime", "VNI-Times").

    Finding names in every page would cost as much as decoding it, so pages go first that lack the commonest letters;
    in pages of nothing but ASCII these can be references ("ho&micro;").
    """
    if not text.isascii() and not any(letter in text for letter in _COMMONEST):
        return False
    return any(mark in html for mark in _FONT_MARKS) and _FONT.search(html) is not None


def shows_font(html: bytes, shown: str) -> bool:
    """Whether a page names a font of an old encoding, and the text that it shows has letters of one."""
    return any(letter in shown for letter in _COMMONEST) and names_font(html, shown)


def convert_legacy(text: str, *, has_font: bool) -> str | None:
    """The text with what is in an old encoding converted; None where nothing is."""
    if has_font:  # such pages often hold their letters as references: "C&eacute;ng ho&micro;"
        text = _REFERENCE.sub(lambda match: unescape(match.group()), text)
    old = [piece for piece in _PIECE.findall(text) if _WESTERN.search(piece) and not _UNICODE.search(piece)]
    encoding = recognise(old, _ENOUGH_WITH_FONT if has_font else _ENOUGH)
    if encoding is None:
        return None
    mixed = _UNICODE.search(text) is not None
    converted = _PIECE.sub(lambda match: _converted(match.group(), encoding, mixed=mixed), text)
    return _raised(converted) if _CAPITALS.search(converted) else converted


def recognise(pieces: list[str], enough: int) -> Legacy | None:
    """The encoding that the pieces are in, where there is enough to tell; of several the one that fits best."""
    found = (
        word for piece in pieces for word in _WORDS.findall(piece) if len(word) <= _LONGEST and _WESTERN.search(word)
    )
    words = set(islice(found, _SAMPLE))
    if len(words) < enough:
        return None
    plain = _valid(words)
    scores = {name: _valid({legacy.convert(word) for word in words}) for name, legacy in LEGACY.items()}
    best = max(scores, key=lambda name: scores[name])
    fits = scores[best] >= _VALID * len(words) and scores[best] - plain >= _GAIN * len(words)
    return LEGACY[best] if fits else None


def _valid(words: set[str]) -> int:
    return sum(map(is_syllable, words))


def _converted(piece: str, encoding: Legacy, *, mixed: bool) -> str:
    """A piece of the page in Unicode. On a page that has Unicode as well, only a piece that becomes better by it."""
    if not _WESTERN.search(piece) or _UNICODE.search(piece):
        return piece
    converted = encoding.convert(piece)
    if mixed and _valid(set(_WORDS.findall(converted))) <= _valid(set(_WORDS.findall(piece))):
        return piece
    return converted


def _raised(text: str) -> str:
    """The page with the texts of elements in fonts of capitals in capitals, as far as pages in such fonts go."""
    cut = len(text) if len(text) <= _LARGEST else text.rfind("<", 0, _LARGEST)
    parts, rest = _TAG.split(text[:cut]), text[cut:]
    looked = 0
    for index, part in enumerate(parts):
        if index >= looked and part.startswith("<") and _CAPITALS.search(part):
            end = _end_of(parts, index)
            parts[index:end] = map(_upper, parts[index:end])
            looked = end or index + _REACH
    return "".join(parts) + rest


def _end_of(parts: list[str], start: int) -> int:
    """Where the element that begins at `start` ends; 0 where its end is not in reach, or is left to the browser."""
    tag, depth = _name(parts[start]), 0
    for index in range(start, min(start + _REACH, len(parts))):
        name = _name(parts[index]) if parts[index].startswith("<") else ""
        if index > start and name == tag and tag in _UNCLOSED:
            return 0
        depth += (name == tag) - (name == f"/{tag}")
        if depth == 0:
            return index
    return 0


def _name(part: str) -> str:
    """The name in a tag, with its slash where it is an end."""
    words = part[1:-1].split(maxsplit=1)
    return words[0].lower() if words else ""


def _upper(part: str) -> str:
    """A text in capitals, its references as they are; a tag as it is."""
    words = [part] if part.startswith("<") else _REFERENCED.split(part)
    return "".join(word if word.startswith(("<", "&")) else word.upper() for word in words)
