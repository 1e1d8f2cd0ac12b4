"""The bytes of a WARC file, plain or gzipped, with the place of what is read; and how to go on after a broken place.

Must not know what a record is, but for the word that it begins with.
"""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO

_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b\x08"
_BEGINNING = re.compile(rb"WARC/[01]\.\d+\s")
_LONGEST = 16
"""Bytes within which a record's beginning is recognised."""


class BrokenError(Exception):
    """What is read cannot be whole: it breaks off, or is damaged."""


class Source:
    """A plain file. `start` is the place of the record that is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.start = 0

    def mark(self) -> None:
        """A record begins here."""
        self.start = self._file.tell()

    def read(self, size: int) -> bytes:
        """As many bytes as asked for, fewer at the end of the file."""
        return self._file.read(size)

    def readline(self, limit: int) -> bytes:
        """Up to and with the next line feed."""
        return self._file.readline(limit)

    def settle(self) -> None:
        """The record has been read: raise if the file itself can tell that it is damaged."""

    def resume(self) -> bool:
        """Go on at the first beginning of a record after `start`; False where there is none."""
        found = _find(self._file, self.start, _BEGINNING)
        if found is not None:
            self._file.seek(found)
        return found is not None


class GzipSource(Source):
    """A gzipped file of one or more members. `start` is that of the member in which the record begins."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file)
        self._begin(0)

    def _begin(self, place: int) -> None:
        self._file.seek(place)
        self._place = place
        self._raw = self._ready = b""
        self._member: zlib._Decompress | None = None

    def mark(self) -> None:
        """A record begins here."""
        try:
            if not self._ready:
                self._fill()
        finally:
            self.start = self._place

    def read(self, size: int) -> bytes:
        """As many bytes as asked for, fewer at the end of the file."""
        pieces = []
        while size > 0 and (self._ready or self._fill()):
            pieces.append(self._ready[:size])
            self._ready = self._ready[size:]
            size -= len(pieces[-1])
        return b"".join(pieces)

    def readline(self, limit: int) -> bytes:
        """Up to and with the next line feed."""
        while b"\n" not in self._ready[:limit] and len(self._ready) < limit and self._fill():
            pass
        return self.read(min(limit, self._ready.find(b"\n") + 1 or limit))

    def settle(self) -> None:
        """Read the checksum of a member that is at its end."""
        while not self._ready and self._member is not None and not self._member.eof:
            self._decompress(self._member)

    def _fill(self) -> bool:
        """Make more bytes ready; False at the end of the file."""
        before = len(self._ready)
        while len(self._ready) == before:
            if (self._member is None or self._member.eof) and not self._next_member():
                return False
            self._decompress(self._member or zlib.decompressobj(wbits=31))
        return True

    def _next_member(self) -> bool:
        raw = self._member.unused_data if self._member else b""
        raw = raw or self._file.read(_CHUNK)
        if raw:
            self._raw, self._place = raw, self._file.tell() - len(raw)
            self._member = zlib.decompressobj(wbits=31)
        return bool(raw)

    def _decompress(self, member: zlib._Decompress) -> None:
        raw = self._raw or self._file.read(_CHUNK)
        if not raw:
            raise BrokenError("the file ends within it")
        try:
            self._ready += member.decompress(raw, _CHUNK)
        except zlib.error as error:
            raise BrokenError(f"it is damaged ({error})") from error
        self._raw = member.unconsumed_tail

    def resume(self) -> bool:
        """Go on at the first member after `start` that begins with a record; False where there is none."""
        found = _find(self._file, self.start, re.compile(_GZIP))
        while found is not None and not _begins_record(self._file, found):
            found = _find(self._file, found, re.compile(_GZIP))
        if found is not None:
            self._begin(found)
        return found is not None


def open_source(file: BinaryIO) -> Source | None:
    """The source for a WARC file; None where the file begins with no record."""
    head = file.read(_LONGEST)
    file.seek(0)
    if head.startswith(_GZIP):
        return GzipSource(file) if _begins_record(file, 0) else None
    return Source(file) if _BEGINNING.match(head) else None


def _begins_record(file: BinaryIO, place: int) -> bool:
    file.seek(place)
    raw = file.read(_CHUNK)
    file.seek(place)
    try:
        return bool(_BEGINNING.match(zlib.decompressobj(wbits=31).decompress(raw, _LONGEST)))
    except zlib.error:
        return False


def _find(file: BinaryIO, place: int, pattern: re.Pattern[bytes]) -> int | None:
    """Where the pattern is next found after a place, also across the edges of what is read at once."""
    place += 1
    file.seek(place)
    window = b""
    while chunk := file.read(_CHUNK):
        window += chunk
        match = pattern.search(window)
        if match:
            return place + match.start()
        place += max(0, len(window) - _LONGEST)
        window = window[-_LONGEST:]
    return None
