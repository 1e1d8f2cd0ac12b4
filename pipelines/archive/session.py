"""The archive of a Scrapy crawler: opened once, at the setting ARCHIVE_DIR, and closed when its engine has stopped."""

from __future__ import annotations

from pathlib import Path
from weakref import WeakKeyDictionary

from scrapy import signals
from scrapy.crawler import Crawler

from pipelines.archive.archive import Archive
from pipelines.archive.frontier import ArchiveFrontier

_open: WeakKeyDictionary[Crawler, Archive] = WeakKeyDictionary()


def archive_of(crawler: Crawler) -> Archive:
    """The archive that this crawler writes to."""
    if crawler not in _open:
        archive = _open[crawler] = Archive.open(Path(crawler.settings["ARCHIVE_DIR"]), write=True)
        crawler.signals.connect(archive.close, signals.engine_stopped, weak=False)
    return _open[crawler]


def frontier_of(crawler: Crawler) -> ArchiveFrontier:
    """What the setting FRONTIER names."""
    return archive_of(crawler).frontier
