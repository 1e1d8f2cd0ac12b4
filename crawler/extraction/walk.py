"""One pass over a page's tree into flat blocks. Recursion-free; every node is touched once, nothing is copied twice.

Knows HTML and no rule of extraction: whatever is text becomes a block, wherever it stands.
"""

from __future__ import annotations

import re
from html import escape
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extraction import tags
from crawler.extraction.block import Block, Element, Flat, Picture
from crawler.extraction.names import NOTHING, verdict
from crawler.text import settle

ALIGNED: Final = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
ACCUSING: Final = ("hidden", "comment", "related", "footer", "nav", "sidebar", "ad", "login", "newsletter", "poll")
"""Verdicts that accuse everything inside the element, the strongest first."""
SPLITTING: Final = frozenset({"date", "author", "share", "counter", "tags", "comment", "tools", "section"})
"""Verdicts that make a `<span>` outside a paragraph a block of its own: "26/12/2022 08:17" and "38 lượt xem"."""
ROLES: Final = {"navigation": "nav", "complementary": "sidebar", "contentinfo": "footer", "search": "nav", "dialog": "hidden"}
PROSE: Final = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td"})


DEEPEST: Final = 250
"""Elements nested deeper only separate blocks: climbing from them would take forever on hostile pages."""


class Walk:
    """The state of one pass. Call `run` once; the result is `flat`."""

    def __init__(self) -> None:
        self.flat = Flat()
        self.parts: list[str] = []
        self.marks: list[tuple[int, str]] = []
        self.anchors: list[LexborNode] = []
        self.open: list[str] = []
        self.size = self.linked = self.strong = self.slanted = 0
        self.links = self.bolds = self.italics = 0

    def run(self, root: LexborNode) -> Flat:
        """Walk the element and all that is in it."""
        element = self._enter(root, "body", None)
        stack: list[tuple[LexborNode, int, Element]] = []
        node = root.first_child
        actions, names, text_action = tags.ACTIONS, tags.NAMES, tags.TEXT
        while True:
            while node is not None:
                number = node.tag_id
                action = actions.get(number, -1)
                if action == text_action:
                    self._text(node.text_content or "")
                    node = node.next
                    continue
                if action < 0:
                    tag = node.tag
                    action = tags.action(tag)
                else:
                    tag = names.get(number)
                if action == tags.BLOCK:
                    self._flush(element)
                if len(stack) > DEEPEST and action <= tags.ITALIC:
                    stack.append((node, tags.SPAN, element))
                elif action == tags.BLOCK:
                    stack.append((node, action, element))
                    element = self._enter(node, tag or "", element)
                elif action <= tags.ITALIC:
                    action, inner = self._span(node, action, tag or "", element)
                    stack.append((node, action, element))
                    element = inner
                else:
                    self._leaf(node, action, element)
                    node = node.next
                    continue
                child = node.first_child
                if child is None:
                    break
                node = child
            if not stack:
                break
            node, action, outer = stack.pop()
            if action == tags.BLOCK:
                self._flush(element)
                element.end = len(self.flat.blocks)
                element = outer
            else:
                self._leave_span(action)
            node = node.next
        self._flush(element)
        element.end = len(self.flat.blocks)
        return self.flat

    def _text(self, text: str) -> None:
        if not self.parts and text.isspace():
            return
        self.parts.append(text)
        length = len(text)
        self.size += length
        if self.links:
            self.linked += length
        if self.bolds:
            self.strong += length
        if self.italics:
            self.slanted += length

    def _flush(self, element: Element) -> None:
        """End the block that is being read, if there is one; open inline elements go on in the next."""
        if not self.parts:
            if self.marks or self.anchors:
                self._restart()
            return
        text = " ".join("".join(self.parts).split())
        if text and (text := settle(text)):
            blocks = self.flat.blocks
            counts = self.size, self.linked, self.strong, self.slanted
            blocks.append(Block(len(blocks), text, element, *counts, self.anchors, self.parts, self._closed_marks()))
        self.parts = []
        self.size = self.linked = self.strong = self.slanted = 0
        self._restart()

    def _closed_marks(self) -> list[tuple[int, str]]:
        end = len(self.parts)
        self.marks.extend((end, f"</{mark.partition(' ')[0]}>") for mark in reversed(self.open))
        return self.marks

    def _restart(self) -> None:
        self.marks = [(0, f"<{mark}>") for mark in self.open]
        self.anchors = self.anchors[-1:] if self.links else []

    def _enter(self, node: LexborNode, tag: str, parent: Element | None) -> Element:
        attributes = node.attributes
        found = NOTHING
        accused = tags.CHROME.get(tag, "")
        align = parent.align if parent else ""
        if attributes:
            names = attributes.get("class") or ""
            identifier = attributes.get("id") or ""
            if tag in tags.HEADINGS:  # their ids are made of their words
                identifier = ""
            if names or identifier:
                found = verdict(names, identifier)
            accused = _accusation(attributes, found) or accused
            align = _alignment(attributes, names) or align
            if "itemprop" in attributes:
                self._field(attributes["itemprop"], node)
        element = Element(tag, parent, node, found, accused, align, len(self.flat.blocks))
        self.flat.elements.append(element)
        if parent is not None:
            parent.children.append(element)
        if tag == "form":
            self.flat.forms.append(element)
        return element

    def _field(self, name: str | None, node: LexborNode) -> None:
        for word in (name or "").split():
            self.flat.fields.setdefault(word, []).append(node)

    def _span(self, node: LexborNode, action: int, tag: str, element: Element) -> tuple[int, Element]:
        """Open an inline element. One that is hidden, or that its names set apart, becomes a block."""
        attributes = node.attributes
        if action == tags.LINK:
            self.links += 1
            self.anchors.append(node)
            self._open(f'a href="{escape(attributes.get("href") or "")}"')
        elif action == tags.BOLD:
            self.bolds += 1
            self._open("strong")
        elif action == tags.ITALIC:
            self.italics += 1
            self._open("em")
        elif attributes:
            return self._set_apart(node, tag, attributes, element)
        return action, element

    def _set_apart(
        self, node: LexborNode, tag: str, attributes: dict[str, str | None], element: Element
    ) -> tuple[int, Element]:
        if tag == "time":
            self._field("time", node)
        names, identifier = attributes.get("class") or "", attributes.get("id") or ""
        found = verdict(names, identifier) if names or identifier else NOTHING
        hidden = _accusation(attributes, found) == "hidden"
        if hidden or (found & SPLITTING and element.tag not in PROSE):
            self._flush(element)
            return tags.BLOCK, self._enter(node, tag, element)
        if "itemprop" in attributes:
            self._field(attributes["itemprop"], node)
        return tags.SPAN, element

    def _open(self, mark: str) -> None:
        self.open.append(mark)
        self.marks.append((len(self.parts), f"<{mark}>"))

    def _leave_span(self, action: int) -> None:
        if action == tags.SPAN:
            return
        if action == tags.LINK:
            self.links -= 1
        elif action == tags.BOLD:
            self.bolds -= 1
        else:
            self.italics -= 1
        self.marks.append((len(self.parts), f"</{self.open.pop().partition(' ')[0]}>"))

    def _leaf(self, node: LexborNode, action: int, element: Element) -> None:
        flat = self.flat
        here = len(flat.blocks) + bool(self.parts)
        if action == tags.BREAK:
            if element.tag in tags.HEADINGS:
                self._text(" ")
            else:
                self._flush(element)
        elif action == tags.IMAGE:
            flat.pictures.append(Picture(here, element, node))
        elif action == tags.FRAME:
            flat.frames.append((here, element, node))
        elif action == tags.INPUT:
            flat.inputs.append((element, node))
        elif action == tags.SCRIPT and "json" in (node.attributes.get("type") or ""):
            flat.data.append(node.text())


def _accusation(attributes: dict[str, str | None], found: frozenset[str]) -> str:
    """What an element's names and attributes say against it."""
    style = attributes.get("style")
    if "hidden" in attributes or (style and HIDDEN.search(style)):
        return "hidden"
    if found:
        for category in ACCUSING:
            if category in found:
                return category
    return ROLES.get(attributes.get("role") or "", "")


def _alignment(attributes: dict[str, str | None], names: str) -> str:
    """How an element aligns its text: right, center, or as its parent does."""
    style = attributes.get("style")
    if style and (match := ALIGNED.search(style)):
        return match[1].lower()
    if attributes.get("align"):
        return (attributes["align"] or "").lower()
    return "right" if "text-right" in names else "center" if "text-center" in names else ""
