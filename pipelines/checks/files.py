"""The attachments in files/: every row with its file, every file with the bytes that its name says."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import file_digest
from pathlib import Path

from pipelines.archive import Archive
from pipelines.checks.problem import Check

Found = Iterator[tuple[str, str]]
_RESTORE = "restore it from a copy of the folder files/, or fetch its address again with `congtin crawl --full`"


def _files(archive: Archive) -> Found:
    for digest, size in archive.db.execute("SELECT sha256, size FROM files"):
        if wrong := _wrong(archive.files.path(digest), digest, size):
            yield f"file {digest}", wrong


def _wrong(file: Path, digest: str, size: int) -> str:
    if not file.is_file():
        return "is missing in files/"
    if file.stat().st_size != size:
        return f"has {file.stat().st_size} bytes instead of {size}"
    with file.open("rb") as data:
        return "" if file_digest(data, "sha256").hexdigest() == digest else "has other bytes than its name says"


def _unknown(archive: Archive) -> Found:
    for table in ("attachments", "frontier"):
        sql = f"SELECT url, sha256 FROM {table} WHERE sha256 IS NOT NULL AND sha256 NOT IN (SELECT sha256 FROM files)"
        for url, digest in archive.db.execute(sql):
            yield f"{table}: {url}", f"leads to file {digest}, of which nothing is known"


CHECKS = [Check("files", _files, _RESTORE), Check("attachments", _unknown, _RESTORE)]
