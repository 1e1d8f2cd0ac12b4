"""The states of an article: which it has now, which it had, when it was seen and when it was gone.

All of it follows from the captures, ordered by time, whatever the order in which they arrived: captures that show the
same content one after another are one state, read from the first of them. Answers that the article is gone lie between
them and part nothing: an article that returns unchanged goes on as the state that it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from sqlite_utils import Database

from pipelines.archive.content import COLUMNS, Content, canonical_json
from pipelines.archive.indexing import index_later
from pipelines.archive.parts import read_parts, write_parts
from pipelines.archive.revisit import revisit

_STATE = (*COLUMNS, "page_id", "captured_at", "extractor", "template_id")
_SET = ", ".join(f"{column} = ?" for column in _STATE)
_SELECT = ", ".join(_STATE)
_INSERT_VERSION = (
    f"INSERT INTO article_versions (article_id, version, parts, {_SELECT}) VALUES (?, ?, ?{', ?' * len(_STATE)})"
)


class Manner(NamedTuple):
    """How a page is read: by which extractor, and with which template."""

    extractor: str
    template_id: int | None


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetch of an article's address. Without content it showed that nothing is there."""

    page_id: str
    captured_at: str
    outcome: str
    extractor: str = ""
    template_id: int | None = None

    @property
    def manner(self) -> Manner:
        """How its page was read."""
        return Manner(self.extractor, self.template_id)


@dataclass(frozen=True, slots=True)
class State:
    """A content, with the capture that it was first read from."""

    content: Content
    capture: Capture

    def values(self) -> list[Any]:
        """In the order of the columns in `_STATE`."""
        capture = self.capture
        own = [capture.page_id, capture.captured_at, capture.extractor, capture.template_id]
        return [self.content.columns[column] for column in COLUMNS] + own


def insert(db: Database, key: str, portal_id: str, state: State) -> int:
    """A new article, in its first state. In the caller's transaction, at whose end it is indexed."""
    seen = state.capture.captured_at
    columns = ("id", "key", "portal_id", "first_seen_at", "last_seen_at", *_STATE)
    sql = f"INSERT INTO articles ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    article_id = int(db.execute("SELECT coalesce(max(id), 0) + 1 FROM articles").fetchone()[0])
    index_later(db, article_id)
    db.execute(sql, [article_id, key, portal_id, seen, seen, *state.values()])
    write_parts(db, article_id, state.content.parts)
    note(db, article_id, state.capture, state.content.hash)
    return article_id


def record(db: Database, article_id: int, state: State) -> bool:
    """A further capture of an article; return whether its present content is another now."""
    before = _present(db, article_id)
    late = db.execute(
        "SELECT 1 FROM captures WHERE article_id = ? AND captured_at > ? AND content_hash <> ''",
        (article_id, state.capture.captured_at),
    ).fetchone()
    note(db, article_id, state.capture, state.content.hash)
    if late:
        _rebuild(db, article_id, state)
    elif state.content.hash != before[0]:
        _succeed(db, article_id, before[1], state)
    else:
        db.execute("UPDATE articles SET url = ? WHERE id = ?", (state.content.columns["url"], article_id))
    sightings(db, article_id)
    return bool(_present(db, article_id)[0] != before[0])


def record_sighting(db: Database, article_id: int, capture: Capture) -> None:
    """The address answered as before (304), or that nothing is there."""
    content_hash = _present(db, article_id)[0] if capture.outcome == "unchanged" else ""
    note(db, article_id, capture, content_hash)
    sightings(db, article_id)


def sightings(db: Database, article_id: int) -> None:
    """Set when the article was first and last seen, and since when it is gone."""
    sql = "UPDATE articles SET first_seen_at = ?, last_seen_at = ?, gone_at = ?, gone_reason = ? WHERE id = ?"
    db.execute(sql, (*sighted(db, article_id), article_id))


def sighted(db: Database, article_id: int) -> tuple[str, str, str | None, str]:
    """First and last time, since when it is gone if enough answers in a row say so, and which answers those are."""
    seen = "SELECT min(captured_at), max(captured_at) FROM captures WHERE article_id = ? AND content_hash <> ''"
    first, last = db.execute(seen, (article_id,)).fetchone()
    missed = "SELECT captured_at, outcome FROM captures WHERE article_id = ? AND captured_at > ? ORDER BY captured_at"
    misses = db.execute(missed, (article_id, last)).fetchall()
    is_gone = len(misses) >= revisit().misses or any(outcome == "replaced" for _, outcome in misses)
    return (first, last, misses[0][0], _reason(misses)) if is_gone else (first, last, None, "")


def _reason(misses: list[tuple[str, str]]) -> str:
    return ", ".join(f"{outcome} ({captured_at[:10]})" for captured_at, outcome in misses)


