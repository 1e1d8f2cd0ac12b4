"""Where the article's text is: the smallest element that holds almost all of the page's prose.

Names are soft evidence: what they accuse counts for nothing as long as there is prose elsewhere.
"""

from __future__ import annotations

from itertools import accumulate

from crawler.extraction.block import Block, Element, Flat
from crawler.extraction.media import FILE

SHARE = 0.8
"""A child that holds this share of an element's prose takes its place."""
TITLED_SHARE = 0.3
"""The same where the child holds the title as well: the other columns say less than the article's."""
NAMED_SHARE = 0.3
"""An element that is called the body needs no more than this of the prose around it."""
NOTICE_SIZE = 120
"""Below this much prose, images and frames may be what the page is about."""
TEASER = 0.25
"""What ends in an ellipsis is mostly the beginning of another article."""
LARGEST_WIDGET = 0.5
OTHERS = frozenset({"comment", "related", "footer", "newsletter", "poll", "login"})
STUBBORN, STUBBORN_FOLD = 1.8, 9
"""Comments can be longer than the article; these names are only unlucky where they hold nine tenths of the prose."""
PIECES = frozenset({"p", "li"})
CELLS = frozenset({"tr", "td", "th"})
PROSE_SIZE = 80
"""From this length on a block is prose rather than a label."""


def weight(block: Block) -> float:
    """How much prose a block is: its characters outside links, labels and lists of links for little."""
    length = len(block.text)
    share = block.link_share
    if share > 0.5:
        return 0.0
    free = length * (1 - share) * (TEASER if block.text.endswith(("...", "…", "[…]", "[...]")) else 1)
    if length >= PROSE_SIZE:
        return free
    return free * (0.5 if block.text[-1] in ".;:!?…”\"" else 0.2)


def find_container(flat: Flat, title: Block | None) -> Element:
    """The element of the article's text; the body itself where nothing stands out."""
    sums = Sums(flat)
    element = flat.elements[0]
    while element.children and sums.of(element):
        best = max(element.children, key=sums.of)
        share = SHARE if title is None or not best.start <= title.position < best.end else TITLED_SHARE
        if sums.of(best) < share * sums.of(element) or _is_piece(best):
            break
        element = best
    found = _named(flat, element, sums)
    if title is not None and sums.between(max(found.start, title.position + 1), found.end) < NOTICE_SIZE:
        return _exhibit(flat, title, found)
    return found


def _links_file(block: Block) -> bool:
    return any(FILE.search(anchor.attributes.get("href") or "") for anchor in block.anchors)


def _is_piece(element: Element) -> bool:
    """Whether an element is a paragraph or entry of a text; a cell that holds several blocks lays out a page."""
    return element.tag in PIECES or (element.tag in CELLS and element.end - element.start < 2)


def _exhibit(flat: Flat, title: Block, container: Element) -> Element:
    """The element below the title that shows scans or files, for notices that say next to nothing in words."""
    shown = [picture.element for picture in flat.pictures if picture.position > title.position and not picture.element.bad]
    shown += [element for at, element, _ in flat.frames if at > title.position and not element.bad]
    shown += [block.element for block in flat.blocks[title.position + 1 :] if not block.element.bad and _links_file(block)]
    around: Element | None = title.element
    while around is not None and around.tag != "body":
        if any(around.holds(element) for element in shown):
            says_more = container.start > title.position or container.end > title.position + 1
            return container if says_more and container.descends_from(around) else around
        around = around.parent
    return container


def hides_article(flat: Flat) -> bool:
    """Whether what was folded for its names says more than all the rest, so that it has to be walked after all."""
    seen = sum(weight(block) for block in flat.blocks if not block.element.accused)
    folded: dict[str, float] = {}
    for element in flat.folds:
        patience = STUBBORN_FOLD if element.accused in OTHERS else 1
        folded[element.accused] = folded.get(element.accused, 0.0) + _folded_prose(element) / patience
    return any(prose > seen for prose in folded.values())


def _folded_prose(element: Element) -> int:
    """The long texts of a folded element, scripts left out."""
    texts = element.node.text(separator="\0", skip_empty=True).split("\0")
    prose = sum(len(text) for text in texts if len(text) >= PROSE_SIZE and "{" not in text)
    heading = prose > PROSE_SIZE and element.accused in OTHERS and element.node.css_first("h1") is not None
    return prose * STUBBORN_FOLD if heading else prose


def accuse(flat: Flat) -> None:
    """Let the accusations of names spread to all that is in the element, unless that is half of the page's prose.

    Themes write "nav" or "sidebar" into the class of `<body>`, hide the whole page until a script has run, and call
    every paragraph a widget; so a name that accuses half of the prose, in one element or in many, accuses nobody.
    """
    sums = Sums(flat)
    limit = LARGEST_WIDGET * sums.of(flat.elements[0])
    headings = [block.position for block in flat.blocks if block.element.tag == "h1"]
    prose: dict[str, float] = {}
    for element in flat.elements:
        if element.accused and sums.of(element) > limit * _patience(element, headings):
            element.accused = ""
        around = element.parent.bad if element.parent is not None else ""
        element.bad = around or element.accused
        if element.accused and not around:
            prose[element.accused] = prose.get(element.accused, 0.0) + sums.of(element)
    acquitted = {name for name, found in prose.items() if found > limit} - OTHERS
    if acquitted:
        _acquit(flat, acquitted)


def _patience(element: Element, headings: list[int]) -> float:
    """How much of the prose an accused element may hold before its name is called unlucky, in halves of the page."""
    if element.accused not in OTHERS or any(element.start <= at < element.end for at in headings):
        return 1
    return STUBBORN


def _acquit(flat: Flat, names: set[str]) -> None:
    for element in flat.elements:
        around = element.parent.bad if element.parent is not None else ""
        if element.accused in names:
            element.accused = ""
        element.bad = around or element.accused


class Sums:
    """The prose in any element, from running sums over the blocks; what is believed to be a widget has none."""

    def __init__(self, flat: Flat) -> None:
        self._sums = [0.0, *accumulate(0.0 if block.element.bad else weight(block) for block in flat.blocks)]

    def of(self, element: Element) -> float:
        """The prose in an element."""
        return self._sums[element.end] - self._sums[element.start]

    def between(self, start: int, end: int) -> float:
        """The prose of the blocks from one position until before another."""
        return self._sums[end] - self._sums[start] if start < end else 0.0


def _named(flat: Flat, container: Element, sums: Sums) -> Element:
    """The element in the container that its names call the body, if it has enough of the prose; else the container."""
    best, most = container, NAMED_SHARE * sums.of(container)
    for element in flat.elements:
        if "body" in element.verdict and not element.bad and element.start >= container.start and element.end <= container.end:
            prose = sums.of(element)
            if prose > most or (prose >= 0.9 * most and best is not container):
                best, most = element, max(prose, most)
    return best
