"""Which of the accusations that names make are believed: those that leave most of the page's prose alone.

Knows what elements call themselves and how much prose they hold; the container is found afterwards.
"""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from crawler.extraction.block import PROSE_SIZE, Element, Flat, Fold
from crawler.extraction.prose import Sums, find_teasers, weight
from crawler.extraction.walk import Walk

LARGEST_WIDGET = 0.5
"""A name that accuses more of the prose than this is an unlucky name."""
OTHERS = frozenset({"comment", "related", "footer", "poll", "login"})
STUBBORN, STUBBORN_FOLD = 1.8, 9
"""Comments can be longer than the article; these names are only unlucky where they hold nine tenths of the prose."""


def walked(root: LexborNode) -> Flat:
    """The flat blocks of a page or its region, each element with what it is believed to be."""
    flat = _weighed(Walk().run(root))
    if flat.folds and hides_article(flat):
        flat = _weighed(Walk(fold=False).run(root))
    accuse(flat)
    return flat


def _weighed(flat: Flat) -> Flat:
    flat.teasers = find_teasers(flat.blocks)
    flat.weights = [0.0 if block.position in flat.teasers else weight(block) for block in flat.blocks]
    return flat


def hides_article(flat: Flat) -> bool:
    """Whether what was folded for its names says more than all the rest, so that it has to be walked after all."""
    seen = sum(flat.weights)
    folded: dict[str, list[Fold]] = {}
    for fold in flat.folds:
        folded.setdefault(fold.element.accused, []).append(fold)
    return any(
        sum(len(fold.text) for fold in folds) > seen  # most menus say less, whatever of it is prose
        and sum(map(_folded_prose, folds)) > seen
        for folds in folded.values()
    )


def _folded_prose(fold: Fold) -> float:
    """The long texts of a folded element, scripts left out; little of those under names that are seldom unlucky."""
    prose = sum(len(text) for text in fold.text.split("\0") if len(text) >= PROSE_SIZE and "{" not in text)
    others = fold.element.accused in OTHERS
    heading = prose > PROSE_SIZE and others and fold.element.node.css_first("h1") is not None
    return prose if heading or not others else prose / STUBBORN_FOLD


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
        elif element.accused == "ad" and any(element.start <= at < element.end for at in headings):
            element.accused = ""  # "banner" is a title's box as often as an advertisement's
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
