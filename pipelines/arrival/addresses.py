"""The frontiers of two archives as one: of each address the later knowledge, whichever archive it is in.

Where and when an address was first named comes from the archive that knew it first. Knows no pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from sqlite_utils import Database

from pipelines.archive.content import canonical_json

_FETCHED = (
    "portal_id", "host", "role", "section", "walk", "page_number", "identity", "state", "outcome", "reason", "status",
    "etag", "last_modified", "fetched_at", "next_due_at", "attempts", "redirects_to", "page_id", "sha256",
)  # fmt: skip
_FOUND = ("found_at", "found_on", "found_title", "found_date", "found_day")
_COLUMNS = ("url", "key", *_FETCHED, *_FOUND, "listed_at")
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM frontier"
_INSERT = f"INSERT INTO frontier ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_UPDATE = f"UPDATE frontier SET {', '.join(f'{column} = ?' for column in _COLUMNS[2:])}, run_id = NULL WHERE url = ?"
_STATES = ("excluded", "pending", "failed", "done")
_BATCH = 1000

Row = dict[str, Any]


def merge_addresses(db: Database, other: Database, is_stored: Callable[[str], bool]) -> None:
    """Take in what another archive knows of addresses, in transactions of their own; no page that was left out."""
    rows = (dict(zip(_COLUMNS, row, strict=True)) for row in other.execute(f"{_SELECT} ORDER BY url"))
    while batch := list(islice(rows, _BATCH)):
        with db.atomic():
            for row in batch:
                if row["page_id"] and not is_stored(row["page_id"]):
                    row["page_id"] = None
                _merge(db, row)


def redirects(other: Database) -> Iterator[str]:
    """The addresses that others lead to."""
    for (url,) in other.execute("SELECT DISTINCT redirects_to FROM frontier WHERE redirects_to IS NOT NULL ORDER BY 1"):
        yield url


def gone(other: Database) -> Iterator[str]:
    """The addresses at which nothing is any more."""
    for (url,) in other.execute("SELECT url FROM frontier WHERE outcome IN ('gone', 'soft_404') ORDER BY url"):
        yield url


def _merge(db: Database, theirs: Row) -> None:
    found = db.execute(f"{_SELECT} WHERE url = ?", (theirs["url"],)).fetchone()
    if found is None:
        db.execute(_INSERT, list(theirs.values()))
        return
    ours = dict(zip(_COLUMNS, found, strict=True))
    merged = united(ours, theirs)
    if merged != ours:
        db.execute(_UPDATE, [*(merged[column] for column in _COLUMNS[2:]), ours["url"]])


def united(one: Row, other: Row) -> Row:
    """What two archives know of one address; the same, whichever of them is named first."""
    later = max(one, other, key=_knowledge)
    first, second = sorted((one, other), key=lambda row: canonical_json([row[column] for column in _FOUND]))
    found = {column: first[column] or second[column] for column in _FOUND}
    listed_at = max(one["listed_at"] or "", other["listed_at"] or "") or None
    return {**later, **found, "listed_at": listed_at}


def _knowledge(row: Row) -> tuple[bool, str, int, str]:
    """What was withdrawn stays so; else the later visit counts, and any visit more than none."""
    is_withdrawn = row["outcome"] == "withdrawn"
    fetched = canonical_json([row[column] for column in _FETCHED])
    return is_withdrawn, row["fetched_at"] or "", _STATES.index(row["state"]), fetched
