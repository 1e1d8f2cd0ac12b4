"""From a request to the answer that a sample site gives, conditional requests included. Knows no sockets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl

from crawler.samples.site import Route, Site

_MEDIA_TYPES = {
    "css": "text/css",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "png": "image/png",
    "txt": "text/plain; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes over the wire, but for the headers that describe the connection."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def answer(site: Site, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
    """The site's answer; an address that it doesn't have gets its own page of status 404."""
    form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    route = site.route(method, target, form) or Route(target, site.not_found, status=404)
    return Answer(304, route.headers) if _unchanged(route, headers) else _whole(site, route)


def _whole(site: Site, route: Route) -> Answer:
    if not route.file:
        return Answer(route.status, route.headers)
    file = site.folder / route.file
    return Answer(route.status, {"Content-Type": _MEDIA_TYPES[file.suffix[1:]], **route.headers}, file.read_bytes())


def _unchanged(route: Route, headers: Mapping[str, str]) -> bool:
    """If-None-Match decides where it is sent; If-Modified-Since otherwise (RFC 9110, section 13.2.2)."""
    if route.status != 200:
        return False
    if asked := headers.get("If-None-Match"):
        return route.headers.get("ETag", "") in [tag.strip() for tag in asked.split(",")]
    return _not_modified(route.headers.get("Last-Modified"), headers.get("If-Modified-Since"))


def _not_modified(modified: str | None, since: str | None) -> bool:
    if not modified or not since:
        return False
    try:
        return parsedate_to_datetime(modified).timestamp() <= parsedate_to_datetime(since).timestamp()
    except ValueError:  # a date that is none makes no condition (RFC 9110, section 13.1.3)
        return False
