"""Which HTML elements are inline, which end a line, and which are never read. Tag numbers are those of lexbor."""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborHTMLParser

INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr o:p output q ruby rb rp rt "
    "rtc s samp small span strike strong sub sup time tt u var wbr".split()
)
UNREAD: Final = frozenset(
    "script style noscript template svg math select datalist object embed applet audio video canvas map "
    "button textarea progress meter head title frameset noframes base link meta param source track area dialog".split()
)
STRONG: Final = frozenset({"b", "strong"})
SLANTED: Final = frozenset({"i", "em", "cite"})
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CHROME: Final = {"nav": "nav", "footer": "footer", "aside": "sidebar", "menu": "nav"}
"""Elements whose own name says that they are not the article."""

BLOCK, SPAN, LINK, BOLD, ITALIC, SKIP, BREAK, IMAGE, FRAME, INPUT, SCRIPT, STRAY = range(12)
"""What the walk does at a node."""
Known = tuple[int, str, str, str]
"""What the walk does at an element, its name, what its name accuses it of, and its letter."""
NOTHING: Final[Known] = (SKIP, "", "", "")


def _action(tag: str) -> int:
    special = {
        "a": LINK, "br": BREAK, "img": IMAGE, "iframe": FRAME, "input": INPUT, "textarea": INPUT, "script": SCRIPT,
        "meta": STRAY, "link": STRAY, "embed": FRAME, "object": FRAME,
    }  # fmt: skip
    if tag in special:
        return special[tag]
    if tag in STRONG:
        return BOLD
    if tag in SLANTED:
        return ITALIC
    if tag in UNREAD:
        return SKIP
    return SPAN if tag in INLINE else BLOCK


LAST_STANDARD: Final = 0xC4
TEXT_NUMBER: Final = 2
COMMENT_NUMBER: Final = 4
SPECIAL: Final = frozenset("br img iframe input".split())
COMMON: Final = frozenset(
    "html body div p ul ol li dl dt dd table thead tbody tfoot tr td th caption section article main header form "
    "fieldset figure figcaption blockquote pre center address hr picture details summary hgroup label legend".split()
)
INLINE_MARKS: Final = {LINK: "a", BOLD: "strong", ITALIC: "em"}
"""What the body's HTML writes for an inline element."""
CLOSING: Final = {"a": "/a", "strong": "/strong", "em": "/em"}


LETTERS: Final = {
    "li": "l", "table": "t", "tr": "t", "td": "t", "th": "t", "figure": "f", "figcaption": "c", "ul": "u", "ol": "u",
}  # fmt: skip
"""What elements are asked whether they stand in, a letter for each group."""


def _known(tag: str) -> Known:
    return _action(tag), tag, CHROME.get(tag, ""), LETTERS.get(tag, "")


def _numbered() -> dict[int, Known]:
    """By lexbor's own numbers of standard tags, which are small; unknown tags get an address, another on every page."""
    maker = LexborHTMLParser("")
    names = INLINE | UNREAD | HEADINGS | SPECIAL | set(CHROME) | COMMON
    numbers = {maker.create_node(name).tag_id: name for name in names}
    known = {number: _known(name) for number, name in numbers.items() if number < LAST_STANDARD}
    return known | {COMMENT_NUMBER: NOTHING}


KNOWN: Final = _numbered()
"""By lexbor's number; what is missing is looked up with `unknown`."""


def unknown(tag: str | None) -> Known:
    """What the walk does at an element without a small number: Word's `o:p` and other prefixed tags are inline."""
    if tag is None or tag.startswith("-"):
        return NOTHING
    return (SPAN, tag, "", "") if ":" in tag else _known(tag)
