"""Pages that were saved from real sites, for measuring: from a folder, or from a recorded site's database.

A folder holds NAME.html, and NAME.json with its `url` beside it; a database has a table `r` with the columns target,
status, headers and body (zlib). Nothing is fetched.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

from crawler.items import Page

_FETCHED = datetime(2025, 7, 1, 8, tzinfo=timezone(timedelta(hours=7)))
_HOST = "http://recorded.example.vn"


def saved_pages(path: Path) -> list[Page]:
    """The whole HTML pages of a folder or database, sorted by address."""
    found = _of_database(path) if path.is_file() else _of_folder(path)
    return sorted(found, key=lambda page: page.url)


def _of_folder(folder: Path) -> Iterator[Page]:
    for at, path in enumerate(sorted(folder.rglob("*.html"))):
        beside = path.with_suffix(".json")
        url = json.loads(beside.read_text("utf-8"))["url"] if beside.is_file() else f"{_HOST}/{path.name}"
        yield _page(url, at, path.read_bytes(), (("Content-Type", "text/html; charset=utf-8"),))


def _of_database(path: Path) -> Iterator[Page]:
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    rows = db.execute("SELECT target, headers, body FROM r WHERE status = 200 ORDER BY target").fetchall()
    db.close()
    for at, (target, headers, packed) in enumerate(rows):
        body = zlib.decompress(packed)
        if b"<html" in body[:4096].lower():
            yield _page(_HOST + target, at, body, tuple(_pairs(headers)))


def _pairs(headers: str) -> Iterator[tuple[str, str]]:
    for line in headers.splitlines():
        name, found, value = line.partition(": ")
        if found:
            yield name, value


def _page(url: str, at: int, body: bytes, headers: tuple[tuple[str, str], ...]) -> Page:
    return Page(url, _FETCHED + timedelta(seconds=at), 200, headers, body)
