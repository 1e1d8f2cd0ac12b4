"""Every article form in every portal frame: 320 pages of invented articles, each field of each page exact.

`layouts/frames` are templates of portals that nobody configured, `layouts/forms.py` and `dates.py` the ways in which
bodies, captions, signatures and dates are written, `layouts/articles.toml` the articles.
"""

from __future__ import annotations

import csv
import sys
from functools import cache
from pathlib import Path
from unicodedata import normalize

import pytest

from crawler import data
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


PLAIN = str.maketrans({"–": "-", "“": '"', "”": '"', "»": ">", "›": ">", "→": ">", "•": "-"})


@cache
def codes(name: str) -> dict[str, bytes]:
    with data.path("text", "legacy.tsv").open(encoding="utf-8") as table:
        rows = csv.DictReader(table, delimiter="\t")
        return {row["character"]: bytes.fromhex(row[name]) for row in rows if row[name]}


def encoded(text: str, name: str) -> bytes:
    """The page in an old encoding that it does not declare; what that lacks are references, as editors wrote them."""
    text = text.replace('charset="utf-8"', 'charset="iso-8859-1"')
    table = codes(name)
    return b"".join(char.encode() if char.isascii() else table.get(char, b"&#%d;" % ord(char)) for char in text)


@pytest.mark.parametrize("name", ["tcvn3", "viscii", "vni", "vps"])
@pytest.mark.parametrize("frame", FRAMES)
def test_old_encodings_give_the_same_lines(frame: str, name: str) -> None:
    page = PAGES[frame][0]
    article = read_page(encoded(page.html.decode().translate(PLAIN), name), page.url).article
    assert article is not None
    assert [line.lower() for line in article.body] == [line.translate(PLAIN).lower() for line in page.expected["body"]]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("form", ["NFD", "utf-16", "references"])
def test_however_letters_are_written_the_article_is_the_same(frame: str, form: str) -> None:
    """Addresses apart: a file's name in NFD is another file's."""
    page = PAGES[frame][1]
    text = page.html.decode()
    html = {
        "NFD": normalize("NFD", text).encode(),
        "utf-16": text.encode("utf-16"),
        "references": text.encode("ascii", "xmlcharrefreplace"),
    }[form]
    article = read_page(html, page.url).article
    assert article is not None
    expected = {field: value for field, value in page.expected.items() if field != "attachments"}
    assert {field: found(article, field) for field in expected} == expected
