"""One polite fetch outside a crawl: robots.txt first, then the page. Nothing is archived, no redirect is followed."""

from __future__ import annotations

import time
from datetime import datetime
from http.client import HTTPException, HTTPResponse, IncompleteRead
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import BaseHandler, HTTPErrorProcessor, ProxyHandler, Request, build_opener

from crawler import settings
from crawler.addresses import canonical, is_loopback
from crawler.guards.capture import VIETNAM
from crawler.guards.contact import require_contact
from crawler.guards.robots import RobotsUnclearError, read_rules
from crawler.items import Page
from crawler.portals import unknown_portal


class FetchError(Exception):
    """A page that may not be fetched, or did not come."""


class _AsAnswered(HTTPErrorProcessor):
    """Leave redirects and errors to whoever asked."""

    def http_response(self, request: Request, response: HTTPResponse) -> HTTPResponse:
        return response

    https_response = http_response


def fetch_page(address: str) -> Page:
    """The page at an address, if its site allows it; raises `FetchError` or `ContactRequiredError`."""
    try:
        url = canonical(address)
    except ValueError as error:
        raise FetchError(str(error)) from error
    require_contact([unknown_portal(url)], settings.CONTACT)
    try:
        rules = read_rules(get(urljoin(url, "/robots.txt")), settings.USER_AGENT)
    except RobotsUnclearError as error:
        raise FetchError(f"{url} is not fetched: {error}") from error
    if not rules.allows(url):
        raise FetchError(f"{url} is not fetched: robots.txt disallows it")
    time.sleep(max(rules.delay, 0 if is_loopback(url) else settings.DOWNLOAD_DELAY))
    return _answered(get(url))


def _answered(page: Page) -> Page:
    location = next((value for name, value in page.headers if name.lower() == "location"), "")
    if location:
        raise FetchError(f"{page.url} leads to {urljoin(page.url, location)}; ask for that")
    if page.status != 200:
        raise FetchError(f"{page.url} answered HTTP {page.status}")
    return page


def get(url: str, *, proxy: str = "") -> Page:
    """What a canonical address answers, whatever the status; `FetchError` where nothing whole comes.

    Robots.txt, pace and contact are the caller's business. `proxy` is where reserved host names are served.
    """
    headers = {"User-Agent": settings.USER_AGENT, **settings.DEFAULT_REQUEST_HEADERS}
    request = Request(url, headers=headers)  # noqa: S310 - canonical() lets only http and https pass
    handlers: list[BaseHandler] = [_AsAnswered()]
    if proxy:
        handlers.append(ProxyHandler({"http": proxy}))
    try:
        with build_opener(*handlers).open(request, timeout=settings.DOWNLOAD_TIMEOUT) as response:
            return _page(url, response)
    except URLError as error:
        raise FetchError(f"{url} does not answer: {error.reason}") from error
    except (OSError, HTTPException) as error:
        raise FetchError(f"{url} does not answer: {error}") from error


def _page(url: str, response: HTTPResponse) -> Page:
    body = response.read(settings.DOWNLOAD_MAXSIZE + 1)
    if len(body) > settings.DOWNLOAD_MAXSIZE:
        raise FetchError(f"{url} is larger than {settings.DOWNLOAD_MAXSIZE} bytes")
    if response.length:  # of the announced bytes that did not come
        raise IncompleteRead(body, response.length)
    return Page(url, datetime.now(VIETNAM), response.status or 0, tuple(response.headers.items()), body)
