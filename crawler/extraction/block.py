"""The shapes between the walk and the rules: block elements, the text blocks in them, and what stands beside them.

They hold what the page says and nothing that a rule concludes, except the memoised verdict on an element's names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extraction.names import Verdict
from crawler.extraction.tags import LETTERS
from crawler.text import SENTENCE_ENDS, extent

ALIGNED: Final = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
BOLD: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
ITALIC: Final = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
Mark = tuple[int, str, LexborNode | None]
"""An inline tag and the index of the part that it stands before; a link comes with its node."""
PROSE_SIZE: Final = 80
"""From this length on a block is prose rather than a label."""
SENTENCE_SIZE: Final = 25
"""From this length on it is, if it ends as a sentence does."""
Counts = tuple[int, int, int]
"""Characters that are linked, strong and slanted."""
SET_ASIDE: Final = re.compile(r"[\d\W_]+$|^[\d\W_]+|\(?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}[^\w]*")


@dataclass(slots=True, eq=False)
class Element:
    """A block element. Its blocks are `blocks[start:end]` of the walk.

    `inside` has a letter for each of `tags.LETTERS` that the element is or stands in, so that most need not climb.
    `accused` is the widget that its own names or tag suggest; `bad`, set after the walk, what it or an element around
    it is believed to be.
    """

    tag: str
    parent: Element | None
    node: LexborNode
    attributes: dict[str, str | None]
    verdict: Verdict
    accused: str
    start: int
    inside: str = ""
    end: int = 0
    bad: str = ""

    @property
    def align(self) -> str:
        """How its text is aligned, by itself or by what is around it: "right", "center" or something else."""
        element: Element | None = self
        while element is not None:
            if element.attributes and (found := _alignment(element.attributes)):
                return found
            element = element.parent
        return ""

    def is_named(self, category: str) -> bool:
        """Whether its own names or those of the element around it suggest the category."""
        return category in self.verdict or (self.parent is not None and category in self.parent.verdict)

    def within(self, *names: str) -> Element | None:
        """The nearest of this element and its ancestors that has one of the tags' names; all of one letter."""
        if LETTERS[names[0]] not in self.inside:
            return None
        element: Element | None = self
        while element is not None and element.tag not in names:
            element = element.parent
        return element

    def holds(self, other: Element) -> bool:
        """Whether the other element is this one or stands in it."""
        return self.start <= other.start and other.end <= self.end and other.descends_from(self)

    def descends_from(self, ancestor: Element) -> bool:
        """Whether the ancestor is this element or one that it stands in."""
        element: Element | None = self
        while element is not None:
            if element is ancestor:
                return True
            element = element.parent
        return False


@dataclass(slots=True, eq=False)
class Block:
    """A run of inline text between two block boundaries: a paragraph, heading, cell, list item or line after `<br>`.

    `size`, `linked`, `strong` and `slanted` count characters as they stand in the source, where there are marks.
    """

    position: int
    text: str
    element: Element
    parts: list[str]
    marks: Sequence[Mark] = ()
    size: int = 0
    linked: int = 0
    strong: int = 0
    slanted: int = 0
    link_share: float = 0.0
    """The share of the text that is in links, dates and counters beside them set aside."""
    extent: float = field(init=False)
    """Its length in letters of the Latin alphabet."""
    is_prose: bool = field(init=False)
    """Whether it reads as a sentence or a paragraph rather than as a label or a link."""

    def __post_init__(self) -> None:
        """Measure it once: most rules ask."""
        self.extent = length = extent(self.text)
        says = length >= PROSE_SIZE or (length >= SENTENCE_SIZE and self.text[-1] in SENTENCE_ENDS)
        self.is_prose = says and self.link_share <= 0.5

    @property
    def anchors(self) -> Sequence[LexborNode]:
        """The links in it, those that began before it included."""
        return [node for _, _, node in self.marks if node is not None] if self.marks else ()

    @property
    def is_strong(self) -> bool:
        """Whether all of it is bold, by its tags or, where it has none, by its style."""
        return self.strong * 20 >= self.size * 19 if self.strong else styled(self.element, BOLD)

    @property
    def is_slanted(self) -> bool:
        """Whether all of it is italic, by its tags or, where it has none, by its style."""
        return self.slanted * 20 >= self.size * 19 if self.slanted else styled(self.element, ITALIC)


