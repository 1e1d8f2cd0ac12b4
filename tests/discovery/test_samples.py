"""The sample portals, walked from their bare address: every article is reached, by redirects, postbacks and links."""

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlencode, urljoin

import pytest

from crawler.data import path
from crawler.extraction import read_page
from crawler.items import Form, Reading
from crawler.samples import SampleServer


@pytest.fixture(scope="module")
def server() -> Iterator[SampleServer]:
    with SampleServer() as running:
        yield running


def fetch(server: SampleServer, wanted: str | Form) -> tuple[int, str, bytes]:
    connection = HTTPConnection("127.0.0.1", server.port)
    try:
        if isinstance(wanted, Form):
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", wanted.url, urlencode(wanted.fields), headers)
        else:
            connection.request("GET", wanted)
        response = connection.getresponse()
        return response.status, response.getheader("Location", ""), response.read()
    finally:
        connection.close()


def walk(server: SampleServer, home: str, platform: str) -> set[str]:
    """The items of all listings."""
    items: set[str] = set()
    heads = [home]
    for head in heads:
        wanted: str | Form | None = head
        listed: set[str] = set()
        while wanted is not None:
            url = wanted if isinstance(wanted, str) else wanted.url
            status, location, body = fetch(server, wanted)
            heads += [urljoin(url, location)] if location else []
            reading = read_page(body, url, platform=platform) if status == 200 else Reading("empty")
            heads += [link.url for link in reading.links if link.role == "listing" and link.url not in heads]
            fresh = {link.url for link in reading.items} - listed
            listed |= fresh
            wanted = reading.next_page if fresh else None
        items |= listed
    return items


@pytest.mark.parametrize("platform", ["", "generic"])
@pytest.mark.parametrize("sample", ["thi-xa", "mat-tran"])
def test_every_article_is_reached_and_nothing_else(server, sample, platform) -> None:
    expected = {
        json.loads(file.read_text("utf-8"))["url"] for file in path("sample", sample, "expected").glob("*.json")
    }
    assert walk(server, f"http://{sample}.localhost/", platform) == expected
