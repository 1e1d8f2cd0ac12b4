"""One server for all tests of this folder, a client that knows reserved host names, and what a page shows."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.samples import SampleServer, load_sites


@pytest.fixture(scope="session")
def server() -> Iterator[SampleServer]:
    with SampleServer() as running:
        yield running


@pytest.fixture
def ask(server) -> Callable[..., tuple[HTTPResponse, bytes]]:
    """Send one request as a crawler does, with the whole address in the request line; return response and body."""

    def send(url: str, method: str = "GET", body: str = "", **headers: str) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", server.port)
        try:
            connection.request(method, url, body or None, {k.replace("_", "-"): v for k, v in headers.items()})
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()

    return send


@pytest.fixture(scope="session")
def letters() -> Callable[[str], str]:
    """Text without any whitespace, in NFC: equal wherever only the markup differs."""
    return lambda text: re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


@pytest.fixture(scope="session")
def seen(letters) -> Callable[[str], str]:
    """All letters that a page shows."""

    def read(html: str) -> str:
        tree = LexborHTMLParser(html)
        tree.strip_tags(["script", "style", "head"])
        return letters(tree.body.text())

    return read


@pytest.fixture(scope="session")
def page_of() -> Callable[[str], str]:
    """The stored page of a sample article, read from its file."""

    def read(url: str) -> str:
        site = next(site for site in load_sites() if url.startswith(f"http://{site.host}/"))
        route = site.route("GET", url.removeprefix(f"http://{site.host}"), {})
        return (site.folder / route.file).read_text("utf-8")

    return read
