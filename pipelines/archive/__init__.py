"""The SQLite archive: schema, stored pages, articles and their versions, frontier. Knows no HTML and no Scrapy."""

from pipelines.archive.archive import Archive
from pipelines.archive.errors import (
    ArchiveError,
    ArchiveMissing,
    DiskFull,
    LockHeld,
    PortalUnknown,
    SchemaTooNew,
    Unwritable,
)

__all__ = [
    "Archive",
    "ArchiveError",
    "ArchiveMissing",
    "DiskFull",
    "LockHeld",
    "PortalUnknown",
    "SchemaTooNew",
    "Unwritable",
]