def styled(element: Element, style: re.Pattern[str]) -> bool:
    """Whether an element that holds one block, or the `<span>` around all of its text, has a style."""
    node: LexborNode | None = element.node if element.end - element.start == 1 else None
    while node is not None:
        look = node.attributes.get("style")
        if look and style.search(look):
            return True
        inner = [child for child in node.iter(include_text=True) if child.tag != "-text" or child.text().strip()]
        node = inner[0] if len(inner) == 1 and inner[0].tag in {"span", "font"} else None
    return False


def marked(
    position: int, text: str, element: Element, parts: list[str], marks: Sequence[Mark], counts: Counts
) -> Block:
    """A block with links or emphasis, and how many characters of its parts are linked, strong and slanted."""
    size = sum(map(len, parts))
    linked, strong, slanted = counts
    share = link_share(text, linked, size) if linked else 0.0
    return Block(position, text, element, parts, marks, size, linked, strong, slanted, share)


@dataclass(slots=True, eq=False)
class Picture:
    """An image, standing directly before the block at `position`."""

    position: int
    element: Element
    node: LexborNode


@dataclass(slots=True, eq=False)
class Fold:
    """A large element that was not entered, because of what it calls itself; its texts with NUL between them."""

    element: Element
    text: str


@dataclass(slots=True)
class Flat:
    """A page's body, or a region of it, as the walk leaves it. `elements` are in document order, the root first."""

    page: LexborNode | None = None
    """The whole body, for what is searched by selectors."""
    before: list[LexborNode] = field(default_factory=list)
    after: list[LexborNode] = field(default_factory=list)
    """Elements outside of the region, which were not walked."""

    elements: list[Element] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    """How much prose each block is."""
    teasers: set[int] = field(default_factory=set)
    """Positions of what stands below a linked title, in an item of a list."""
    pictures: list[Picture] = field(default_factory=list)
    frames: list[tuple[int, Element, LexborNode]] = field(default_factory=list)
    fields: dict[str, list[LexborNode]] = field(default_factory=dict)
    """Elements by their `itemprop`, hidden ones too."""
    folds: list[Fold] = field(default_factory=list)
    inputs: list[tuple[Element, LexborNode]] = field(default_factory=list)
    strays: list[LexborNode] = field(default_factory=list)
    """`<meta>` and `<link>` that stand in the body."""
    data: list[str] = field(default_factory=list)
    """The texts of the page's JSON-LD scripts."""

    _by_node: dict[int, Element] = field(default_factory=dict)

    @property
    def is_region(self) -> bool:
        """Whether only a region of the page was walked."""
        return bool(self.before or self.after)

    def css(self, selector: str) -> list[LexborNode]:
        """The elements of the whole body that a selector leads to."""
        return self.page.css(selector) if self.page is not None else []

    def of(self, element: Element) -> list[Block]:
        """The blocks in an element."""
        return self.blocks[element.start : element.end]

    def element_of(self, node: LexborNode) -> Element | None:
        """The element that the walk made of a node; the index is built when it is first asked for."""
        if not self._by_node:
            self._by_node.update((element.node.mem_id, element) for element in self.elements)
        return self._by_node.get(node.mem_id)


def link_share(text: str, linked: int, size: int) -> float:
    """The share of a text that is in links; a date or a counter beside a link doesn't make it less of one."""
    share = linked / size
    if 0.3 < share < 0.9:
        share = min(1.0, linked / max(len(SET_ASIDE.sub("", text)), 1))
    return share


def _alignment(attributes: dict[str, str | None]) -> str:
    style = attributes.get("style")
    if style and (match := ALIGNED.search(style)):
        return match[1].lower()
    if align := attributes.get("align"):
        return align.lower()
    names = attributes.get("class") or ""
    return "right" if "text-right" in names else "center" if "text-center" in names else ""
