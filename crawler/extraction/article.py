"""Puts an article together from its zone: every field from its own finder, the body from what they leave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from crawler.extraction import body_html
from crawler.extraction.block import Block, Element, Picture
from crawler.extraction.byline import closing_source, find_author, find_source
from crawler.extraction.captions import find_captions
from crawler.extraction.cleaning import Cleaned, clean
from crawler.extraction.lead import find_lead
from crawler.extraction.lines import compose
from crawler.extraction.media import absolute, find_attachments, find_images, image_url
from crawler.extraction.opening import find_opening
from crawler.extraction.phrases import phrase
from crawler.extraction.sections import find_sections, find_tags
from crawler.extraction.signature import find_signature
from crawler.extraction.zone import Zone
from crawler.items import Article, RemovedBlock
from crawler.platforms import Family
from crawler.text import settle

PHOTO: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)(?:$|[?#])|attachment_id=", re.IGNORECASE)
"""Where a photo of the article's leads: to itself in full size."""
ICONS: Final = frozenset({"tools", "share", "date", "author", "rating"})


def build(zone: Zone, family: Family) -> Article:
    """The article of a zone, without its dates."""
    base = absolute(zone.head.base, zone.url) or zone.url
    lead = find_lead(zone, family.fields.lead)
    pictures = _pictures(zone, base)
    captions = find_captions(zone.flat, pictures)
    aside = {*captions.values(), zone.title.block, lead}
    opening = find_opening(zone)
    blocks = [*opening, *zone.flat.of(zone.container)]
    cleaned = clean(zone, [block for block in blocks if block not in aside])
    cleaned.removed += _beside(zone, {*aside, *opening})
    _drop_repeats(cleaned, zone, lead)
    closing = closing_source(cleaned.kept)
    for block in closing:
        cleaned.kept.remove(block)
        cleaned.remove(block, "source", "closing line")
    signature = find_signature(cleaned.kept)
    body = cleaned.kept[: len(cleaned.kept) - len(signature)]
    author, (source, source_url) = find_author(zone), find_source(zone, closing)
    lines = compose(body, zone.container)
    return Article(
        url=zone.url,
        title=zone.title.text,
        lead=lead.text if lead else "",
        body=[line.text for line in lines],
        body_html=body_html.render(lines, pictures, captions, base),
        author=author,
        signature=" ".join(block.text for block in signature),
        source=source,
        source_url=source_url,
        sections=find_sections(zone, family.fields.breadcrumb),
        language=zone.head.language.partition("-")[0].lower(),
        images=find_images(pictures, captions, base),
        attachments=find_attachments(zone, base),
        tags=find_tags(zone),
        removed=sorted([*cleaned.removed, *_folded(zone)], key=lambda block: block.position),
        container=zone.place.selector,
    )


def _pictures(zone: Zone, base: str) -> list[Picture]:
    """The article's own images: in the container, or between title and container."""
    return [
        picture
        for picture in zone.flat.pictures
        if zone.start <= picture.position <= zone.container.end
        and not picture.element.bad
        and (zone.container.holds(picture.element) or _illustrates(zone, picture))
        and image_url(picture.node, base)
        and not _leads_elsewhere(zone, picture)
    ]


def _leads_elsewhere(zone: Zone, picture: Picture) -> bool:
    """Whether an image is linked to no image, and the text below it is linked too or the article's text is over."""
    around = picture.node.parent
    if around is None or around.tag != "a" or PHOTO.search(around.attributes.get("href") or ""):
        return False
    below = zone.flat.blocks[picture.position : picture.position + 1]
    return picture.position > zone.last_prose or any(block.link_share > 0.8 for block in below)


def _illustrates(zone: Zone, picture: Picture) -> bool:
    """Whether an image between title and container is the article's: alone or in a figure, not a tool's icon."""
    element = picture.element
    if picture.position > zone.container.start or not zone.article.holds(element):
        return False
    return (element.start == element.end and not element.verdict & ICONS) or element.within("figure") is not None


def _drop_repeats(cleaned: Cleaned, zone: Zone, lead: Block | None) -> None:
    """Take out the title and the lead where the container prints them once more."""
    printed = {zone.title.text.lower(): "title", **({lead.text.lower(): "lead"} if lead is not None else {})}
    for block in list(cleaned.kept[:4]):
        if what := printed.get(block.text.lower()):  # many an editor repeats the title in capitals
            cleaned.kept.remove(block)
            cleaned.remove(block, "repeat", what)


def _beside(zone: Zone, used: set[Block | None]) -> Iterator[RemovedBlock]:
    """The zone's blocks above the container and below it that are no part of the article: bylines, tools, related."""
    for block in (*zone.before, *zone.after):
        if block not in used:
            category = block.element.bad or zone.surroundings.widget(block) or phrase(block.text)
            linked = "related" if block.link_share > 0.8 else "unnamed"
            yield RemovedBlock(block.position, category or linked, "beside the container", block.text)


def _folded(zone: Zone) -> list[RemovedBlock]:
    """The zone's elements that were never entered, a record each; what begins where the title does stands above it."""
    folds = [fold for fold in zone.flat.folds if _is_in_zone(zone, fold.element)]
    texts = ((fold.element, settle(fold.text.replace("\0", " "))) for fold in folds)
    return [RemovedBlock(element.start, element.accused, "folded by its name", text) for element, text in texts if text]


def _is_in_zone(zone: Zone, fold: Element) -> bool:
    return zone.start < fold.start <= zone.end or zone.container.holds(fold)
