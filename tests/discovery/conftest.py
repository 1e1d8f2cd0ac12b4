"""Pages of this folder's tests: a body in, its links out."""

from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.discovery.links import PageLinks, page_links
from crawler.platforms import Family, by_id

Links = Callable[..., PageLinks]


@pytest.fixture
def links() -> Links:
    def read(
        body: str, url: str = "http://p.example/tin-tuc", family: str | Family = "generic", *, whole: bool = True
    ) -> PageLinks:
        tree = LexborHTMLParser(f"<html><title>Tin tức</title><body>{body}</body></html>" if whole else body)
        return page_links(tree, url, by_id(family) if isinstance(family, str) else family)

    return read
