"""CSV: for spreadsheets safe by default, on request as it is, or as Excel wants it.

A cell that a spreadsheet would run as a formula gets an apostrophe in front; lists become JSON.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipelines.export.outcome import Outcome
from pipelines.export.records import FIELDS

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make spreadsheets run a cell (OWASP, CSV injection)."""
_EXCEL_CELL = 32_767
"""The most characters that a cell of Excel holds; what is longer breaks over several rows."""


class Cells:
    """Turns records into rows of text, and counts what had to be altered."""

    def __init__(self, *, raw: bool, excel: bool) -> None:
        self.raw = raw
        self.excel = excel
        self.outcome = Outcome()

    def row(self, record: dict[str, Any]) -> list[str]:
        """The cells of one article, in the order of the fields."""
        self.outcome.articles += 1
        return [self._cell(record[field.name]) for field in FIELDS]

    def _cell(self, value: object) -> str:
        text = _text(value)
        if not self.raw and text.startswith(_FORMULA):
            self.outcome.altered_cells += 1
            text = f"'{text}"
        if self.excel and len(text) > _EXCEL_CELL:
            self.outcome.cut_cells += 1
            text = text[:_EXCEL_CELL]
        return text


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def write(records: Iterable[dict[str, Any]], output: Path, *, raw: bool = False, excel: bool = False) -> Outcome:
    """Write the records below a row of names. Excel gets a byte order mark and its own line ends."""
    cells = Cells(raw=raw, excel=excel)
    encoding, line_end = ("utf-8-sig", "\r\n") if excel else ("utf-8", "\n")
    with output.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator=line_end)
        writer.writerow([field.name for field in FIELDS])
        writer.writerows(cells.row(record) for record in records)
    return cells.outcome
