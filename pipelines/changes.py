"""What a publisher changed in an article, from state to state: which field, and word by word how.

Reads the archive only. When an article was gone and came back, that stands between the states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from sqlite_utils import Database

from pipelines.archive.history import State, states

Kind = Literal["equal", "removed", "added"]
Piece = tuple[Kind, str]

FIELDS = ("title", "lead", "body", "published_at", "signature", "author", "source")
LISTS = ("images", "attachments", "tags")
_WORDS = re.compile(r"\s+|[^\s]+")
_MISSED = "SELECT captured_at, outcome FROM captures WHERE article_id = ? AND content_hash = '' ORDER BY captured_at"


@dataclass(frozen=True, slots=True)
class Edit:
    """One field that differs between two states, as pieces that in order give the old and the new text."""

    field: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Step:
    """A state of the article and what made it differ from the one before; the first has no edits.

    `missed` are the answers since the state before that nothing was at the address: (time, outcome).
    """

    version: int
    captured_at: str
    page_id: str
    missed: list[tuple[str, str]]
    edits: list[Edit]


def history_of(db: Database, article_id: int) -> list[Step]:
    """All states of an article, the earliest first."""
    misses = [(str(at), str(outcome)) for at, outcome in db.execute(_MISSED, (article_id,)).fetchall()]
    steps: list[Step] = []
    before: State | None = None
    for version, state in enumerate(states(db, article_id), 1):
        capture = state.capture
        since = before.capture.captured_at if before else ""
        missed = [miss for miss in misses if since < miss[0] < capture.captured_at]
        edits = list(_edits(before, state)) if before else []
        steps.append(Step(version, capture.captured_at, capture.page_id, missed, edits))
        before = state
    return steps


def _edits(old: State, new: State) -> Iterator[Edit]:
    for field in FIELDS:
        yield from _edit(field, str(old.content.columns[field] or ""), str(new.content.columns[field] or ""))
    for field in LISTS:
        yield from _edit(field, _listed(old.content.parts[field]), _listed(new.content.parts[field]))


def _listed(parts: list[object]) -> str:
    return "\n".join(" ".join(map(str, part)) if isinstance(part, list) else str(part) for part in parts)


def _edit(field: str, old: str, new: str) -> Iterator[Edit]:
    if old != new:
        yield Edit(field, words_between(old, new))


def words_between(old: str, new: str) -> list[Piece]:
    """The difference of two texts by whole words; joined without the added pieces they give the old text."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("equal", "".join(before[a:b])))
            continue
        if a < b:
            pieces.append(("removed", "".join(before[a:b])))
        if c < d:
            pieces.append(("added", "".join(after[c:d])))
    return pieces
