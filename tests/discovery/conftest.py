"""Pages of this folder's tests: a body in, its links out."""

from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.discovery.links import PageLinks, page_links
from crawler.platforms import Family, by_id

Links = Callable[..., PageLinks]


@pytest.fixture
def links() -> Links:
    def read(body: str, url: str = "http://p.example/tin-tuc", family: str | Family = "generic") -> PageLinks:
        tree = LexborHTMLParser(f"<html><body>{body}</body></html>")
        return page_links(tree, url, by_id(family) if isinstance(family, str) else family)

    return read
