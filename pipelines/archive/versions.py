"""Which congtin wrote something: the version of the tool, and of the extraction by its code and tables.

The extraction's version is a digest of its files, so that no change of a phrase or a rule goes unnoticed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import crawler
from crawler.data import path as data_path

_CODE = ("extraction", "text", "platforms", "discovery")
_TABLES = ("extraction", "addresses")


@cache
def tool() -> str:
    """The version of congtin."""
    return version("congtin")


@cache
def extractor() -> str:
    """The tool's version and ten digits over the files that decide what is read from a page."""
    digest = sha256()
    for file in _files():
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return f"{tool()}+{digest.hexdigest()[:10]}"


def _files() -> Iterator[Path]:
    code = Path(crawler.__file__).parent
    for folder in [*(code / name for name in _CODE), *(data_path(name) for name in _TABLES)]:
        yield from sorted(file for file in folder.rglob("*") if file.suffix in {".py", ".toml", ".tsv", ".json"})
