"""When articles were seen, and that they are gone: all of it as their captures say."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.archive import Archive
from pipelines.archive.history import sighted, sightings
from pipelines.checks.problem import Check

Found = Iterator[tuple[str, str]]
_UNSEEN = """
    WITH states AS (
        SELECT id, key, version, captured_at, page_id, content_hash FROM articles
        UNION ALL SELECT article_id, key, v.version, v.captured_at, v.page_id, v.content_hash
        FROM article_versions AS v JOIN articles ON id = article_id
    )
    SELECT key, version FROM states WHERE NOT EXISTS (
        SELECT 1 FROM captures WHERE article_id = states.id AND captures.captured_at = states.captured_at
            AND captures.page_id = states.page_id AND captures.content_hash = states.content_hash
    )
"""


def _states(archive: Archive) -> Found:
    for key, version in archive.db.execute(_UNSEEN):
        yield f"article {key}, version {version},", "has no capture with its content"


def _mistimed(archive: Archive) -> Iterator[tuple[int, str]]:
    sql = "SELECT id, key, first_seen_at, last_seen_at, gone_at, gone_reason FROM articles"
    for number, key, *stored in archive.db.execute(sql):
        if tuple(stored) != sighted(archive.db, number):
            yield number, key


def _times(archive: Archive) -> Found:
    for _, key in _mistimed(archive):
        yield f"article {key}", "was seen, or is gone, at other times than its captures say"


def _derive(archive: Archive) -> None:
    with archive.db.atomic():
        for number, _ in list(_mistimed(archive)):
            sightings(archive.db, number)


CHECKS = [
    Check("captures", _states, "read it anew from its stored page with `congtin reextract`"),
    Check("sightings", _times, "`congtin verify --repair` derives them anew", _derive),
]
