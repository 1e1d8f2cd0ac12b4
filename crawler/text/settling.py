"""Settles a text: leftover entities, composition (NFC) and whitespace; spelling and punctuation stay.

It must not know where a text stands on a page. The rules:

- A complete reference (`&nbsp;`, `&#x002F;`) that is still there after the page was parsed was encoded twice and is
  decoded, however often it was encoded. `&lt;` and `&gt;` stay: who shows them shows markup, and a text must not
  become markup here. References nested deeper than `_DEPTH` stay too; no publisher writes them.
- Whitespace of every kind, no-break spaces and line ends included, becomes one space; none is left at the ends.
- Invisible hints (soft hyphens, zero-width spaces, byte order marks, control characters) go without a trace. Joiners
  and direction marks go only from texts without a script (or an emoji) that they shape.
- C1 control characters are what cp1252 shows in their place, as every browser reads them in references.
- Lone surrogates (from JSON escapes) become U+FFFD, since no file can hold them.
"""

from __future__ import annotations

import re
from html.entities import html5
from unicodedata import is_normalized, normalize

_DEPTH = 8
_NEXT_LINE = "\x85"
"""White space to Python, an ellipsis in cp1252."""
_HIDDEN = "\u00ad\u200b\u2060\ufeff"
_SHAPERS = "\u200c-\u200f\u202a-\u202e\u2066-\u2069"
_SPECIAL = "\x00-\x08\x0e-\x1b\x7f-\x9f\ud800-\udfff" + _HIDDEN + _SHAPERS
_ODD = re.compile(f"[{_SPECIAL}]")
_SHAPED = re.compile("[\u0590-\u109f\u1780-\u18af\u2600-\u27bf\U0001f000-\U0001faff]")
_SHAPER = re.compile(f"[{_SHAPERS}]+")
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,30}));")
_KEPT = frozenset("<>")


def _table() -> dict[int, str]:
    """What single characters become, wherever they stand."""
    whitespace = "\t\n\v\f\r\x1c\x1d\x1e\x1f"
    table = {code: "" for code in range(0x20) if chr(code) not in whitespace} | {0x7F: ""}
    table |= {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
    table |= {ord(char): "" for char in _HIDDEN}
    return table | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


_CHARACTERS = _table()


def settle(text: str) -> str:
    """The text with entities, composition and whitespace settled; settling it again changes nothing."""
    plain = " ".join(text.split())
    if _NEXT_LINE not in text and plain.isprintable() and "&" not in plain and is_normalized("NFC", plain):
        return plain  # most texts; what follows costs five times as much
    settled = plain = _spaced(text)
    if "&" not in plain:
        return plain
    for _ in range(_DEPTH):
        decoded = _spaced(_REFERENCE.sub(_character, settled))
        if decoded == settled:
            return settled
        settled = decoded
    return plain


def _spaced(text: str) -> str:
    """Everything but the references. Composing comes before spaces, since it makes some."""
    if not text.isprintable() and _ODD.search(text):
        text = text.translate(_CHARACTERS)
        text = text if _SHAPED.search(text) else _SHAPER.sub("", text)
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    return " ".join(text.split())


def _character(match: re.Match[str]) -> str:
    """What a reference stands for; itself where it stands for nothing or for markup."""
    decimal, hexadecimal, name = match.groups()
    if name:
        decoded = html5.get(name + ";", "<")
    else:
        code = int(decimal) if decimal else int(hexadecimal, 16)
        decoded = chr(code) if 0 < code < 0x110000 else "<"
    return match.group() if decoded in _KEPT else decoded
