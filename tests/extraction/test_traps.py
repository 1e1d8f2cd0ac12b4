"""Every trap of portals as a page of its own: one HTML file, one JSON with what must come out of it.

The units are invented. A page may leave fields out that it says nothing of; each of the others is one test.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crawler.extraction import read_page
from crawler.items import Reading

PAGES = Path(__file__).parent / "traps"
NAMES = sorted(path.stem for path in PAGES.glob("*.json"))


@cache
def expected(name: str) -> dict[str, Any]:
    return json.loads((PAGES / f"{name}.json").read_text("utf-8"))


@cache
def reading(name: str) -> Reading:
    return read_page((PAGES / f"{name}.html").read_bytes(), expected(name)["url"], platform="generic")


def found(name: str, field: str) -> object:
    article = reading(name).article
    if field in {"kind", "rights"}:
        return getattr(reading(name), field)
    assert article is not None, reading(name).reason
    if field == "captions":
        return [image.caption for image in article.images if image.caption]
    if field == "images":
        return [image.url for image in article.images]
    if field == "attachments":
        return [[attachment.url, attachment.filename] for attachment in article.attachments]
    if field == "published":
        return article.published.isoformat() if article.published else None
    return getattr(article, field)


CASES = [(name, field) for name in NAMES for field in expected(name) if field != "url"]


@pytest.mark.parametrize(("name", "field"), CASES)
def test_field(name: str, field: str) -> None:
    assert found(name, field) == expected(name)[field]


@pytest.mark.parametrize("name", [name for name in NAMES if expected(name)["kind"] != "article"])
def test_a_page_without_an_article_says_why(name: str) -> None:
    assert reading(name).article is None
    assert reading(name).reason
