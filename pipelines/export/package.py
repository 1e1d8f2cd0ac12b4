"""The data package beside every export: what it is, from which archive, how chosen, whose rights, with a codebook.

After the Data Package specification (version 1): `datapackage.json` with one resource. It holds no time of its own
making, so that equal input gives equal bytes.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict
from functools import cache
from hashlib import file_digest
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipelines.archive.versions import extractor, tool
from pipelines.export.outcome import Outcome
from pipelines.export.records import FIELDS, Field
from pipelines.export.selection import Selection

_RIGHTS = "SELECT id, name, url, synthetic, rights FROM portals ORDER BY id"
_INFO = "SELECT value FROM archive_info WHERE name = 'archive_id'"


def describe(db: Database, output: Path, media_type: str, selection: Selection, outcome: Outcome) -> dict[str, Any]:
    """The package's description of one exported file."""
    return {
        "profile": "data-package",
        "name": "congtin-articles",
        "title": "News of Vietnam's local-government portals, archived by congtin",
        "resources": [_resource(output, media_type)],
        "congtin": {
            "archive_id": archive_id(db),
            "tool": tool(),
            "extractor": extractor(),
            "selection": json.loads(json.dumps(asdict(selection), default=str)),
            "counts": {name: count for name, count in asdict(outcome).items() if count or name == "articles"},
            "portals": [
                {"id": id_, "name": name, "url": url, "synthetic": bool(synthetic), "rights": rights}
                for id_, name, url, synthetic, rights in db.execute(_RIGHTS)
            ],
        },
    }


def archive_id(db: Database) -> str:
    """The name that the archive was given when it was made."""
    return str(db.execute(_INFO).fetchone()[0])


def _resource(output: Path, media_type: str) -> dict[str, Any]:
    with output.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    resource: dict[str, Any] = {
        "name": "articles",
        "path": output.name,
        "mediatype": media_type,
        "bytes": output.stat().st_size,
        "hash": f"sha256:{digest}",
    }
    if media_type in {"application/jsonl", "text/csv", "application/vnd.apache.parquet"}:
        resource |= {"encoding": "utf-8", "schema": {"fields": [_described(field) for field in FIELDS]}}
    return resource


def _described(field: Field) -> dict[str, str]:
    table, column = field.described_as.split(".")
    return {"name": field.name, "type": field.type, "description": _descriptions()[table][column]}


@cache
def _descriptions() -> dict[str, dict[str, str]]:
    text = files("pipelines.archive").joinpath("descriptions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
