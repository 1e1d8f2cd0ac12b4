"""The body as HTML, written anew from the kept lines: safe by construction, since only these tags are ever written.

Paragraphs, headings, lists, tables, links, emphasis and images stay; classes, styles and scripts never get here.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Final
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from crawler.extraction.block import Block, Picture
from crawler.extraction.lines import Line
from crawler.extraction.media import image_url
from crawler.extraction.tags import HEADINGS

OWN_TAGS: Final = HEADINGS | {"blockquote", "pre"}
"""Elements whose lines keep their tag; others are paragraphs."""
SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})


def render(lines: list[Line], pictures: list[Picture], captions: dict[Picture, Block], base: str) -> str:
    """The lines and images of an article in the order of the page."""
    out: list[str] = []
    opened = ""
    waiting = list(pictures)
    for line in lines:
        position = line.blocks[0].position
        while waiting and waiting[0].position <= position:
            opened = _switch(out, opened, "")
            out.append(_figure(waiting.pop(0), captions, base))
        opened = _switch(out, opened, _group(line))
        out.append(_line(line, base))
    _switch(out, opened, "")
    out.extend(_figure(picture, captions, base) for picture in waiting)
    return "\n".join(out)


def _group(line: Line) -> str:
    """What encloses a line: its list or its table."""
    if line.row is not None:
        return "table"
    item = line.blocks[0].element.within("li")
    around = item.within("ul", "ol") if item is not None else None
    return around.tag if around is not None else ""


def _switch(out: list[str], opened: str, wanted: str) -> str:
    if opened != wanted:
        if opened:
            out.append(f"</{opened}>")
        if wanted:
            out.append(f"<{wanted}>")
    return wanted


def _line(line: Line, base: str) -> str:
    if line.row is not None:
        return f"<tr>{''.join(f'<td>{escape(cell, quote=False)}</td>' for cell in line.cells)}</tr>"
    block = line.blocks[0]
    element = block.element
    tag = "li" if element.within("li") is not None else element.tag if element.tag in OWN_TAGS else "p"
    return f"<{tag}>{_inline(block, base)}</{tag}>"


def _inline(block: Block, base: str) -> str:
    """A block's text with its links and emphasis."""
    if not block.marks:
        return _escaped(block.text)
    pieces = [*map(_escaped, block.parts), ""]
    for at, tag, node in reversed(block.marks):
        pieces[at] = _tag(tag, node, base) + pieces[at]
    return " ".join("".join(pieces).split())


def _escaped(text: str) -> str:
    """The text with markup's characters escaped; most has none of them, which is cheaper to see."""
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


def _tag(tag: str, node: LexborNode | None, base: str) -> str:
    """An inline tag; links to anything but pages and people lead nowhere."""
    if node is None:
        return f"<{tag}>"
    url = linked((node.attributes.get("href") or "").strip(), base)
    return f'<a href="{escape(url)}">' if url else "<a>"


@lru_cache(maxsize=4_000)
def linked(href: str, base: str) -> str:
    """Where a link leads, made absolute; empty for what leads to no page, mailbox or telephone."""
    try:
        url = urljoin(base, href)
        return url if urlsplit(url).scheme in SCHEMES else ""
    except ValueError:
        return ""


def _figure(picture: Picture, captions: dict[Picture, Block], base: str) -> str:
    caption = f"<figcaption>{escape(captions[picture].text, quote=False)}</figcaption>" if picture in captions else ""
    alternative = escape(" ".join((picture.node.attributes.get("alt") or "").split()))
    return f'<figure><img src="{escape(image_url(picture.node, base))}" alt="{alternative}">{caption}</figure>'
