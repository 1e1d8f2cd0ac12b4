"""Parquet: dates as dates, times with their zone, codes as text, lists as lists. Needs the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.export.outcome import Outcome
from pipelines.export.records import FIELDS, Field, Type

_ROW_GROUP = 1_000
"""Articles in memory at a time; about 5 MB of text."""
_TYPES: dict[Type, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int32(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "datetime": pa.timestamp("ms", tz="+07:00"),
    "array": pa.list_(pa.string()),
}
_SCHEMA = pa.schema([pa.field(field.name, _TYPES[field.type]) for field in FIELDS])


def write(records: Iterable[dict[str, Any]], output: Path) -> Outcome:
    """Write the records in row groups."""
    outcome = Outcome()
    with pq.ParquetWriter(output, _SCHEMA, compression="zstd") as writer:
        for group in _groups(iter(records)):
            writer.write_table(_table(group))
            outcome.articles += len(group)
    return outcome


def _groups(records: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while group := list(islice(records, _ROW_GROUP)):
        yield group


def _table(group: list[dict[str, Any]]) -> pa.Table:
    columns = [[_value(record[field.name], field) for record in group] for field in FIELDS]
    arrays = [pa.array(column, type=_TYPES[field.type]) for column, field in zip(columns, FIELDS, strict=True)]
    return pa.Table.from_arrays(arrays, schema=_SCHEMA)


def _value(value: Any, field: Field) -> Any:  # noqa: ANN401 - as JSON has it in, as Arrow has it out
    if value is None or field.type not in {"date", "datetime"}:
        return value
    return date.fromisoformat(value) if field.type == "date" else datetime.fromisoformat(value)
