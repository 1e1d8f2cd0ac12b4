"""What an export held, and what it had to alter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Outcome:
    """Counts of one export. `altered_cells` were made harmless for spreadsheets, `cut_cells` shortened for Excel."""

    articles: int = 0
    altered_cells: int = 0
    cut_cells: int = 0
    pages: int = 0
    revisits: int = 0
    unanswered: int = 0
