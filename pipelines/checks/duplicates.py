"""Twins and near-duplicates: what is said of them follows from the articles' texts.

Articles without a signature, or with that of an earlier text, are not wrong: a killed crawl leaves them to the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.archive import Archive, signatures
from pipelines.archive.similarity import METHOD, same_facts, shingles_of, signature_of, similarity
from pipelines.archive.twins import regroup
from pipelines.checks.problem import Check
from pipelines.duplicates import update_duplicates

Found = Iterator[tuple[str, str]]
_ANEW = "`congtin verify --repair` compares all articles anew"

_TWINS = """
    SELECT portal_id, content_hash, key FROM articles AS a WHERE duplicate_of IS NOT (
        SELECT nullif(id, a.id) FROM articles WHERE content_hash = a.content_hash AND portal_id = a.portal_id
        ORDER BY key LIMIT 1
    )
"""
_CURRENT = """
    FROM signatures AS s JOIN articles AS a ON a.id = s.article_id
    WHERE s.content_hash = a.content_hash AND (SELECT value FROM archive_info WHERE name = 'signatures') = ?
"""
_SIGNED = f"SELECT a.id, a.key, a.published_at, a.title, a.body {_CURRENT}"
_FILED = "SELECT 1 FROM signature_bands WHERE (value, seniority, article_id) = (?, ?, ?)"
_STRAY = "SELECT DISTINCT article_id FROM signature_bands WHERE article_id NOT IN (SELECT article_id FROM signatures)"
_GROUPED = f"""
    SELECT a.key, a.id, o.id, a.body, o.body, kind, similarity
    FROM duplicates AS d JOIN articles AS a ON a.id = d.article_id JOIN articles AS o ON o.id = d.group_id
    WHERE a.id IN (SELECT a.id {_CURRENT}) AND o.id IN (SELECT a.id {_CURRENT})
"""


def _twins(archive: Archive) -> Found:
    for _, _, key in archive.db.execute(_TWINS):
        yield f"article {key}", "has a wrong twin in duplicate_of"


def _regroup(archive: Archive) -> None:
    with archive.db.atomic():
        for portal_id, content_hash, _ in archive.db.execute(_TWINS).fetchall():
            regroup(archive.db, portal_id, content_hash)


def _signatures(archive: Archive) -> Found:
    for number, key, published_at, title, body in archive.db.execute(_SIGNED, [METHOD]):
        order, signature = signatures.signed(archive.db, number)
        rows = [(value, order, number) for value in signature.bands]
        if (order, signature) != (signatures.seniority(published_at, key), signature_of(title, body)):
            yield f"article {key}", "has a signature that does not follow from its text"
        elif not all(archive.db.execute(_FILED, row).fetchone() for row in rows):
            yield f"article {key}", "is not found by its signature"
    for (number,) in archive.db.execute(_STRAY):
        yield f"article number {number}", "is found by a signature that it does not have"


def _groups(archive: Archive) -> Found:
    for key, *pair, kind, stored in archive.db.execute(_GROUPED, [METHOD, METHOD]):
        how, is_exact = _alike(archive, *pair)
        if how is None or round(how, 3) != stored or kind not in ("exact" if is_exact else "near", "reprint"):
            yield f"article {key}", "is said to be alike to one that it is not alike to, or not as much"


def _alike(archive: Archive, one: int, other: int, body: str, other_body: str) -> tuple[float | None, bool]:
    (_, first), (_, second) = (signatures.signed(archive.db, number) for number in (one, other))
    if first.text == second.text:
        return 1.0, True
    is_same = same_facts(first, second)
    return (similarity(shingles_of(body), shingles_of(other_body)) if is_same else None), False


def _compare(archive: Archive) -> None:
    """Without the method that made them, all signatures and groups are made anew."""
    archive.db.execute("DELETE FROM archive_info WHERE name = 'signatures'")
    update_duplicates(archive.db)


CHECKS = [
    Check("twins", _twins, "`congtin verify --repair` tells the twins anew", _regroup),
    Check("signatures", _signatures, _ANEW, _compare),
    Check("duplicates", _groups, _ANEW, _compare),
]
