"""The pages that the server answers itself, for people: an index of the sites, and a word on wrong host names."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from crawler.samples.answer import Answer
from crawler.samples.site import Site


def index_page(sites: Iterable[Site], port: int) -> Answer:
    """Both sites by name, with addresses that a browser resolves to this server."""
    items = "".join(f'<li><a href="http://{site.host}:{port}/">{escape(site.name)}</a></li>' for site in sites)
    return _page(200, f"<h1>Sample portals of congtin</h1><ul>{items}</ul>")


def unknown_host(host: str, sites: Iterable[Site]) -> Answer:
    """Status 404, with the names that are known."""
    known = ", ".join(site.host for site in sites)
    return _page(404, f"<h1>No such sample</h1><p>{escape(host)} is not served here; known are {escape(known)}.</p>")


def _page(status: int, body: str) -> Answer:
    whole = f'<!DOCTYPE html><html lang="en"><title>Sample portals</title><body>{body}</body></html>'
    return Answer(status, {"Content-Type": "text/html; charset=utf-8"}, whole.encode())
