"""The articles of the sample sites as they must come out, and how an archive's rows differ from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from crawler import data

_COLUMNS = {"published": "published_at", "updated": "updated_at"}
"""Fields of an Article that have another name in the archive."""


def expected_articles() -> dict[str, dict[str, Any]]:
    """Every sample article by address: the fields of `crawler.items.Article`, times in ISO 8601, no time null."""
    files = sorted(data.path("sample").glob("*/expected/*.json"))
    return {article["url"]: article for article in (json.loads(file.read_text("utf-8")) for file in files)}


def boilerplate(site: str) -> list[str]:
    """The lines that pages of a site carry around their articles, and that no article may contain."""
    return data.path("sample", site, "boilerplate.txt").read_text("utf-8").splitlines()


def compare(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """What differs between an archive and the expected articles, one line a field; empty when all is exact.

    A row has the columns of the archive's `articles` (body as one text), and lists under sections, tags, images
    (url, caption) and attachments (url, filename).
    """
    found = {row["url"]: row for row in rows}
    expected = expected_articles()
    missing = [f"{url}: missing" for url in expected.keys() - found.keys()]
    surplus = [f"{url}: not an article of the samples" for url in found.keys() - expected.keys()]
    return sorted([*missing, *surplus, *_unequal(found, expected)])


def _unequal(found: dict[str, Mapping[str, Any]], expected: dict[str, dict[str, Any]]) -> Iterator[str]:
    for url in found.keys() & expected.keys():
        for name, wanted in expected[url].items():
            got, want = _comparable(found[url][_COLUMNS.get(name, name)], wanted), _comparable(wanted, wanted)
            if got != want:
                yield f"{url}: {name} {_difference(got, want)}"


def _difference(got: object, want: object) -> str:
    """What is wrong with a value; of lists only the items that are, as a body has many lines."""
    if not (isinstance(got, list) and isinstance(want, list)) or sorted(got) == sorted(want):
        return f"is {got!r} instead of {want!r}"
    surplus, lacking = [item for item in got if item not in want], [item for item in want if item not in got]
    return f"has {surplus} too much and lacks {lacking}"


def _comparable(value: object, like: object) -> object:
    """Text as lines where lines are expected, records as pairs in order, and no value as the empty text."""
    if isinstance(like, list) and isinstance(value, str):
        return value.splitlines()
    if not isinstance(value, list):
        return value or ""
    return [_pair(item) if isinstance(item, dict) else item for item in value]


def _pair(record: dict[str, str]) -> tuple[str, ...]:
    return tuple(record[name] for name in ("url", "caption", "filename") if name in record)
