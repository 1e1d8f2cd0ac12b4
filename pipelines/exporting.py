"""One export from beginning to end: choose, write beside the goal, put in place, describe. Reads the archive only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipelines.archive import Archive
from pipelines.export import captures, jsonl, package, snapshot, table
from pipelines.export.outcome import Outcome
from pipelines.export.records import records
from pipelines.export.selection import Selection

Format = Literal["jsonl", "csv", "parquet", "sqlite", "warc", "wacz"]
MEDIA_TYPES: dict[Format, str] = {
    "jsonl": "application/jsonl",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "warc": "application/warc",
    "wacz": "application/wacz",
}
EXTRAS: dict[Format, tuple[str, str]] = {"parquet": ("pyarrow", "parquet"), "wacz": ("cdxj_indexer", "wacz")}
"""Formats that need a package of an extra: its import name and the extra's."""


class ExtraMissingError(RuntimeError):
    """The format needs a package that is not installed."""

    def __init__(self, name: str, extra: str) -> None:
        super().__init__(f"this format needs {name}, which is not installed: pip install 'congtin[{extra}]'")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported, and how. `raw` and `excel` are for CSV, `publish` for SQLite."""

    format: Format
    output: Path
    selection: Selection = field(default_factory=Selection)
    raw: bool = False
    excel: bool = False
    publish: bool = False
    on_article: Callable[[int], None] | None = None


def export(folder: Path, order: Order) -> Outcome:
    """Export from the archive in `folder`; the goal appears only when it is whole, with its data package beside it."""
    part = order.output.with_name(f".part-{order.output.name}")
    try:
        with Archive.open(folder, write=False) as archive:
            outcome = _write(archive, order, part)
            part.replace(order.output)
            about = package.describe(archive.db, order.output, MEDIA_TYPES[order.format], order.selection, outcome)
    finally:
        part.unlink(missing_ok=True)
    package_of(order.output).write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return outcome


def package_of(output: Path) -> Path:
    """Where the data package of an exported file stands."""
    return output.with_name(f"{output.name}.datapackage.json")


def _write(archive: Archive, order: Order, part: Path) -> Outcome:
    if order.format == "sqlite":
        return snapshot.write(archive.folder, part, order.selection, publish=order.publish)
    if order.format in {"warc", "wacz"}:
        return _write_pages(archive, order, part)
    rows = _counted(records(archive.db, order.selection), order.on_article)
    if order.format == "csv":
        return table.write(rows, part, raw=order.raw, excel=order.excel)
    if order.format == "parquet":
        return _parquet(rows, part)
    return jsonl.write(rows, part)


def _counted(rows: Iterator[dict[str, Any]], on_article: Callable[[int], None] | None) -> Iterator[dict[str, Any]]:
    for row in rows:
        if on_article:
            on_article(1)
        yield row


def _parquet(rows: Iterator[dict[str, Any]], part: Path) -> Outcome:
    try:
        from pipelines.export import parquet
    except ImportError as error:
        raise ExtraMissingError(*EXTRAS["parquet"]) from error
    return parquet.write(rows, part)


def _write_pages(archive: Archive, order: Order, part: Path) -> Outcome:
    from pipelines.export import warc

    stored = captures.captures(archive, order.selection)
    latest = captures.latest(archive)
    identity = package.archive_id(archive.db)
    if order.format == "warc":
        outcome = warc.write(stored, part, identity, latest)
    else:
        outcome = _wacz(archive, order, part, lambda target: warc.write(stored, target, identity, latest))
    outcome.articles = sum(1 for _ in order.selection.ids(archive.db))
    return outcome


def _wacz(archive: Archive, order: Order, part: Path, write: Callable[[Path], Outcome]) -> Outcome:
    try:
        from pipelines.export import wacz
    except ImportError as error:
        raise ExtraMissingError(*EXTRAS["wacz"]) from error
    inner = part.with_name("data.warc.gz")
    try:
        outcome = write(inner)
        about = package.describe(archive.db, inner, MEDIA_TYPES["warc"], order.selection, outcome)
        wacz.pack(inner, part, list(captures.entries(archive, order.selection)), about)
    finally:
        inner.unlink(missing_ok=True)
    return outcome
