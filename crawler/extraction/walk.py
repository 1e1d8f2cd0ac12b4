"""One pass over a page's tree into flat blocks. Recursion-free; every node is touched once, nothing is copied twice.

Knows HTML and no rule of extraction: whatever is text becomes a block, wherever it stands. Large elements that call
themselves navigation, footer and the like are folded: noted, and not entered, unless the caller asks to.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Final
from unicodedata import is_normalized

from selectolax.lexbor import LexborNode

from crawler.extraction import tags
from crawler.extraction.block import Block, Counts, Element, Flat, Fold, Mark, Picture, marked
from crawler.extraction.names import NOTHING, Verdict, verdict
from crawler.text import settle

HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
ACCUSING: Final = ("hidden", "comment", "related", "footer", "nav", "sidebar", "ad", "login", "newsletter", "poll")
"""Verdicts that accuse everything inside the element, the strongest first."""
FOLDED: Final = frozenset({"comment", "related", "footer", "nav", "sidebar", "login", "newsletter", "poll"})
SMALLEST_FOLD: Final = 12
"""Elements with fewer in them are walked whatever they are called: a date can stand there."""
SPLITTING: Final = frozenset({"date", "author", "share", "counter", "tags", "comment", "tools", "section"})
"""Verdicts that make a `<span>` outside a paragraph a block of its own: "26/12/2022 08:17" and "38 lượt xem"."""
ROLES: Final = {
    "navigation": "nav", "complementary": "sidebar", "contentinfo": "footer", "search": "nav", "dialog": "hidden",
}  # fmt: skip
PROSE: Final = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td"})
DEEPEST: Final = 250
"""Elements nested deeper only separate blocks: climbing from them would take forever on hostile pages."""
Open = list[tuple[str, LexborNode | None]]
"""The inline tags that are open; a link comes with its node."""


class Walk:
    """The state of one pass. Call `run` once; the result is `flat`."""

    def __init__(self, *, fold: bool = True) -> None:
        self.flat = Flat()
        self.fold = fold

    def run(self, root: LexborNode) -> Flat:  # noqa: PLR0912, PLR0915
        """Walk the element and all that is in it. Long, because a call per node would double its cost."""
        flat, folding = self.flat, self.fold
        blocks, elements = flat.blocks, flat.elements
        known, inline = tags.KNOWN, tags.INLINE_MARKS
        block_node, leaf, line_break, link = tags.BLOCK, tags.SKIP, tags.BREAK, tags.LINK
        found, _ = self._judged(root, "body", root.attributes, "")
        element = Element("body", None, root, root.attributes, found, "", 0)
        elements.append(element)
        stack: list[tuple[LexborNode, int, Element]] = []
        opened: Open = []
        parts: list[str] = []
        marks: list[Mark] = []
        linked = strong = slanted = 0
        links = bolds = 0
        node = root.first_child
        while True:
            while node is not None:
                number = node.tag_id
                if number == tags.TEXT_NUMBER:
                    text = node.text_content
                    if text and (parts or not text.isspace()):
                        parts.append(text)
                        if opened:
                            length = len(text)
                            linked += length if links else 0
                            strong += length if bolds else 0
                            slanted += length if len(opened) > links + bolds else 0
                    node = node.next
                    continue
                action, tag, accused, letter = known.get(number) or tags.unknown(node.tag)
                begins = action == block_node
                if action >= leaf:
                    if action == line_break:
                        begins = element.tag not in tags.HEADINGS
                        if parts and not begins:
                            parts.append(" ")
                    elif action > line_break:
                        self._leaf(node, action, element, begun=bool(parts))
                    if not begins:
                        node = node.next
                        continue
                elif len(stack) > DEEPEST:
                    action = tags.SPAN
                elif action == tags.SPAN:
                    attributes = node.attributes
                    begins = bool(attributes) and self._sets_apart(node, tag, attributes, element)
                    action = block_node if begins else action
                elif not begins:
                    if action == link:
                        links += 1
                    elif action == tags.BOLD:
                        bolds += 1
                    entry = (inline[action], node if action == link else None)
                    opened.append(entry)
                    marks.append((len(parts), *entry))
                if begins and (parts or marks):
                    if parts:
                        self._end(parts, marks, opened, element, (linked, strong, slanted))
                    parts, marks = [], _carried(opened)
                    linked = strong = slanted = 0
                if action >= leaf:
                    node = node.next
                    continue
                inner = element
                if action == block_node:
                    found, inside = NOTHING, element.inside
                    if attributes := node.attributes:
                        found, accused = self._judged(node, tag, attributes, accused)
                    if letter and letter not in inside:
                        inside += letter
                    inner = Element(tag, element, node, attributes, found, accused, len(blocks), inside)
                    elements.append(inner)
                    if accused and folding and accused in FOLDED and _is_large(node):
                        inner.end = inner.start
                        flat.folds.append(Fold(inner, node.text(separator="\0", skip_empty=True)))
                        node = node.next
                        continue
                stack.append((node, action, element))
                element = inner
                node = node.first_child
            if not stack:
                break
            node, action, outer = stack.pop()
            if action == block_node:
                if parts or marks:
                    if parts:
                        self._end(parts, marks, opened, element, (linked, strong, slanted))
                    parts, marks = [], _carried(opened)
                    linked = strong = slanted = 0
                element.end = len(blocks)
                element = outer
            elif action != tags.SPAN:
                if action == link:
                    links -= 1
                elif action == tags.BOLD:
                    bolds -= 1
                marks.append((len(parts), tags.CLOSING[opened.pop()[0]], None))
            node = node.next
        if parts:
            self._end(parts, marks, opened, element, (linked, strong, slanted))
        element.end = len(blocks)
        return flat

    def _end(self, parts: list[str], marks: list[Mark], opened: Open, element: Element, counts: Counts) -> None:
        """End the block that is being read, if it says anything; open inline elements go on in the next."""
        text = (parts[0] if len(parts) == 1 else "".join(parts)).strip()
        if not _is_settled(text):
            text = settle(text)
        if text:
            blocks = self.flat.blocks
            if marks:
                end = len(parts)
                marks.extend((end, tags.CLOSING[tag], None) for tag, _ in reversed(opened))
                blocks.append(marked(len(blocks), text, element, parts, marks, counts))
            else:
                blocks.append(Block(len(blocks), text, element, parts))

    def _judged(
        self, node: LexborNode, tag: str, attributes: dict[str, str | None], accused: str
    ) -> tuple[Verdict, str]:
        """What an element's attributes suggest, and what it stands accused of; its tag may accuse it already."""
        found = NOTHING
        names, identifier = attributes.get("class"), attributes.get("id")
        others = len(attributes) > (names is not None) + (identifier is not None)
        if names or identifier:
            if tag in tags.HEADINGS:  # their ids are made of their words
                identifier = None
            found, by_name = judged(names, identifier)
            accused = by_name or accused
        if others:
            accused = _accusation(attributes) or accused
            if "itemprop" in attributes:
                self._field(attributes["itemprop"], node)
        return found, accused

    def _field(self, name: str | None, node: LexborNode) -> None:
        for word in (name or "").split():
            self.flat.fields.setdefault(word, []).append(node)

    def _sets_apart(self, node: LexborNode, tag: str, attributes: dict[str, str | None], element: Element) -> bool:
        """Whether a `<span>` is a block of its own, because it is hidden or its names say so."""
        names, identifier = attributes.get("class"), attributes.get("id")
        found, accused = judged(names, identifier) if names or identifier else (NOTHING, "")
        if tag == "time":
            self._field("time", node)
        if "hidden" in (accused, _accusation(attributes)) or (found & SPLITTING and element.tag not in PROSE):
            return True
        if "itemprop" in attributes:
            self._field(attributes["itemprop"], node)
        return False

    def _leaf(self, node: LexborNode, action: int, element: Element, *, begun: bool) -> None:
        flat = self.flat
        here = len(flat.blocks) + begun
        if action == tags.IMAGE:
            flat.pictures.append(Picture(here, element, node))
        elif action == tags.FRAME:
            flat.frames.append((here, element, node))
        elif action == tags.INPUT:
            flat.inputs.append((element, node))
        elif action == tags.STRAY:
            flat.strays.append(node)
        elif action == tags.SCRIPT and "json" in (node.attributes.get("type") or ""):
            flat.data.append(node.text())


def _carried(opened: Open) -> list[Mark]:
    """The marks at the beginning of a block: what was opened before it and goes on in it."""
    return [(0, tag, node) for tag, node in opened] if opened else []


def _is_large(node: LexborNode) -> bool:
    return next(islice(node.traverse(), SMALLEST_FOLD, None), None) is not None


def _is_settled(text: str) -> bool:
    """Whether a stripped text is settled for certain, which is cheaper to see than to settle it."""
    return text.isprintable() and "  " not in text and "&" not in text and is_normalized("NFC", text)


def _accusation(attributes: dict[str, str | None]) -> str:
    """What an element's attributes other than its names say against it."""
    style = attributes.get("style")
    if "hidden" in attributes or (style and _hides(style)):
        return "hidden"
    return ROLES.get(attributes.get("role") or "", "")


@lru_cache(maxsize=20_000)
def _hides(style: str) -> bool:
    return HIDDEN.search(style) is not None


@lru_cache(maxsize=20_000)
def judged(names: str | None, identifier: str | None) -> tuple[Verdict, str]:
    """What an element's names suggest, and the first of it that accuses."""
    found = verdict(names or "", identifier or "")
    return found, next((category for category in ACCUSING if category in found), "")
