"""The listings of the sample sites: exactly their own items, with title and date, and the way to the next page."""

import re
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

from crawler.discovery.links import page_links
from crawler.items import Form
from crawler.platforms import FAMILIES
from crawler.samples import load_sites

_TITLE = re.compile(r"class=\"(?:tandan-channel-title|list-title)\"")
LISTINGS = [
    (f"http://{site.host}{route.target}", site.folder / route.file)
    for site in load_sites()
    for route in site.routes
    if route.file.startswith("pages/") and _TITLE.search((site.folder / route.file).read_text("utf-8"))
]
FAMILY = {"thi-xa.localhost": "tandan", "mat-tran.localhost": "mttq"}
MAIN = {"tandan": (".channel-item", ".channel-news-title a"), "mttq": (".news-list .news-item", "h3 a")}
NAMED = pytest.mark.parametrize(("url", "file"), LISTINGS, ids=lambda value: getattr(value, "name", None))


def _links(url, file):
    family = FAMILIES[FAMILY[url.split("/")[2]]]
    tree = LexborHTMLParser(file.read_text("utf-8"))
    return tree, family, page_links(tree, url, family)


@NAMED
def test_items_are_those_of_the_main_column_in_order(url, file):
    tree, family, links = _links(url, file)
    box, link = MAIN[family.id]
    printed = [item.css_first(link).attributes["href"] for item in tree.css(box)]
    assert [item.url for item in links.items] == [urljoin(url, href) for href in printed]


@NAMED
def test_items_have_title_and_date(url, file):
    _, _, links = _links(url, file)
    assert [item for item in links.items if not (item.title and item.date)] == []


@NAMED
def test_the_next_page_is_found_where_there_is_one(url, file):
    tree, family, links = _links(url, file)
    if family.id == "tandan":
        assert isinstance(links.next_page, Form) == bool(tree.css("a[href*=__doPostBack]") and ">Tiếp<" in tree.html)
    else:
        following = tree.css_first("a[rel=next]")
        assert links.next_page == (urljoin(url, following.attributes["href"]) if following else None)
