"""The records of a WARC file, one after another: what is whole is given, the rest is named with its place.

Must not know what a record's block holds.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.settings import DOWNLOAD_MAXSIZE
from pipelines.arrival.source import BrokenError, Source, open_source

LIMIT = DOWNLOAD_MAXSIZE + (1 << 20)
"""Bytes of a block that are held in memory: the largest page of a crawl, and its headers."""
_LONGEST_LINE = 1 << 16
_MOST_LINES = 1000
_CHUNK = 1 << 20
_ALGORITHMS = frozenset({"md5", "sha1", "sha256", "sha512"})


class NoWarcError(ValueError):
    """The file is none that can be imported."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record whose block is whole. The names of `headers` are in lower case."""

    offset: int
    headers: dict[str, str]
    block: bytes

    @property
    def type(self) -> str:
        """As response, request, revisit or resource."""
        return self.headers.get("warc-type", "")

    @property
    def id(self) -> str:
        """The record's own name."""
        return self.headers.get("warc-record-id", "")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place of a file, in words."""

    file: Path
    offset: int
    problem: str

    def __str__(self) -> str:
        return f"{self.file}, byte {self.offset}: {self.problem}"


def records(path: Path) -> Iterator[Record | Fault]:
    """All records in order; NoWarcError where the file does not begin with one."""
    with path.open("rb") as file:
        source = open_source(file)
        if source is None:
            raise NoWarcError(f"{path} is no WARC file: it does not begin with a WARC record.")
        while True:
            try:
                record = _next(source)
            except BrokenError as error:
                yield Fault(path, source.start, f"a record is left out: {error}")
                if not source.resume():
                    return
                continue
            if record is None:
                return
            too_large = len(record.block) > LIMIT
            yield Fault(path, record.offset, "a record is left out: it is too large") if too_large else record


def _next(source: Source) -> Record | None:
    """The next record; None at the end of the file."""
    source.mark()
    line = source.readline(_LONGEST_LINE)
    while line and not line.strip():
        source.mark()
        line = source.readline(_LONGEST_LINE)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise BrokenError("what follows the record before it is no record")
    headers = _headers(source)
    size = headers.get("content-length", "")
    if not size.isdecimal():
        raise BrokenError("it does not say how long it is")
    block = _block(source, int(size))
    source.settle()
    _check(headers, block)
    return Record(source.start, headers, block)


def _headers(source: Source) -> dict[str, str]:
    headers: dict[str, str] = {}
    name = ""
    for _ in range(_MOST_LINES):
        line = source.readline(_LONGEST_LINE)
        if not line.endswith(b"\n"):
            raise BrokenError("the file ends within it" if len(line) < _LONGEST_LINE else "a header has no end")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return headers
        if text[0] in " \t":
            headers[name] = f"{headers.get(name, '')} {text.strip()}"
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        headers.setdefault(name, value.strip())
    raise BrokenError("its headers have no end")


def _block(source: Source, size: int) -> bytes:
    """The block and the empty lines after it; of one that is too large only as much as shows that it is."""
    block = source.read(min(size, LIMIT + 1))
    rest = size - len(block)
    while rest > 0 and (skipped := len(source.read(min(rest, _CHUNK)))):
        rest -= skipped
    if rest:
        raise BrokenError("the file ends within it")
    source.readline(2)
    source.readline(2)
    return block


def _check(headers: dict[str, str], block: bytes) -> None:
    """A plain file can only tell by its digests that a block was damaged."""
    name, _, said = headers.get("warc-block-digest", "").partition(":")
    if len(block) > LIMIT or name.lower() not in _ALGORITHMS or not said:
        return
    found = hashlib.new(name.lower(), block, usedforsecurity=False)
    if said.lower() not in (found.hexdigest(), base64.b32encode(found.digest()).decode().lower()):
        raise BrokenError("it is damaged (its block has another digest than it says)")
