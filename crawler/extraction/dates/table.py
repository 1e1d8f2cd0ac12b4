"""Reads the tables of dates and compiles the forms; the one place that knows how `date_forms.toml` is written.

It must not know what a page is or which date of several counts.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from crawler import data
from crawler.extraction.dates.found import DateKind
from crawler.extraction.dates.words import any_of


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(data.path("extraction", name).read_text("utf-8"))


TABLE = _read("date_forms.toml")
PLACES = _read("date_places.toml")
_PIECE = re.compile(r"<(=?)(\w+)>")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to print a date. `pieces` are the groups that its pattern has, without their suffix."""

    name: str
    suffix: str
    pattern: str
    pieces: tuple[str, ...]
    alone: bool
    void: bool

    def read(self, match: re.Match[str]) -> dict[str, str]:
        """The pieces of a date in this form, those that were printed."""
        groups = {piece: match.group(piece + self.suffix) for piece in self.pieces}
        return {piece: text for piece, text in groups.items() if text}


def _form(number: int, row: dict[str, Any]) -> Form:
    suffix = f"_{number}"

    def piece(match: re.Match[str]) -> str:
        back, name = match.groups()
        return f"(?P={name}{suffix})" if back else f"(?P<{name}{suffix}>{TABLE['part'][name]})"

    pieces = tuple(name for back, name in _PIECE.findall(row["pattern"]) if not back)
    pattern = f"(?P<form{suffix}>{_PIECE.sub(piece, row['pattern'])})"
    return Form(row["name"], suffix, pattern, pieces, row.get("alone", False), row.get("void", False))


def _lookup(section: str) -> dict[str, int]:
    return {word: int(number) for number, words in TABLE[section].items() for word in words}


FORMS = {f"form_{number}": _form(number, row) for number, row in enumerate(TABLE["form"])}
DATE = re.compile(
    r"(?:(?=\d)|(?<!\w)(?=[^\W\d]))"  # where a date can begin at all: most places of a text are none
    r"(?<![\d])(?<!\d[/.\-:])(?<![$€£])(?:"
    + "|".join(form.pattern for form in FORMS.values())
    + r")(?:(?<=[日号號일])|(?!\d|[/.]\d|/[^\W\d]))",
    re.IGNORECASE,
)
MONTHS = _lookup("months")
WEEKDAYS = _lookup("weekdays")
ZONES = {name.lower(): timedelta(hours=hours) for name, hours in TABLE["zones"].items()}
ZONE_NAMES = any_of(TABLE["zones"])


def _labels() -> re.Pattern[str]:
    """All labels in one alternation, a group for each kind; those that touch must stand right before the date."""
    kinds: dict[str, list[str]] = {}
    for row in TABLE["label"]:
        tail = r"(?=[\s,:|(]{0,3}(?:ngày|lúc|the)?[\s,:]{0,3}$)" if row.get("touches") else ""
        words = row.get("pattern") or any_of(row["words"]) + r"(?!\w)"
        kinds.setdefault(row["kind"], []).append(words + tail)
    return re.compile(
        r"(?<!\w)(?:" + "|".join(f"(?P<{kind}>{'|'.join(parts)})" for kind, parts in kinds.items()) + ")", re.IGNORECASE
    )


_LABEL_ONLY = 30

LABEL = _labels()
CLOCK = re.compile(TABLE["clock"]["pattern"])
MACHINE = {name: (rank, row["kind"]) for rank, row in enumerate(PLACES["name"]) for name in row["names"]}
"""Names of machine-readable dates: how telling each is, and what kind of time it holds."""


def label_kind(text: str) -> DateKind:
    """The kind that a text of nothing but a label gives to the date behind it."""
    match = LABEL.match(text.strip()) if len(text) <= _LABEL_ONLY else None
    return cast(DateKind, match.lastgroup) if match else "unknown"
