"""Listings whose later pages a script fetches: the request that it makes, the next one, and what the answer lists.

Which endpoints there are stands in the families; here they are only filled in and counted up.
"""

from __future__ import annotations

import json
from html import escape
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.items import Form
from crawler.platforms.family import Endpoint, Family


def first_request(tree: LexborHTMLParser, url: str, family: Family) -> Form | None:
    """The request for the second page, where the page's scripts hold all that it needs."""
    if not family.listings.endpoints:
        return None
    scripts = "\n".join(node.text() for node in tree.css("script:not([src])"))
    for endpoint in family.listings.endpoints:
        found = {name: match[1] for name, pattern in endpoint.found if (match := pattern.search(scripts))}
        if len(found) == len(endpoint.found):
            return _request(endpoint, url, found)
    return None


def following(form: Form, family: Family) -> Form | None:
    """The request for the page after the one that `form` asked for; None where it is no endpoint's."""
    endpoint = _endpoint_of(form, family)
    if endpoint is None:
        return None
    fields = dict(form.fields)
    fields[endpoint.page_field] = str(int(fields[endpoint.page_field]) + 1)
    return Form(form.url, tuple(fields.items()))


def as_html(body: bytes, form: Form, family: Family) -> bytes:
    """The answer as a page: JSON becomes a list of links, everything else stays as it is."""
    endpoint = _endpoint_of(form, family)
    if endpoint is None or not endpoint.items:
        return body
    try:
        items = json.loads(body)[endpoint.items]
    except (ValueError, KeyError, TypeError):  # an error page in place of the data lists nothing
        return b""
    rows = [_row(item, endpoint) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return f"<!DOCTYPE html><html><body><ul>{''.join(rows)}</ul></body></html>".encode()


def _row(item: dict[str, object], endpoint: Endpoint) -> str:
    link, title, date = (escape(str(item.get(name) or "")) for name in (endpoint.link, endpoint.title, endpoint.date))
    return f'<li><a href="{link}">{title}</a><span>{date}</span></li>'


def _request(endpoint: Endpoint, url: str, found: dict[str, str]) -> Form | None:
    """The request; None where what the script holds makes no address."""
    values = found | {"page": "2"}
    fields = tuple((name, value.format(**values)) for name, value in endpoint.fields)
    try:
        return Form(urljoin(url, endpoint.url.format(**values)), fields)
    except ValueError:
        return None


def _endpoint_of(form: Form, family: Family) -> Endpoint | None:
    """The endpoint whose fields the request has."""
    names = [name for name, _ in form.fields]
    for endpoint in family.listings.endpoints:
        path = urlsplit(endpoint.url).path
        if names == [name for name, _ in endpoint.fields] and (endpoint.url.startswith("{") or path in form.url):
            return endpoint
    return None
