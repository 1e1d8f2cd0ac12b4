"""Reads XML that portals print: gzipped or not, broken or not, with entities and network off.

What the elements mean is not known here.
"""

from __future__ import annotations

import zlib

from lxml import etree

_GZIP = b"\x1f\x8b"
_LIMIT = 50 * 1024 * 1024
"""The protocol's limit for an uncompressed sitemap."""


def root_of(body: bytes) -> tuple[etree._Element | None, str]:
    """The root element, as much of it as is whole, and what is wrong (empty if nothing)."""
    body, error = _unpacked(body)
    start = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        return None, error or "empty answer"
    if start.startswith((b"<!doctype html", b"<html")):
        return None, "an HTML page instead of XML"
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as failure:
        return None, f"no XML: {failure.msg}"
    if root is None:
        return None, "no XML element"
    return root, error or (f"broken XML: {parser.error_log[0].message}" if len(parser.error_log) else "")


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def text_of(element: etree._Element, *names: str) -> str:
    """The text of the first child with one of these names."""
    for name in names:
        for child in element:
            if local_name(child) == name:
                return "".join(str(part) for part in child.itertext()).strip()
    return ""


def _unpacked(body: bytes) -> tuple[bytes, str]:
    """The body without its gzip layer; of a truncated one, what is whole."""
    if not body.startswith(_GZIP):
        return body[:_LIMIT], ""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        return unpacker.decompress(body, _LIMIT), "" if unpacker.eof else "truncated gzip"
    except zlib.error as failure:
        return b"", f"broken gzip: {failure}"
