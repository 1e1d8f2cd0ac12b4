"""Pages saved by `congtin portals add --fixture`, read field by field as the judged JSON beside them says.

The page that is here was saved from a sample portal; its articles are invented.
"""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest

from crawler.extraction import read_page

EXPECTED = {file: json.loads(file.read_text("utf-8")) for file in sorted(Path(__file__).parent.glob("*.json"))}
FIELDS = [(file, field) for file, expected in EXPECTED.items() for field in expected["article"]]


@cache
def article(file: Path) -> dict:
    expected = EXPECTED[file]
    reading = read_page(file.with_suffix(".html").read_bytes(), expected["url"], headers=expected["headers"])
    assert reading.article is not None, reading.reason
    found = asdict(reading.article)
    return found | {field: found[field] and found[field].isoformat() for field in ("published", "updated")}


@pytest.mark.parametrize(("file", "field"), FIELDS, ids=[f"{file.stem}-{field}" for file, field in FIELDS])
def test_a_saved_page_gives_what_was_judged(file, field):
    assert article(file)[field] == EXPECTED[file]["article"][field]
