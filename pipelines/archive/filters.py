"""Which articles are meant: the filters that search and exports share, as SQL conditions on `articles AS a`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from pipelines.archive.units import within_province

Condition = tuple[str, list[str]]


@dataclass(frozen=True, slots=True)
class Filters:
    """None leaves a filter out. `province` is a name, slug or unit id, of before or since 1 July 2025.

    `since` and `until` are both included, and leave out undated articles.
    """

    portal: str | None = None
    province: str | None = None
    since: date | None = None
    until: date | None = None
    section: str | None = None

    def conditions(self, db: Database) -> Iterator[Condition]:
        """One condition for each filter that is set."""
        if self.portal is not None:
            yield "a.portal_id = ?", [self.portal]
        if self.since is not None:
            yield "a.published_on >= ?", [self.since.isoformat()]
        if self.until is not None:
            yield "a.published_on <= ?", [self.until.isoformat()]
        if self.section is not None:
            yield "a.id IN (SELECT article_id FROM article_sections WHERE section = ?)", [self.section]
        if self.province is not None:
            units, values = within_province(db, self.province)
            yield f"a.unit_id IN ({units})", values
