"""One article as it leaves: a flat record with lists for its parts, and what each field is.

The fields are the columns of `articles` under the same names; the codebook takes their descriptions from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

from pipelines.archive.history import State, states
from pipelines.export.selection import Selection

Type = Literal["string", "integer", "boolean", "date", "datetime", "array"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the record. `described_as` names the column (table.column) whose description is the field's."""

    name: str
    type: Type
    described_as: str


def _article(type: Type, *names: str) -> list[Field]:
    return [Field(name, type, f"articles.{name}") for name in names]


FIELDS = (
    *_article("string", "key", "portal_id"),
    Field("portal", "string", "portals.name"),
    Field("organisation", "string", "portals.organisation"),
    Field("synthetic", "boolean", "portals.synthetic"),
    *_article("string", "unit_id", "unit_from", "url", "title", "lead", "body", "body_html"),
    *_article("datetime", "published_at"),
    *_article("date", "published_on"),
    *_article("string", "published_precision", "published_raw", "published_from"),
    *_article("datetime", "updated_at"),
    *_article("string", "author", "signature", "byline", "source", "source_url", "section"),
    Field("sections", "array", "article_sections.section"),
    Field("tags", "array", "tags.tag"),
    Field("images", "array", "images.url"),
    Field("captions", "array", "images.caption"),
    Field("attachments", "array", "attachments.url"),
    Field("attachment_sha256", "array", "attachments.sha256"),
    Field("addresses", "array", "article_addresses.url"),
    *_article("string", "language"),
    *_article("integer", "word_count"),
    *_article("string", "content_hash", "duplicate_of"),
    *_article("datetime", "first_seen_at", "last_seen_at", "gone_at"),
    *_article("string", "gone_reason"),
    *_article("integer", "version"),
    *_article("string", "page_id"),
    *_article("datetime", "captured_at"),
    *_article("string", "extractor"),
)
"""In the order of the columns of CSV and Parquet. `duplicate_of` is the other article's key."""

_ARTICLE = """
    SELECT a.key, a.portal_id, p.name AS portal, p.organisation, p.synthetic, a.unit_id, a.unit_from, a.version,
        a.first_seen_at, a.last_seen_at, a.gone_at, a.gone_reason,
        (SELECT key FROM articles AS o WHERE o.id = a.duplicate_of) AS duplicate_of
    FROM articles AS a JOIN portals AS p ON p.id = a.portal_id WHERE a.id = ?
"""
_DIGEST = "SELECT sha256 FROM attachments WHERE article_id = ? AND url = ? AND sha256 IS NOT NULL"


def records(db: Database, selection: Selection) -> Iterator[dict[str, Any]]:
    """The selected articles, in the order of their keys."""
    last = f"{selection.as_of.isoformat()}T24" if selection.as_of else "9999"
    for number in selection.ids(db):
        held = [state for state in states(db, number) if state.capture.captured_at < last]
        yield _record(db, number, held, last)


def _record(db: Database, number: int, held: list[State], last: str) -> dict[str, Any]:
    cursor = db.execute(_ARTICLE, (number,))
    record: dict[str, Any] = dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))
    state = held[-1]
    record |= dict(state.content.columns) | _parts(db, number, state)
    record["synthetic"] = bool(record["synthetic"])
    record["published_on"] = record["published_at"] and record["published_at"][:10]
    record |= {"page_id": state.capture.page_id, "captured_at": state.capture.captured_at}
    record |= {"extractor": state.capture.extractor, "version": len(held)}
    if record["gone_at"] and record["gone_at"] >= last:
        record |= {"gone_at": None, "gone_reason": ""}
    return {field.name: record[field.name] for field in FIELDS}


def _parts(db: Database, number: int, state: State) -> dict[str, list[Any]]:
    parts = state.content.parts
    files = [url for url, *_ in parts["attachments"]]
    addresses = db.execute("SELECT url FROM article_addresses WHERE article_id = ? ORDER BY url", (number,))
    return {
        "sections": list(parts["sections"]),
        "tags": list(parts["tags"]),
        "images": [url for url, _ in parts["images"]],
        "captions": [caption for _, caption in parts["images"]],
        "attachments": files,
        "attachment_sha256": [_digest(db, number, url) for url in files],
        "addresses": [url for (url,) in addresses],
    }


def _digest(db: Database, number: int, url: str) -> str:
    row = db.execute(_DIGEST, (number, url)).fetchone()
    return str(row[0]) if row else ""
