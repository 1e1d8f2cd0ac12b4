"""Bytes of a page to its text, whatever the page says of its encoding; never raises.

It must not know HTML beyond the `<meta>` that declares an encoding.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence

from bs4.dammit import EncodingDetector

from crawler.text.legacy import DECLARED, LEGACY, western
from crawler.text.recognition import convert_legacy, names_font

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096
"""Browsers look for a declaration in the first kilobyte; old portals put scripts before it."""
_VAGUE = frozenset({"iso8859-1", "cp1252", "ascii", "cp1258"})
"""Declarations that say little: editors write them by default, and pages in old Vietnamese fonts had to have one."""
_WIDER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "gb2312": "gb18030",
    "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
"""What browsers read for a declaration: the encoding that everybody meant and that holds the declared one."""
_NO_PAGES = frozenset({"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})
"""Codecs that Python has and no page is in; some of them run or warn on hostile bytes."""
_ESCAPE = b"\x1b"
"""ISO-2022-JP writes Japanese in ASCII bytes, which are valid UTF-8 as well."""


def decode(html: bytes, encoding: str | None = None, headers: Sequence[tuple[str, str]] = ()) -> str:
    """The text of a page.

    A byte order mark decides, then the caller's encoding. Bytes that are valid UTF-8 are UTF-8, whatever is declared:
    no other text is valid UTF-8 by accident. Then come the header's and the page's declarations and at last cp1252,
    never a statistical guess, which would depend on what else is installed. Text in an old Vietnamese encoding is
    converted wherever it is recognised; broken bytes become U+FFFD.
    """
    for mark, name in _BOMS:
        if html.startswith(mark):
            return html[len(mark) :].decode(name, "replace")
    text = _strictly(html, encoding) if encoding else None
    if text is None and _ESCAPE not in html:
        text = _strictly(html, "utf-8")
    if text is None:
        return _declared(html, headers)
    converted = convert_legacy(text, has_font=True) if names_font(html, text) else None
    return text if converted is None else converted


def as_utf8(html: bytes, encoding: str | None = None) -> bytes | None:
    """The bytes of a page without their mark, where they can be taken for UTF-8 until its text shows otherwise."""
    if html.startswith(codecs.BOM_UTF8):
        return html[len(codecs.BOM_UTF8) :]
    marked = html.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return None if encoding or marked or _ESCAPE in html else html


def _strictly(html: bytes, encoding: str) -> str | None:
    """The text, if the encoding is known and every byte fits."""
    legacy = DECLARED.get(encoding.lower())
    if legacy:
        return LEGACY[legacy].convert(western(html))
    codec = _codec(encoding)
    try:
        return html.decode(codec) if codec else None
    except UnicodeError:
        return None


def _codec(encoding: str) -> str:
    """Python's name of the encoding that a declaration means; empty for one that no page is in."""
    try:
        name = codecs.lookup(encoding).name
        b"a".decode(name, "replace")  # Python also has codecs that make no text: hex, zip
    except (LookupError, ValueError):
        return ""
    return "" if name in _NO_PAGES else _WIDER.get(name, name)


def _declared(html: bytes, headers: Sequence[tuple[str, str]]) -> str:
    """The text by its declarations, in the order in which they tell something."""
    declarations = list(_declarations(html, headers))
    for name in declarations:
        text = None if _codec(name) in _VAGUE else _strictly(html, name)
        if text is not None:
            return text
    broken = html.decode("utf-8", "replace")
    if _is_nearly_utf8(broken, declared="utf-8" in map(_codec, declarations)):
        return broken
    shown = western(html)
    converted = convert_legacy(shown, has_font=names_font(html, shown))
    if converted is not None:
        return converted
    codec = next(filter(None, map(_codec, declarations)), "cp1252")
    return shown if codec in {"cp1252", "utf-8"} else html.decode(codec, "replace")


def _is_nearly_utf8(broken: str, *, declared: bool) -> bool:
    """Whether few enough bytes were broken: a CMS cuts its texts at a byte, and old comments are pasted in.

    Where UTF-8 is declared, fewer broken bytes than whole letters are enough: two bytes seldom make one by accident.
    """
    damaged = broken.count("\ufffd")
    return len(broken) - len(broken.encode("ascii", "ignore")) > (2 if declared else 5) * damaged


def _declarations(html: bytes, headers: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, value in headers:
        if name.lower() == "content-type":
            yield from _CHARSET.findall(value)
    meta = EncodingDetector.find_declared_encoding(html[:_HEAD], is_html=True)
    if meta:
        yield meta
