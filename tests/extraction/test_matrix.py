"""Every article form in every portal frame: 320 pages of invented articles, each field of each page exact.

`layouts/frames` are templates of portals that nobody configured, `layouts/forms.py` and `dates.py` the ways in which
bodies, captions, signatures and dates are written, `layouts/articles.toml` the articles.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

from crawler.extraction import read_page
from crawler.items import Article

sys.path.insert(0, str(Path(__file__).parent / "layouts"))
from pages import FRAMES, Page, pages

PAGES = {frame: [page for page in pages() if page.frame == frame] for frame in FRAMES}
FIELDS = list(PAGES[FRAMES[0]][0].expected)


@cache
def read(page: Page) -> Article:
    reading = read_page(page.html, page.url)
    assert reading.article is not None, reading.reason
    return reading.article


def found(article: Article, field: str) -> object:
    other = {
        "images": [(image.url, image.caption) for image in article.images],
        "published": article.published.isoformat() if article.published else None,
        "precision": article.published_precision,
        "place": article.published_from,
        "attachments": [attachment.url for attachment in article.attachments],
    }
    return other[field] if field in other else getattr(article, field)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("frame", FRAMES)
def test_field_is_exact(frame: str, field: str) -> None:
    expected = {page.id: page.expected[field] for page in PAGES[frame]}
    assert {page.id: found(read(page), field) for page in PAGES[frame]} == expected


@pytest.mark.parametrize("frame", FRAMES)
def test_what_is_taken_out_is_recorded_and_no_line_of_the_body(frame: str) -> None:
    for page in PAGES[frame]:
        article = read(page)
        assert all(block.category and block.rule and block.text for block in article.removed), page.id
        assert not {block.text for block in article.removed} & set(article.body), page.id
