"""How bytes are compressed in pages.db: zstd. Knows nothing of what they are."""

from __future__ import annotations

import zstandard
from sqlite_utils import Database

_LEVEL = 3


class Codec:
    """Compresses for one pages.db."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL)
        self._decompressor = zstandard.ZstdDecompressor()

    def compress(self, data: bytes, portal_id: str, kind: str) -> tuple[bytes, int | None]:
        """The compressed bytes, and the number of the dictionary that was used."""
        return self._compressor.compress(data), None

    def decompress(self, data: bytes, dictionary_id: int | None) -> bytes:
        """The bytes again."""
        return self._decompressor.decompress(data)
