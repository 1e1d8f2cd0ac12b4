"""The attachments: `files/ab/abcd...`, named by their digest, written before any row speaks of them."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),  # .doc, .xls, .ppt alike
    (b"PK\x03\x04", "application/zip"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"{\\rtf", "application/rtf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
_CONTAINERS = {"application/zip", "application/x-ole-storage"}
"""Signatures of containers: what the server says is more exact, where it says more than octet-stream."""
_UNSAID = {"", "application/octet-stream", "application/force-download", "application/download", "text/plain"}


class Files:
    """The folder `files/` of an archive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Where the file with this digest is."""
        return self.folder / digest[:2] / digest

    def put(self, body: bytes) -> str:
        """Store a file so that it survives a power cut, and return its digest."""
        digest = sha256(body).hexdigest()
        target = self.path(digest)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _write(target, body)
        return digest


def media_type(body: bytes, said: str) -> str:
    """What the first bytes show, or else what the server said."""
    said = said.partition(";")[0].strip().lower()
    shown = next((name for signature, name in _SIGNATURES if body.startswith(signature)), "")
    if not shown or (shown in _CONTAINERS and said not in _UNSAID):
        return said
    return shown


def _write(target: Path, body: bytes) -> None:
    with NamedTemporaryFile(dir=target.parent, prefix=".part-", delete=False) as part:
        try:
            part.write(body)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).rename(target)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
    _sync(target.parent)
    _sync(target.parent.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
