"""How much room saved pages take in pages.db, against a gzip WARC of the same pages.

The dictionary is trained on other pages: the first half of them (at least 60), in random order, is stored before, and
only what the second half adds is counted.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.items import Page
from pipelines.archive import Archive
from pipelines.archive.compression import TRAINED_ON
from pipelines.archive.pages import Fetch

_PORTAL = "measured"


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes of the counted pages. `payload` is compressed bodies and headers, `disk` what pages.db grew by."""

    pages: int
    plain: int
    warc: int
    payload: int
    disk: int
    dictionaries: int


def room(folder: Path, pages: Sequence[Page]) -> Room:
    """Store the pages in a new archive and count."""
    pages = random.Random(1).sample(list(pages), len(pages))
    half = max(TRAINED_ON, len(pages) // 2)
    before, counted = pages[:half], pages[half:]
    with Archive.open(folder, write=True) as archive:
        fetch = Fetch(_PORTAL, None, "article", "article")
        archive.pages.put(before, fetch, {})
        first = _room_in(folder), _payload(archive)
        archive.pages.put(counted, fetch, {})
        last = _room_in(folder), _payload(archive)
        sql = "SELECT coalesce(sum(length(data)), 0) FROM dictionaries"
        dictionaries = archive.pages.db.execute(sql).fetchone()[0]
    plain = sum(len(page.body) for page in counted)
    return Room(len(counted), plain, _warc(counted), last[1] - first[1], last[0] - first[0], dictionaries)


def _payload(archive: Archive) -> int:
    sql = "SELECT (SELECT sum(length(data)) FROM bodies) + (SELECT sum(length(headers)) FROM pages)"
    return int(archive.pages.db.execute(sql).fetchone()[0])


def _room_in(folder: Path) -> int:
    """The database's own size, without the log of what is not in it yet."""
    db = sqlite3.connect(folder / "pages.db")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return (folder / "pages.db").stat().st_size


def _warc(pages: Sequence[Page]) -> int:
    """Response records alone, as gzip WARC: one member each."""
    written = BytesIO()
    writer = WARCWriter(written, gzip=True)
    for page in pages:
        headers = StatusAndHeaders(f"{page.status} OK", list(page.headers), protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(page.url, "response", payload=BytesIO(page.body), http_headers=headers)
        )
    return len(written.getvalue())
