"""WACZ 1.1.1: one zip with the WARC, its index and a list of the articles' pages, as replay tools open it.

The index is made by cdxj-indexer (the extra `wacz`). Entries carry no time of their making.
"""

from __future__ import annotations

import gzip
import json
import zipfile
from hashlib import file_digest, sha256
from io import StringIO
from pathlib import Path
from shutil import copyfileobj
from typing import Any

from cdxj_indexer.main import CDXJIndexer

VERSION = "1.1.1"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can say."""


def pack(warc: Path, output: Path, pages: list[dict[str, Any]], about: dict[str, Any]) -> None:
    """Pack a WARC file. `pages` are {"url", "ts", "title"}; `about` is added to the package's description."""
    with warc.open("rb") as file:
        resources = [_resource(f"archive/{warc.name}", file_digest(file, "sha256").hexdigest(), warc.stat().st_size)]
    parts = {"indexes/index.cdx.gz": gzip.compress(_index(warc), mtime=0), "pages/pages.jsonl": _pages(pages)}
    resources += [_resource(path, sha256(data).hexdigest(), len(data)) for path, data in parts.items()]
    package = about | {"profile": "data-package", "wacz_version": VERSION, "resources": resources}
    parts["datapackage.json"] = json.dumps(package, ensure_ascii=False, indent=2).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{sha256(parts['datapackage.json']).hexdigest()}"}
    parts["datapackage-digest.json"] = json.dumps(digest, indent=2).encode()
    with zipfile.ZipFile(output, "w") as package_file:
        with warc.open("rb") as source, package_file.open(_entry(f"archive/{warc.name}"), "w", force_zip64=True) as to:
            copyfileobj(source, to)
        for path, data in parts.items():
            package_file.writestr(_entry(path), data)


def _entry(path: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(path, _ZIP_TIME)


def _resource(path: str, digest: str, size: int) -> dict[str, Any]:
    return {"name": Path(path).name, "path": path, "hash": f"sha256:{digest}", "bytes": size}


def _index(warc: Path) -> bytes:
    index = StringIO()
    CDXJIndexer(index, [str(warc)], sort=True, post_append=True).process_all()
    return index.getvalue().encode()


def _pages(pages: list[dict[str, Any]]) -> bytes:
    head = {"format": "json-pages-1.0", "id": "pages", "title": "Articles"}
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [head, *pages]).encode()
