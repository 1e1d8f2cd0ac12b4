"""Pages in the layouts of the field (`pages/`) must give the article, or the kind of page, written beside them.

The markup follows what was seen on the hosts that `seen_on` names; texts, units and persons are invented.
"""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest

from crawler.extraction import read_page

FILES = sorted((Path(__file__).parent / "pages").glob("*.json"))
EXPECTED = {file.stem: json.loads(file.read_text("utf-8")) for file in FILES}
ARTICLES = [(name, field) for name, expected in EXPECTED.items() for field in expected.get("article", {})]
OTHERS = [name for name, expected in EXPECTED.items() if "kind" in expected]
SHOWN = {"images": ("url", "caption"), "attachments": ("url", "filename")}


@cache
def _read(name):
    html = (Path(__file__).parent / "pages" / f"{name}.html").read_bytes()
    return read_page(html, EXPECTED[name]["url"])


@pytest.mark.parametrize(("name", "field"), ARTICLES)
def test_field_is_exact(name, field):
    article = _read(name).article
    assert article is not None, _read(name).reason
    found = asdict(article)[field]
    if field in {"published", "updated"} and found:
        found = found.isoformat()
    if field in SHOWN:
        found = [{key: part[key] for key in SHOWN[field]} for part in found]
    assert found == EXPECTED[name]["article"][field]


@pytest.mark.parametrize("name", OTHERS)
def test_page_without_an_article_is_known_for_what_it_is(name):
    reading = _read(name)
    assert (reading.kind, reading.article) == (EXPECTED[name]["kind"], None)
    assert reading.reason
