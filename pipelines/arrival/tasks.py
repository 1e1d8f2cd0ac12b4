"""Arrived pages that are to be read, and what is read from them, in whichever process. Must not know how to write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.items import Page, Visit
from crawler.portals import Portal
from pipelines.archive import Archive
from pipelines.archive.files import media_type
from pipelines.archive.pages import digest
from pipelines.arrival.reading import read

File = tuple[str, int, str]
"""Digest, size and media type."""


@dataclass(frozen=True, slots=True)
class Task:
    """A page to be read."""

    page_id: str
    portal: Portal


@dataclass(frozen=True, slots=True)
class Read:
    """What a page says. `file` is the document that it is, if it is one."""

    visit: Visit
    file: File | None


def read_tasks(archive: Archive, tasks: Sequence[Task]) -> list[Read]:
    """Read pages as a crawl would have."""
    return [_read(archive, task) for task in tasks]


def _read(archive: Archive, task: Task) -> Read:
    page = archive.pages.page(task.page_id).page
    visit = read(archive, page, task.portal)
    return Read(visit, _file(page) if visit.outcome == "file" else None)


def _file(page: Page) -> File:
    said = next((value for name, value in page.headers if name.lower() == "content-type"), "")
    return digest(page.body), len(page.body), media_type(page.body, said)
