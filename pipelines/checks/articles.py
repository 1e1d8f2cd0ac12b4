"""The articles: contents as their hashes say, derived columns as derived, dates as dates, versions without gaps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, get_args

from crawler.items import Article, Attachment, Image, Precision
from pipelines.archive import Archive
from pipelines.archive.clock import moment
from pipelines.archive.content import Content, content_hash
from pipelines.archive.history import states
from pipelines.archive.parts import block_id
from pipelines.checks.problem import Check

Found = Iterator[tuple[str, str]]
_REEXTRACT = "read it anew from its stored page with `congtin reextract`"
_DERIVED = "`congtin verify --repair` derives it anew"


def _contents(archive: Archive) -> Found:
    for number, key in archive.db.execute("SELECT id, key FROM articles"):
        for version, state in enumerate(states(archive.db, number), 1):
            if not _is_as_hashed(state.content):
                yield f"article {key}, version {version},", "has another content than its hash says"


def _is_as_hashed(content: Content) -> bool:
    try:
        return content_hash(_article(content)) == content.hash
    except ValueError:  # a time that is none
        return False


def _article(content: Content) -> Article:
    """As much of the article as the hash covers."""
    columns: dict[str, Any] = dict(content.columns)
    return Article(
        url=columns["url"],
        title=columns["title"],
        lead=columns["lead"],
        body=columns["body"].split("\n") if columns["body"] else [],
        published=_published(columns["published_at"]),
        signature=columns["byline"],
        source=columns["source"],
        images=[Image(*image) for image in content.parts["images"]],
        attachments=[Attachment(*file) for file in content.parts["attachments"]],
        tags=content.parts["tags"],
    )


def _published(text: str | None) -> datetime | None:
    return moment(text) if text else None


def _versions(archive: Archive) -> Found:
    sql = """
        SELECT key, version, (SELECT count(*) FROM article_versions WHERE article_id = id) AS earlier,
            (SELECT coalesce(max(v.version), 0) FROM article_versions AS v WHERE article_id = id) AS latest
        FROM articles WHERE version <> earlier + 1 OR version <> latest + 1
    """
    for key, version, earlier, _ in archive.db.execute(sql):
        yield f"article {key}", f"is version {version} and has {earlier} earlier ones"


def _dates(archive: Archive) -> Found:
    sql = "SELECT key, published_at, published_on, published_precision FROM articles"
    for key, at, on, precision in archive.db.execute(sql):
        if wrong := _wrong_date(at, on, precision):
            yield f"article {key}", wrong


def _wrong_date(at: str | None, on: str | None, precision: str) -> str:
    if precision not in get_args(Precision) or (at is None) != (precision == "none"):
        return f"has the precision {precision!r} with the time {at!r}"
    if at is None:
        return ""
    try:
        day = moment(at).date().isoformat()
    except ValueError:
        return f"has {at!r} for a time"
    return "" if day == on else f"was published at {at} and is counted on {on}"


_BYLINE = "iif(signature <> '', signature, author)"
_SECTION = """coalesce(
    (SELECT section FROM article_sections WHERE article_id = articles.id ORDER BY position DESC LIMIT 1), ''
)"""


def _derived(archive: Archive) -> Found:
    sql = f"SELECT key FROM articles WHERE byline <> {_BYLINE} OR section <> {_SECTION}"
    for (key,) in archive.db.execute(sql):
        yield f"article {key}", "has a byline or section that does not follow from its parts"
    for _, key, _ in _miscounted(archive):
        yield f"article {key}", "has a wrong count of words"


def _miscounted(archive: Archive) -> Iterator[tuple[int, str, int]]:
    for number, key, lead, body, said in archive.db.execute("SELECT id, key, lead, body, word_count FROM articles"):
        words = len(lead.split()) + len(body.split())
        if words != said:
            yield number, key, words


def _derive(archive: Archive) -> None:
    counts = [(words, number) for number, _, words in _miscounted(archive)]
    with archive.db.atomic():
        archive.db.execute(f"UPDATE articles SET byline = {_BYLINE} WHERE byline <> {_BYLINE}")
        archive.db.execute(f"UPDATE articles SET section = {_SECTION} WHERE section <> {_SECTION}")
        archive.db.conn.executemany("UPDATE articles SET word_count = ? WHERE id = ?", counts)


def _blocks(archive: Archive) -> Found:
    for name, text in archive.db.execute("SELECT block_id, text FROM blocks"):
        if block_id(text) != name:
            yield f"removed block {name}", "has another text than its name says"


_ORPHANS = "NOT EXISTS (SELECT 1 FROM removed_blocks WHERE removed_blocks.block_id = blocks.block_id)"


def _orphans(archive: Archive) -> Found:
    for (name,) in archive.db.execute(f"SELECT block_id FROM blocks WHERE {_ORPHANS}"):
        yield f"removed block {name}", "was removed from no article"


def _drop_orphans(archive: Archive) -> None:
    archive.db.execute(f"DELETE FROM blocks WHERE {_ORPHANS}")


CHECKS = [
    Check("derived columns", _derived, _DERIVED, _derive),
    Check("contents", _contents, _REEXTRACT),
    Check("versions", _versions, _REEXTRACT),
    Check("dates", _dates, _REEXTRACT),
    Check("removed blocks", _blocks, _REEXTRACT),
    Check("orphaned blocks", _orphans, "`congtin verify --repair` deletes it", _drop_orphans),
]
