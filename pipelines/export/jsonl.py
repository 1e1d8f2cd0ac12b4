"""JSON Lines: one article a line, in UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipelines.export.outcome import Outcome


def write(records: Iterable[dict[str, Any]], output: Path) -> Outcome:
    """Write the records; nothing is left out or altered."""
    outcome = Outcome()
    with output.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            outcome.articles += 1
    return outcome
