"""Twins and near-duplicates: what is said of them follows from the articles' texts.

Articles without a signature, or with that of an earlier text, are not wrong: a killed crawl leaves them to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from struct import unpack

from pipelines import duplicates
from pipelines.archive import Archive
from pipelines.archive.similarity import METHOD, bands, similarity, text_of
from pipelines.archive.twins import regroup
from pipelines.checks.problem import Check

Found = Iterator[tuple[str, str]]
_ANEW = "`congtin verify --repair` compares them anew"

_TWINS = """
    SELECT portal_id, content_hash, key FROM articles AS a WHERE duplicate_of IS NOT (
        SELECT nullif(id, a.id) FROM articles WHERE content_hash = a.content_hash AND portal_id = a.portal_id
        ORDER BY key LIMIT 1
    )
"""
_CURRENT = "signatures JOIN articles USING (content_hash) WHERE id = article_id AND method = ?"
_SIGNED = f"SELECT id, key, title, body, bands FROM {_CURRENT}"
_BANDS = "SELECT value FROM signature_bands WHERE article_id = ?"
_GROUPED = f"""
    SELECT a.id, a.key, a.title, a.body, o.title, o.body, kind, similarity
    FROM duplicates AS d JOIN articles AS a ON a.id = d.article_id JOIN articles AS o ON o.id = group_id
    WHERE a.id IN (SELECT id FROM {_CURRENT}) AND o.id IN (SELECT id FROM {_CURRENT})
"""
_STRAY = "SELECT DISTINCT article_id FROM signature_bands WHERE article_id NOT IN (SELECT article_id FROM signatures)"


def _twins(archive: Archive) -> Found:
    for _, _, key in archive.db.execute(_TWINS):
        yield f"article {key}", "has a wrong twin in duplicate_of"


def _regroup(archive: Archive) -> None:
    with archive.db.atomic():
        for portal_id, content_hash, _ in archive.db.execute(_TWINS).fetchall():
            regroup(archive.db, portal_id, content_hash)


def _missigned(archive: Archive) -> Iterator[tuple[int, str]]:
    stored = partial(archive.db.execute, _BANDS)
    for number, key, title, body, packed in archive.db.execute(_SIGNED, [METHOD]):
        expected = bands(text_of(title, body))
        listed = {value for (value,) in stored([number])}
        if list(unpack(f"<{len(packed) // 8}q", packed)) != expected or listed != set(expected):
            yield number, key


def _signatures(archive: Archive) -> Found:
    for _, key in _missigned(archive):
        yield f"article {key}", "has a signature that does not follow from its text"
    for (number,) in archive.db.execute(_STRAY):
        yield f"article number {number}", "is found by bands without a signature"


def _sign(archive: Archive) -> None:
    with archive.db.atomic():
        for number, _ in list(_missigned(archive)):
            archive.db.execute("DELETE FROM signature_bands WHERE article_id = ?", [number])
            duplicates.forget(archive.db, number)
        archive.db.execute(f"DELETE FROM signature_bands WHERE article_id IN ({_STRAY})")
    duplicates.update_duplicates(archive.db)


def _misgrouped(archive: Archive) -> Iterator[tuple[int, str]]:
    for number, key, *texts, kind, stored in archive.db.execute(_GROUPED, [METHOD, METHOD]):
        one, other = text_of(*texts[:2]), text_of(*texts[2:])
        alike = similarity(one, other)
        same = "exact" if one.folded == other.folded else "near"
        if alike is None or round(alike, 3) != stored or kind not in (same, "reprint"):
            yield number, key


def _groups(archive: Archive) -> Found:
    for _, key in _misgrouped(archive):
        yield f"article {key}", "is said to be alike to one that it is not alike to, or not as much"


def _group(archive: Archive) -> None:
    with archive.db.atomic():
        for number, _ in list(_misgrouped(archive)):
            duplicates.forget(archive.db, number)
    duplicates.update_duplicates(archive.db)


CHECKS = [
    Check("twins", _twins, _ANEW, _regroup),
    Check("signatures", _signatures, _ANEW, _sign),
    Check("duplicates", _groups, _ANEW, _group),
]
