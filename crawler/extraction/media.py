"""The images and attachments of an article, with the addresses that their files have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit

from selectolax.lexbor import LexborNode

from crawler.extraction.block import Block, Element, Picture
from crawler.extraction.zone import Zone
from crawler.items import Attachment, Image
from crawler.text import settle

FILE: Final = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|rar|zip|7z|odt|ods|rtf|csv)(?=$|[?#&/])", re.IGNORECASE)
DOWNLOAD: Final = re.compile(r"[?&](?:download=1|attachment_id=\d|fileid=|file=)", re.IGNORECASE)
NAMED_FILE: Final = re.compile(r"[\w.()+-]+\.(?:pdf|docx?|xlsx?|pptx?|rar|zip|7z|odt|ods|rtf|csv)$", re.IGNORECASE)
MEDIA_TYPES: Final = {
    "pdf": "application/pdf", "doc": "application/msword", "xls": "application/vnd.ms-excel",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint", "zip": "application/zip", "rar": "application/vnd.rar",
    "rtf": "application/rtf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation", "csv": "text/csv",
}  # fmt: skip
RESERVED: Final = "%/:?#[]@!$&'()*+,;=-._~"
ELSEWHERE: Final = frozenset({"nav", "footer", "comment", "related", "sidebar"})
SOURCES: Final = ("src", "data-src", "data-original", "data-lazy-src")
DECORATION: Final = re.compile(
    r"/(?:icons?|smil(?:ies|eys)|emoji|assets/images|themes|templates|skins?|layouts|_layouts)/|/icons?[-_][^/]*$"
    r"|(?:button|btn)\.\w+$|\.gif$|spacer|pixel|captcha",
    re.I,
)


@lru_cache(maxsize=4_000)
def absolute(href: str, base: str) -> str:
    """An address made absolute; empty for what can't be one."""
    try:
        url = urljoin(base, href.strip())
        if not url.isascii() or " " in url:  # "/kho/biên bản số 4.pdf", as CMS editors write it
            url = quote(url, safe=RESERVED)
        return url if urlsplit(url).scheme in {"http", "https"} else ""
    except ValueError:
        return ""


@lru_cache(maxsize=4_000)
def _image_address(href: str, base: str) -> str:
    url = absolute(href, base)
    return "" if not url or DECORATION.search(urlsplit(url).path) else url


def image_url(node: LexborNode, base: str) -> str:
    """The address of an image's file; empty for placeholders and decoration."""
    attributes = node.attributes
    hrefs = (attributes.get(name) for name in SOURCES)
    urls = (_image_address(href, base) for href in hrefs if href and not href.startswith("data:"))
    return next((url for url in urls if url), "")


def find_images(pictures: Iterable[Picture], captions: dict[Picture, Block], base: str) -> list[Image]:
    """The images with their captions, each address once."""
    images: dict[str, Image] = {}
    for picture in pictures:
        url = image_url(picture.node, base)
        caption = captions[picture].text if picture in captions else ""
        if url and (url not in images or (caption and not images[url].caption)):
            images[url] = Image(url, caption)
    return list(images.values())


def find_attachments(zone: Zone, base: str) -> list[Attachment]:
    """The files that the zone links or shows, each once; viewers (`?pdf=1`) are not files."""
    found: dict[str, Attachment] = {}
    for block in zone.blocks:
        if (
            not block.marks
            or block.element.bad in ELSEWHERE
            or (block.position >= zone.article.end and not _announced(block))
        ):
            continue
        for anchor in block.anchors:
            _add(found, anchor.attributes.get("href") or "", anchor, base)
    for picture in zone.flat.pictures:  # an icon is all that a table of files links
        around = picture.node.parent
        if around is not None and zone.heading <= picture.position <= zone.article.end:
            _add(found, around.attributes.get("href") or "", around, base)
    for position, _, frame in zone.flat.frames:
        if zone.start <= position <= zone.end:
            _add(found, frame.attributes.get("src") or frame.attributes.get("data") or "", None, base)
    return list(found.values())


def shows_file(picture: Picture) -> bool:
    """Whether an image is an icon that links a file."""
    around = picture.node.parent
    return around is not None and FILE.search(around.attributes.get("href") or "") is not None


def _announced(block: Block) -> bool:
    """Whether the names around a block say that it lists the article's files."""
    element: Element | None = block.element
    while element is not None and "attach" not in element.verdict:
        element = element.parent
    return element is not None


def _add(found: dict[str, Attachment], href: str, anchor: LexborNode | None, base: str) -> None:
    if not (FILE.search(href) or DOWNLOAD.search(href)):
        return
    url = absolute(_unwrapped(href), base)
    if not url or url in found:
        return
    named = NAMED_FILE.search(settle(anchor.text())) if anchor is not None else None
    filename = named[0] if named else _last_name(url)
    found[url] = Attachment(url, filename, MEDIA_TYPES.get(filename.rpartition(".")[2].lower(), ""))


def _last_name(url: str) -> str:
    """The last part of an address that names a file, or else its last part."""
    parts = [part for part in unquote(urlsplit(url).path).split("/") if part]
    return next((part for part in reversed(parts) if FILE.search(part)), parts[-1] if parts else "")


def _unwrapped(href: str) -> str:
    """The file's address where the link leads to a viewer that is told the file (`viewer.html?file=...`)."""
    match = re.search(r"[?&](?:file|url|src)=([^&]+)", href)
    return unquote(match[1]) if match and FILE.search(unquote(match[1])) else href
