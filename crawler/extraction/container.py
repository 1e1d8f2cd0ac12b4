"""Where the article's text is: the smallest element that holds almost all of the page's prose.

Names are soft evidence: what they accuse counts for nothing as long as there is prose elsewhere.
"""

from __future__ import annotations

from crawler.extraction.block import PROSE_SIZE, Block, Element, Flat
from crawler.extraction.media import FILE, image_url
from crawler.extraction.prose import Sums
from crawler.extraction.signature import closes

SHARE = 0.85
"""A child that holds this share of an element's prose takes its place."""
TITLED_SHARE = 0.5
"""The same where the child holds the title as well: the other columns say less than the article's."""
NAMED_SHARE, NAMED_SHARE_SHORT = 0.6, 0.3
"""An element that is called the body needs no more than this of the prose around it; beside a notice there is more."""
SHORT_ARTICLE = 1_500
NOTICE_SIZE = 120
"""Below this much prose, images and frames may be what the page is about."""
NEARBY = 4
"""So few blocks below its title, a sentence is the notice; icons for printing can stand closer (Joomla's tables)."""
ANYWHERE = "http://page.invalid/"
"""Whether an image is an icon does not depend on its page."""
PIECES = frozenset({"p", "li"})


def find_container(flat: Flat, title: Block | None) -> Element:
    """The element of the article's text; the body itself where nothing stands out."""
    sums = Sums(flat, title)
    element = flat.elements[0]
    heaviest = _heaviest_children(flat, sums)
    while (best := heaviest.get(element)) is not None and sums.of(element):
        share = SHARE if title is None or not best.start <= title.position < best.end else TITLED_SHARE
        if sums.of(best) < share * sums.of(element) or _is_piece(best):
            break
        element = best
    found = _with_twins(flat, _named(flat, element, sums), sums)
    if title is not None and sums.between(max(found.start, title.position + 1), found.end) < NOTICE_SIZE:
        found = _exhibit(flat, title, found)
    return _with_signature(flat, found)


def _with_signature(flat: Flat, found: Element) -> Element:
    """The element around, where the line that signs the text stands beside the found one: tables, copies of posts."""
    around = found.parent
    while around is not None and around.tag != "body" and found.end < len(flat.blocks):
        if around.end > found.end:
            return around if closes(flat.blocks[found.end]) else found
        around = around.parent
    return found


def _with_twins(flat: Flat, found: Element, sums: Sums) -> Element:
    """The element around parts of one text, which bear the same names and stand beside each other; else the found."""
    names, around = found.attributes.get("class"), found.parent
    if not names or around is None or around.tag == "body":
        return found
    twins = [
        element
        for element in flat.elements
        if element.parent is around and element.attributes.get("class") == names and not element.bad
    ]
    if len(twins) > 1 and sum(sums.of(twin) >= PROSE_SIZE for twin in twins) > 1:
        return around
    return found


def _heaviest_children(flat: Flat, sums: Sums) -> dict[Element, Element]:
    """For each element that holds prose, the child that holds most of it."""
    found: dict[Element, Element] = {}
    most: dict[Element, float] = {}
    for element in flat.elements:
        around, prose = element.parent, sums.of(element)
        if around is not None and prose > most.get(around, 0.0):
            most[around], found[around] = prose, element
    return found


def links_file(block: Block) -> bool:
    """Whether a block links a document or an archive of files."""
    return any(FILE.search(anchor.attributes.get("href") or "") for anchor in block.anchors)


def _is_piece(element: Element) -> bool:
    """Whether an element is a paragraph or entry of a text: a signature or a file may stand beside it."""
    return element.tag in PIECES or element.end - element.start < 2


def _exhibit(flat: Flat, title: Block, container: Element) -> Element:
    """The element below the title that shows scans or files, for notices that say next to nothing in words."""
    shown = [
        picture.element
        for picture in flat.pictures
        if picture.position > title.position and not picture.element.bad and image_url(picture.node, ANYWHERE)
    ]
    shown += [element for at, element, _ in flat.frames if at > title.position and not element.bad]
    shown += [
        block.element for block in flat.blocks[title.position + 1 :] if not block.element.bad and links_file(block)
    ]
    says_more = container.start > title.position or container.end > title.position + 1
    nearby = title.position < container.start <= title.position + NEARBY
    around: Element | None = title.element
    while around is not None and around.tag != "body":
        if any(around.holds(element) for element in shown):
            return container if says_more and (nearby or container.descends_from(around)) else around
        around = around.parent
    return container


def _named(flat: Flat, container: Element, sums: Sums) -> Element:
    """The element in the container that its names call the body, if it has enough of the prose; else the container."""
    around = sums.of(container)
    best, most = container, around * (NAMED_SHARE if around > SHORT_ARTICLE else NAMED_SHARE_SHORT)
    for element in flat.elements:
        if (
            "body" in element.verdict
            and not element.bad
            and element.start >= container.start
            and element.end <= container.end
        ):
            prose = sums.of(element)
            if prose > most or (prose >= 0.9 * most and best is not container):
                best, most = element, max(prose, most)
    return best
