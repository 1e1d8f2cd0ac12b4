"""What a site said to one request of a look. Knows neither what is looked for nor how it is fetched."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.items import Page, Reading
from crawler.scouting.errors import (
    ElsewhereError,
    GatedError,
    NoNewsError,
    RefusedError,
    ScoutingError,
    UnreachableError,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One address as it answered, its redirects followed. Exactly one of `reading` and `reason` is empty."""

    url: str
    page: Page | None = None
    reading: Reading | None = None
    outcome: str = ""
    reason: str = ""


ERRORS: dict[str, type[ScoutingError]] = {
    "network_error": UnreachableError,
    "http_error": UnreachableError,
    "maintenance": UnreachableError,
    "refused": RefusedError,
    "gate": GatedError,
    "flood": GatedError,
    "elsewhere": ElsewhereError,
}
"""By the outcome of the home page; any other is an answer without news."""


def error_for(answer: Answer) -> ScoutingError:
    """Why a site whose home page gave this answer can't be looked at."""
    kind = ERRORS.get(answer.outcome, NoNewsError)
    return kind(f"{answer.url} {kind.what}: {answer.reason}")
