"""Captions of images, in all the forms that portals print them; they are not lines of the body.

figcaption; a class that says so; a short centred or italic paragraph after the image; a text equal to the image's
alternative text; the second row of an image's table; `<em>` after `<br>`.
"""

from __future__ import annotations

import re
from typing import Final

from crawler.extraction.block import Block, Element, Flat, Picture
from crawler.extraction.phrases import phrase
from crawler.extraction.tags import HEADINGS
from crawler.extraction.title import WORDS
from crawler.text import SENTENCE_ENDS, fold

LONGEST: Final = 300
LONGEST_UNMARKED: Final = 160
"""A caption that nothing marks as one is a short paragraph without a full stop, below an image that stands alone."""
CREDIT: Final = re.compile(
    r"(?:^|[\s(.])(?:ảnh|photos?|hình|nguồn ảnh|ảnh minh họa|fot(?:o|os|ó|ografía|ografia)?|фото|image[nm]?|immagine"
    r"|bild(?:er)?|bilde|billede|kuva|picture|credits?|crédits?|zdjęcie|写真|图片?|사진|صورة)\s*[:：(/]",
    re.IGNORECASE,
)
SIGNED: Final = re.compile(r"^\(?\s*(?:tin|bài|thực hiện|nguồn)\b", re.IGNORECASE)


def find_captions(flat: Flat, pictures: list[Picture]) -> dict[Picture, Block]:
    """The caption of each image that has one."""
    found: dict[Picture, Block] = {}
    taken: set[int] = set()
    for picture in pictures:
        block = _in_figure(flat, picture) or _after(flat, picture, taken)
        if block is not None and block.position not in taken:
            found[picture] = block
            taken.add(block.position)
    return found


def _in_figure(flat: Flat, picture: Picture) -> Block | None:
    figure = picture.element.within("figure")
    if figure is None:
        return None
    named = [block for block in flat.of(figure) if block.element.within("figcaption")]
    return next(iter(named or flat.of(figure)), None)


def _after(flat: Flat, picture: Picture, taken: set[int]) -> Block | None:
    """The block after an image, if it reads as its caption."""
    at = picture.position
    table = picture.element.within("table")
    while at in taken and table is not None:  # images in one row, their captions in the next
        at += 1
    if at >= len(flat.blocks):
        return None
    block = flat.blocks[at]
    if block.position in taken or len(block.text) > LONGEST or SIGNED.match(block.text):
        return None
    if block.link_share > 0.8:
        return None
    if phrase(block.text) == "imgname":
        return None
    return block if _reads_as_caption(block, picture) else None


def _reads_as_caption(block: Block, picture: Picture) -> bool:
    """Whether its names, its words, its place or its looks make a short text the caption of the image above it."""
    if _named_caption(block.element) or _same_words(block.text, picture.node.attributes.get("alt") or ""):
        return True
    table = picture.element.within("table")
    if table is not None and block.element.within("table") is table and len(block.text) < LONGEST:
        return True
    if block.element.tag in HEADINGS or (block.is_strong and not block.is_slanted):
        return False
    looks = block.is_slanted or block.element.align == "center" or CREDIT.search(block.text) is not None
    return looks or _unmarked(block, picture)


def _unmarked(block: Block, picture: Picture) -> bool:
    """Whether a text that nothing marks is a caption: a short line in or directly below the image's own paragraph."""
    if block.element is picture.element:
        return block.element.tag in {"p", "figure"}
    alone = picture.element.start == picture.element.end and block.element.parent is picture.element.parent
    return alone and len(block.text) <= LONGEST_UNMARKED and block.text[-1] not in SENTENCE_ENDS and not block.linked


def _named_caption(element: Element) -> bool:
    return element.tag == "figcaption" or "caption" in element.verdict


def _same_words(text: str, alternative: str) -> bool:
    """Whether a text is the image's alternative text, give or take the credit at its end."""
    ours, theirs = WORDS.findall(fold(text)), WORDS.findall(fold(alternative))
    return len(theirs) >= 3 and ours[: len(theirs)] == theirs and len(ours) <= len(theirs) + 8
