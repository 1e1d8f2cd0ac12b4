"""Bytes of a page to its text, whatever the page says of its encoding; never raises.

It must not know HTML beyond the `<meta>` that declares an encoding.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from bs4.dammit import EncodingDetector, UnicodeDammit

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096
"""Where browsers look for a declaration is the first kilobyte; old portals put scripts before it."""


def decode(html: bytes, encoding: str | None = None, headers: Sequence[tuple[str, str]] = ()) -> str:
    """The text of a page.

    A byte order mark decides, then the caller's encoding. Bytes that are valid UTF-8 are UTF-8, whatever is declared:
    no other encoding's text is valid by accident. Then come the header's and the page's own declaration, then a guess.
    """
    for mark, name in _BOMS:
        if html.startswith(mark):
            return html[len(mark) :].decode(name, "replace")
    for candidate in (encoding, None if b"\x1b$" in html else "utf-8"):
        text = candidate and _strictly(html, candidate)
        if text is not None:
            return text
    return _declared(html, headers)


def _strictly(html: bytes, encoding: str) -> str | None:
    """The text, if every byte fits the encoding and Python knows it."""
    try:
        return html.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _declared(html: bytes, headers: Sequence[tuple[str, str]]) -> str:
    """The text by the header's or the page's declaration, or else by dammit; broken bytes become U+FFFD."""
    charsets = [
        match.group(1)
        for name, value in headers
        if name.lower() == "content-type"
        for match in _CHARSET.finditer(value)
    ]
    meta = EncodingDetector.find_declared_encoding(html[:_HEAD], is_html=True)
    for name in [*charsets, meta]:
        text = name and _strictly(html, "cp1252" if name.lower() in {"iso-8859-1", "latin-1", "latin1"} else name)
        if text:
            return text
    guess = UnicodeDammit(html, is_html=True)
    return guess.unicode_markup if isinstance(guess.unicode_markup, str) else html.decode("utf-8", "replace")
