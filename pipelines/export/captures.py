"""The stored pages of an export: all of the archive's, or those that the selected articles were captured on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

from pipelines.archive import Archive
from pipelines.archive.clock import moment
from pipelines.archive.pages import StoredPage
from pipelines.export.selection import Selection

_ALL = "SELECT id FROM pages WHERE outcome <> 'withdrawn' ORDER BY url, fetched_at, id"
_OF_ARTICLE = """
    SELECT DISTINCT page_id, captured_at FROM captures
    WHERE article_id = ? AND captured_at < ? ORDER BY captured_at, page_id
"""
_OF_FILES = """
    SELECT DISTINCT f.page_id FROM attachments AS t JOIN frontier AS f ON f.url = t.url
    WHERE t.article_id = ? AND t.sha256 IS NOT NULL AND f.page_id IS NOT NULL ORDER BY t.position
"""
_LATEST = "SELECT max(fetched_at) FROM pages"
_ENTRY = "SELECT url, title, captured_at FROM articles WHERE id = ?"


def captures(archive: Archive, selection: Selection) -> Iterator[StoredPage]:
    """By address and time where everything is meant, else by the articles' keys; a page is given once."""
    if selection.everything:
        for (page_id,) in archive.pages.db.execute(_ALL):
            yield archive.pages.page(page_id)
        return
    last = f"{selection.as_of.isoformat()}T24" if selection.as_of else "9999"
    given: set[str] = set()
    for number in selection.ids(archive.db):
        for page_id in _pages_of(archive, number, last):
            if page_id not in given and _is_shown(archive, page_id):
                given.add(page_id)
                yield archive.pages.page(page_id)


def _is_shown(archive: Archive, page_id: str) -> bool:
    """Not where a withdrawn text was quoted and could not be cut out."""
    row = archive.pages.db.execute("SELECT outcome FROM pages WHERE id = ?", (page_id,)).fetchone()
    return row is not None and row[0] != "withdrawn"


def _pages_of(archive: Archive, number: int, last: str) -> list[str]:
    pages = archive.db.execute(_OF_ARTICLE, (number, last)).fetchall()
    files = archive.db.execute(_OF_FILES, (number,)).fetchall()
    return [page_id for page_id, *_ in [*pages, *files]]


def latest(archive: Archive) -> str:
    """When the archive's latest page was fetched, as WARC has it."""
    (fetched_at,) = archive.pages.db.execute(_LATEST).fetchone()
    return utc(fetched_at) if fetched_at else "1970-01-01T00:00:00Z"


def entries(archive: Archive, selection: Selection) -> Iterator[dict[str, str]]:
    """The selected articles as a replay tool lists them."""
    for number in selection.ids(archive.db):
        url, title, captured_at = archive.db.execute(_ENTRY, (number,)).fetchone()
        yield {"url": url, "ts": utc(captured_at), "title": title}


def utc(stamp: str) -> str:
    """A time of the archive in UTC, to the millisecond."""
    return moment(stamp).astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
