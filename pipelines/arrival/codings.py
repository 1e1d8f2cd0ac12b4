"""Undoes what a transfer did to an answer's bytes: chunks, and the codings that its headers name. Pure.

Tools differ in what they record: many undo the chunks, and some the coding, and leave the headers as they were. Bytes
that are not coded as the headers say are therefore taken as they are; bytes that are, and break off, are an error.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from importlib import import_module

import zstandard

from crawler.settings import DOWNLOAD_MAXSIZE

_SIZE_LINE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_PIECE = 1 << 16
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


class UndecodableError(ValueError):
    """The bytes are coded as the headers say, but not whole, or by a coding that is not known."""


def decoded(body: bytes, headers: Sequence[tuple[str, str]]) -> bytes:
    """The bytes as they were before the server sent them."""
    if "chunked" in _named(headers, "transfer-encoding"):
        body = _unchunked(body)
    for coding in reversed(_named(headers, "content-encoding")):
        body = _undone(body, coding)
    if len(body) > DOWNLOAD_MAXSIZE:
        raise UndecodableError("it is too large")
    return body


def _named(headers: Sequence[tuple[str, str]], header: str) -> list[str]:
    values = ",".join(value for name, value in headers if name.lower() == header)
    return [value.strip().lower() for value in values.split(",") if value.strip()]


def _unchunked(body: bytes) -> bytes:
    if not _SIZE_LINE.match(body):
        return body
    pieces: list[bytes] = []
    place = 0
    while match := _SIZE_LINE.match(body, place):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[match.end() : match.end() + size])
        place = match.end() + size
        place += len(b"\r\n") if body[place : place + 2] == b"\r\n" else body[place : place + 1] == b"\n"
    raise UndecodableError("its chunks break off")


def _undone(body: bytes, coding: str) -> bytes:
    if coding in ("", "identity", "none") or not body:
        return body
    if coding not in _CODINGS:
        raise UndecodableError(f"its content coding {coding!r} is not known")
    try:
        return _CODINGS[coding](body)
    except (zlib.error, zstandard.ZstdError) as error:
        raise UndecodableError(f"its content coding {coding} cannot be undone ({error})") from error


def _gunzip(body: bytes) -> bytes:
    return _inflated(body, 31) if body.startswith(_GZIP) else body


def _deflate(body: bytes) -> bytes:
    """As RFC 9110 has it, with the frame of zlib; some servers send it bare. Else it is not coded at all."""
    for bits in (15, -15):
        try:
            return _inflated(body, bits)
        except (zlib.error, UndecodableError):
            continue
    return body


def _inflated(body: bytes, bits: int) -> bytes:
    stream = zlib.decompressobj(wbits=bits)
    plain = stream.decompress(body, DOWNLOAD_MAXSIZE + 1)
    if not stream.eof and not stream.unconsumed_tail:
        raise UndecodableError("its content coding breaks off")
    return plain


def _zstd(body: bytes) -> bytes:
    if not body.startswith(_ZSTD):
        return body
    stream, pieces = zstandard.ZstdDecompressor().decompressobj(), [b""]
    for place in range(0, len(body), _PIECE):
        pieces.append(stream.decompress(body[place : place + _PIECE]))
        if stream.eof or sum(map(len, pieces)) > DOWNLOAD_MAXSIZE:
            return b"".join(pieces)
    raise UndecodableError("its content coding breaks off")


def _brotli(body: bytes) -> bytes:
    try:
        brotli = import_module("brotli")
    except ImportError as error:
        raise UndecodableError("its content coding br needs the package brotli: pip install brotli") from error
    try:
        return bytes(brotli.decompress(body))
    except brotli.error:
        return body


_CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