def _present(db: Database, article_id: int) -> tuple[str, int]:
    row = db.execute("SELECT content_hash, version FROM articles WHERE id = ?", (article_id,)).fetchone()
    return str(row[0]), int(row[1])


def note(db: Database, article_id: int, capture: Capture, content_hash: str) -> None:
    """Write that the article was captured, and with which content."""
    row = (article_id, capture.captured_at, capture.page_id, capture.outcome, content_hash)
    db.execute("INSERT OR REPLACE INTO captures VALUES (?, ?, ?, ?, ?)", row)


def _succeed(db: Database, article_id: int, version: int, state: State) -> None:
    """The usual way: the present state becomes a version, the new one takes its place."""
    parts = canonical_json(read_parts(db, article_id))
    present = db.execute(f"SELECT {_SELECT} FROM articles WHERE id = ?", (article_id,)).fetchone()
    db.execute(_INSERT_VERSION, (article_id, version, parts, *present))
    write_present(db, article_id, version + 1, state)


def write_present(db: Database, article_id: int, version: int, state: State) -> None:
    """Make a state the article's present one, under this number."""
    sql = f"UPDATE articles SET version = ?, {_SET} WHERE id = ?"
    db.execute(sql, [version, *state.values(), article_id])
    write_parts(db, article_id, state.content.parts)


def _is_present(db: Database, article_id: int, state: State) -> bool:
    row = db.execute(f"SELECT {_SELECT} FROM articles WHERE id = ?", (article_id,)).fetchone()
    return list(row) == state.values() and read_parts(db, article_id) == state.content.parts


def _rebuild(db: Database, article_id: int, late: State) -> None:
    """A capture arrived after later ones: all states are put in their places anew."""
    known = {state.content.hash: state for state in [*states(db, article_id), late]}
    write_states(db, article_id, list(_in_order(db, article_id, known)))


def write_states(db: Database, article_id: int, states: Sequence[State]) -> None:
    """Give an article these states, in their order, in place of what it had."""
    *earlier, present = states
    db.execute("DELETE FROM article_versions WHERE article_id = ?", (article_id,))
    for version, state in enumerate(earlier, 1):
        parts = canonical_json(state.content.parts)
        db.execute(_INSERT_VERSION, (article_id, version, parts, *state.values()))
    if _is_present(db, article_id, present):  # the search index would be written again, for the same words
        db.execute("UPDATE articles SET version = ? WHERE id = ?", (len(earlier) + 1, article_id))
    else:
        write_present(db, article_id, len(earlier) + 1, present)


def _in_order(db: Database, article_id: int, known: dict[str, State]) -> Iterator[State]:
    sql = """
        SELECT content_hash, page_id, captured_at, outcome FROM captures
        WHERE article_id = ? AND content_hash <> '' ORDER BY captured_at, page_id
    """
    for content_hash, captures in groupby(db.execute(sql, (article_id,)).fetchall(), lambda row: row[0]):
        _, page_id, captured_at, outcome = next(captures)
        state = known[content_hash]
        capture = Capture(page_id, captured_at, outcome, state.capture.extractor, state.capture.template_id)
        yield State(state.content, capture)


def states(db: Database, article_id: int) -> list[State]:
    """All states of an article, the present one last."""
    sql = f"SELECT parts, {_SELECT} FROM article_versions WHERE article_id = ? ORDER BY version"
    earlier = [_state(row[1:], json.loads(row[0])) for row in db.execute(sql, (article_id,)).fetchall()]
    present = db.execute(f"SELECT {_SELECT} FROM articles WHERE id = ?", (article_id,)).fetchone()
    return [*earlier, _state(present, read_parts(db, article_id))]


def state(db: Database, article_id: int, version: int) -> tuple[State, bool]:
    """One state of an article, and whether it is the present one."""
    present = f"SELECT {_SELECT} FROM articles WHERE id = ? AND version = ?"
    row = db.execute(present, (article_id, version)).fetchone()
    if row is not None:
        return _state(row, read_parts(db, article_id)), True
    earlier = f"SELECT parts, {_SELECT} FROM article_versions WHERE article_id = ? AND version = ?"
    parts, *columns = db.execute(earlier, (article_id, version)).fetchone()
    return _state(tuple(columns), json.loads(parts)), False


def _state(row: tuple[Any, ...], parts: dict[str, list[Any]]) -> State:
    columns = dict(zip(_STATE, row, strict=True))
    capture = Capture(
        columns["page_id"], columns["captured_at"], "article", columns["extractor"], columns["template_id"]
    )
    return State(Content({name: columns[name] for name in COLUMNS}, parts), capture)
