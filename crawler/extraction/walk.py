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
from crawler.extraction.block import LETTERS, Block, Element, Flat, Mark, Picture, link_share
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
TELLING: Final = frozenset({"style", "hidden", "role", "itemprop"})
PROSE: Final = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td"})
DEEPEST: Final = 250
"""Elements nested deeper only separate blocks: climbing from them would take forever on hostile pages."""
CLOSING: Final = {"a": "/a", "strong": "/strong", "em": "/em"}


class Walk:
    """The state of one pass. Call `run` once; the result is `flat`."""

    def __init__(self, *, fold: bool = True) -> None:
        self.flat = Flat()
        self.fold = fold
        self.parts: list[str] = []
        self.marks: list[Mark] = []
        self.anchors: list[LexborNode] = []
        self.open: list[tuple[str, LexborNode | None]] = []
        self.size = self.linked = self.strong = self.slanted = 0
        self.links = self.bolds = self.italics = 0

    def run(self, root: LexborNode) -> Flat:  # noqa: PLR0912, PLR0915
        """Walk the element and all that is in it. Long, because a call per node would double its cost."""
        flat = self.flat
        element = self._enter(root, "body", None, root.attributes)
        element.accused = ""
        stack: list[tuple[LexborNode, int, Element]] = []
        actions, names = tags.ACTIONS, tags.NAMES
        text_node, block_node, italic = tags.TEXT, tags.BLOCK, tags.ITALIC
        node = root.first_child
        while True:
            while node is not None:
                number = node.tag_id
                action = actions.get(number, -1)
                if action == text_node:
                    text = node.text_content
                    if text and (self.parts or not text.isspace()):
                        self.parts.append(text)
                        length = len(text)
                        self.size += length
                        if self.links:
                            self.linked += length
                        if self.bolds:
                            self.strong += length
                        if self.italics:
                            self.slanted += length
                    node = node.next
                    continue
                tag = names.get(number) or node.tag or ""
                if action < 0:
                    action = tags.action(tag)
                if action > italic:
                    if action != tags.SKIP:
                        self._leaf(node, action, element)
                    node = node.next
                    continue
                if len(stack) > DEEPEST:
                    if action == block_node:
                        self._flush(element)
                    stack.append((node, tags.SPAN, element))
                elif action == block_node:
                    if self.parts or self.marks:
                        self._flush(element)
                    inner = self._enter(node, tag, element, node.attributes)
                    if inner.accused in FOLDED and self.fold and _is_large(node):
                        inner.end = inner.start
                        flat.folds.append(inner)
                        node = node.next
                        continue
                    stack.append((node, action, element))
                    element = inner
                else:
                    stack.append((node, action, element))
                    if action != tags.SPAN:
                        self._open(node, action)
                    elif attributes := node.attributes:
                        inner = self._set_apart(node, tag, attributes, element)
                        if inner is not element:
                            stack[-1] = (node, block_node, element)
                            element = inner
                node = node.first_child
            if not stack:
                break
            node, action, outer = stack.pop()
            if action == block_node:
                if self.parts or self.marks:
                    self._flush(element)
                element.end = len(flat.blocks)
                element = outer
            elif action != tags.SPAN:
                self._close(action)
            node = node.next
        self._flush(element)
        element.end = len(flat.blocks)
        return flat

    def _flush(self, element: Element) -> None:
        """End the block that is being read, if there is one; open inline elements go on in the next."""
        parts = self.parts
        text = " ".join((parts[0] if len(parts) == 1 else "".join(parts)).split())
        if text and (_plain(text) or (text := settle(text))):
            if self.open:
                end = len(parts)
                self.marks.extend((end, CLOSING[tag], None) for tag, _ in reversed(self.open))
            blocks = self.flat.blocks
            share = link_share(text, self.linked, self.size) if self.linked else 0.0
            blocks.append(
                Block(
                    len(blocks), text, element, self.size, self.linked, self.strong, self.slanted,
                    self.anchors, parts, self.marks, share,
                )
            )  # fmt: skip
        self.parts = []
        self.size = self.linked = self.strong = self.slanted = 0
        self.marks = [(0, tag, node) for tag, node in self.open]
        self.anchors = self.anchors[-1:] if self.links else []

    def _enter(self, node: LexborNode, tag: str, parent: Element | None, attributes: dict[str, str | None]) -> Element:
        found, accused = NOTHING, tags.CHROME.get(tag, "")
        if attributes:
            names, identifier = attributes.get("class"), attributes.get("id")
            if names or identifier:
                if tag in tags.HEADINGS:  # their ids are made of their words
                    identifier = None
                found, by_name = judged(names, identifier)
                accused = by_name or accused
            if not TELLING.isdisjoint(attributes):
                accused = _accusation(attributes) or accused
                if "itemprop" in attributes:
                    self._field(attributes["itemprop"], node)
        inside = parent.inside if parent is not None else ""
        if tag in LETTERS and LETTERS[tag] not in inside:
            inside += LETTERS[tag]
        element = Element(tag, parent, node, attributes, found, accused, len(self.flat.blocks), inside)
        self.flat.elements.append(element)
        return element

    def _field(self, name: str | None, node: LexborNode) -> None:
        for word in (name or "").split():
            self.flat.fields.setdefault(word, []).append(node)

    def _set_apart(self, node: LexborNode, tag: str, attributes: dict[str, str | None], element: Element) -> Element:
        """The element that a `<span>` makes if it is hidden or its names set it apart; else the one around it."""
        if tag == "time":
            self._field("time", node)
        found, accused = judged(attributes.get("class"), attributes.get("id"))
        hidden = "hidden" in (accused, _accusation(attributes))
        if hidden or (found & SPLITTING and element.tag not in PROSE):
            self._flush(element)
            return self._enter(node, tag, element, attributes)
        if "itemprop" in attributes:
            self._field(attributes["itemprop"], node)
        return element

    def _open(self, node: LexborNode, action: int) -> None:
        if action == tags.LINK:
            self.links += 1
            self.anchors.append(node)
            opened: tuple[str, LexborNode | None] = ("a", node)
        elif action == tags.BOLD:
            self.bolds += 1
            opened = ("strong", None)
        else:
            self.italics += 1
            opened = ("em", None)
        self.open.append(opened)
        self.marks.append((len(self.parts), *opened))

    def _close(self, action: int) -> None:
        if action == tags.LINK:
            self.links -= 1
        elif action == tags.BOLD:
            self.bolds -= 1
        else:
            self.italics -= 1
        self.marks.append((len(self.parts), CLOSING[self.open.pop()[0]], None))

    def _leaf(self, node: LexborNode, action: int, element: Element) -> None:
        flat = self.flat
        here = len(flat.blocks) + bool(self.parts)
        if action == tags.BREAK:
            if element.tag not in tags.HEADINGS:
                self._flush(element)
            elif self.parts:
                self.parts.append(" ")
        elif action == tags.IMAGE:
            flat.pictures.append(Picture(here, element, node))
        elif action == tags.FRAME:
            flat.frames.append((here, element, node))
        elif action == tags.INPUT:
            flat.inputs.append((element, node))
        elif action == tags.STRAY:
            flat.strays.append(node)
        elif action == tags.SCRIPT and "json" in (node.attributes.get("type") or ""):
            flat.data.append(node.text())


def _is_large(node: LexborNode) -> bool:
    return next(islice(node.traverse(), SMALLEST_FOLD, None), None) is not None


def _plain(text: str) -> bool:
    """Whether a text is settled for certain, which is cheaper to see than to settle it."""
    return text.isprintable() and "&" not in text and is_normalized("NFC", text)


def _accusation(attributes: dict[str, str | None]) -> str:
    """What an element's attributes other than its names say against it."""
    style = attributes.get("style")
    if "hidden" in attributes or (style and HIDDEN.search(style)):
        return "hidden"
    return ROLES.get(attributes.get("role") or "", "")


@lru_cache(maxsize=20_000)
def judged(names: str | None, identifier: str | None) -> tuple[Verdict, str]:
    """What an element's names suggest, and the first of it that accuses."""
    found = verdict(names or "", identifier or "")
    return found, next((category for category in ACCUSING if category in found), "")
