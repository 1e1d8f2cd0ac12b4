"""Two pages whose text a careless extractor left with eleven lines of the portal: all of the body stays, none of these.

The portal's lines stand once beside the paragraphs, once in boxes of their own, once in the cells of a table; no class
or id says what anything is. `careless.toml` has the words.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crawler.extraction import extract
from crawler.items import Article

Page = dict[str, Any]
PAGES: list[Page] = tomllib.loads(Path(__file__).with_name("careless.toml").read_text("utf-8"))["page"]
PORTAL_LINES = 11


def lines(page: Page) -> list[str]:
    picture = f'<p style="text-align:center"><img src="/anh/hoi-nghi.jpg"></p><p>{page["caption"]}</p>'
    body = [picture if text == "IMAGE" else f"<p>{text}</p>" for text in page["body"]]
    return body + ([f"<p>{page['signature']}</p>"] if page["signature"] else [])


def siblings(page: Page) -> str:
    return f"<div>{''.join(lines(page))}{''.join(f'<p>{text}</p>' for text in page['portal'])}</div>"


def boxes(page: Page) -> str:
    return f"<div>{''.join(lines(page))}</div>{''.join(f'<div><span>{text}</span></div>' for text in page['portal'])}"


def cells(page: Page) -> str:
    rows = "".join(f"<tr><td>{text}</td></tr>" for text in page["portal"])
    return f"<table><tr><td>{''.join(lines(page))}</td></tr>{rows}</table>"


def read(page: Page, layout: Callable[[Page], str]) -> Article:
    html = f"<title>{page['title']}</title><h1>{page['title']}</h1><p>{page['date']}</p>{layout(page)}"
    article = extract(html.encode(), "http://mau.example/tin/bai-1.html")
    assert article is not None
    return article


PLACES = [(page, layout) for page in PAGES for layout in (siblings, boxes, cells)]
IDS = [f"{page['name']}-{layout.__name__}" for page, layout in PLACES]


def test_there_are_as_many_lines_of_the_portals_as_were_left() -> None:
    assert sum(len(page["portal"]) for page in PAGES) == PORTAL_LINES


@pytest.mark.parametrize(("page", "layout"), PLACES, ids=IDS)
def test_every_line_of_the_body_stays_and_no_other(page: Page, layout: Callable[[Page], str]) -> None:
    assert read(page, layout).body == [text for text in page["body"] if text != "IMAGE"]


@pytest.mark.parametrize(("page", "layout"), PLACES, ids=IDS)
def test_caption_and_signature_stay(page: Page, layout: Callable[[Page], str]) -> None:
    article = read(page, layout)
    assert [image.caption for image in article.images] == [page["caption"]]
    assert article.signature == page["signature"]


@pytest.mark.parametrize(("page", "layout"), PLACES, ids=IDS)
def test_title_and_time_are_those_printed(page: Page, layout: Callable[[Page], str]) -> None:
    article = read(page, layout)
    assert article.published is not None
    assert (article.title, article.published.isoformat()) == (page["title"], page["published"])


@pytest.mark.parametrize(("page", "layout"), PLACES, ids=IDS)
def test_the_portals_lines_are_recorded_where_they_stood_beside_the_text(
    page: Page, layout: Callable[[Page], str]
) -> None:
    if layout is siblings:
        recorded = {block.text for block in read(page, layout).removed}
        assert set(page["portal"]) <= recorded
