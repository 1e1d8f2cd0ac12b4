"""The tables `signatures` and `signature_bands`: what near-duplicates are found by, and who is a candidate for whom.

A bucket of `signature_bands` (one value) holds the articles that share a band, the earliest first. An article is
compared with the first few of each of its buckets, its heads: so thousands of notices of one form take linear work, and
who is compared with whom depends on which articles are there, not on the order in which they came. Knows no texts but
through `archive.similarity`; what it leaves unpaired, `pipelines.duplicates` pairs.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from struct import calcsize, pack, unpack

from sqlite_utils import Database

from pipelines.archive.similarity import METHOD, Signature, signature_of

_HEADS = 4
_ROUND = 50_000  # articles whose bands are inserted together, in the order of the table: each of its pages once
_BATCH = 200
_LATEST = (1 << 39) - 1  # seconds since the year 1; nothing is dated later than undated articles
_TIES = 24  # bits of the key, between articles of one second
_YEAR_1 = datetime.fromisoformat("0001-01-01T00:00:00+07:00")

_TEMPORARY = (
    "CREATE TEMP TABLE IF NOT EXISTS staged (value INTEGER, seniority INTEGER, article_id INTEGER)",
    "CREATE TEMP TABLE IF NOT EXISTS unsigned (id INTEGER PRIMARY KEY)",
)
_TWINS = """
    SELECT id FROM articles INDEXED BY articles_duplicate
    WHERE duplicate_of IS NOT NULL AND id IN (SELECT article_id FROM signatures)
"""
# By the index of content hashes: in the table they stand behind the bodies.
_UNSIGNED = """
    INSERT OR IGNORE INTO temp.unsigned
    SELECT a.id FROM articles AS a INDEXED BY articles_content LEFT JOIN signatures AS s ON s.article_id = a.id
    WHERE (s.article_id IS NULL OR s.content_hash <> a.content_hash)
        AND a.id NOT IN (SELECT id FROM articles INDEXED BY articles_duplicate WHERE duplicate_of IS NOT NULL)
"""
_ARTICLES = """
    SELECT a.id, a.content_hash, a.published_at, a.key, a.title, a.body
    FROM temp.unsigned AS u CROSS JOIN articles AS a ON a.id = u.id ORDER BY u.id LIMIT ?
"""
_INSERT = "INSERT INTO signatures VALUES (?, ?, ?, ?, ?, ?, ?, 0)"
_STAGE = "INSERT INTO temp.staged VALUES (?, ?, ?)"
_FILE = """
    INSERT OR IGNORE INTO signature_bands SELECT value, seniority, article_id FROM temp.staged
    WHERE article_id IS NOT NULL ORDER BY value, seniority
"""
_LAST_HEAD = f"SELECT seniority FROM signature_bands WHERE value = {{}} ORDER BY seniority LIMIT 1 OFFSET {_HEADS - 1}"
_UNPAIR_LATER = f"""
    UPDATE signatures SET paired = 0 WHERE paired = 1 AND article_id IN (
        SELECT later.article_id
        FROM (SELECT value, min(seniority) AS first FROM temp.staged GROUP BY value) AS s
        CROSS JOIN signature_bands AS later ON later.value = s.value AND later.seniority > s.first
        WHERE first <= coalesce(({_LAST_HEAD.format("s.value")}), first)
    )
"""
_CANDIDATES = f"""
    SELECT DISTINCT head.article_id, head.seniority
    FROM json_each(?1) AS band CROSS JOIN signature_bands AS head ON head.value = band.value
    WHERE head.seniority <= min(?2 - 1, coalesce(({_LAST_HEAD.format("band.value")}), ?2))
    ORDER BY head.seniority
"""
_UNPAIRED = "SELECT article_id FROM signatures WHERE paired = 0 LIMIT ?"
_SIGNATURE = "SELECT seniority, text, bands, numbers, names FROM signatures WHERE article_id = ?"


def begin(db: Database) -> None:
    """Find out which articles have no signature of their present content. In the caller's transaction."""
    for statement in _TEMPORARY:
        db.execute(statement)
    made_by = db.execute("SELECT value FROM archive_info WHERE name = 'signatures'").fetchone()
    if made_by != (METHOD,):
        for table in ("duplicates", "signature_bands", "signatures"):
            db.execute(f"DELETE FROM {table}")
        db.execute("INSERT OR REPLACE INTO archive_info VALUES ('signatures', ?)", [METHOD])
    forget(db, [row[0] for row in db.execute(_TWINS).fetchall()])
    db.execute(_UNSIGNED)


def sign(db: Database) -> int:
    """Sign one round of the articles that `begin` found, in one transaction; return how many there were."""
    with db.atomic():
        last = 0
        count = 0
        for last, content_hash, published_at, key, title, body in db.execute(_ARTICLES, [_ROUND]):
            count += 1
            _take_out(db, last)
            signature, order = signature_of(title, body), seniority(published_at, key)
            columns = _packed(signature.bands, "q"), _packed(signature.numbers, "I"), _packed(signature.names, "I")
            db.execute(_INSERT, (last, content_hash, order, signature.text, *columns))
            db.conn.executemany(_STAGE, [(value, order, last) for value in signature.bands])
        db.execute("DELETE FROM temp.unsigned WHERE id <= ?", [last])
        _settle(db)
    return count


def seniority(published_at: str | None, key: str) -> int:
    """A number that sorts articles: the earliest first, undated ones last, those of one second by their keys."""
    moment = (datetime.fromisoformat(published_at) - _YEAR_1).total_seconds() if published_at else _LATEST
    return int(moment) << _TIES | int(key[: _TIES // 4], 16)


def forget(db: Database, article_ids: Iterable[int]) -> None:
    """Take articles out of all groups; those that they leave are paired anew by the next update."""
    for statement in _TEMPORARY:
        db.execute(statement)
    for article_id in article_ids:
        _take_out(db, article_id)
    _settle(db)


def _take_out(db: Database, article_id: int) -> None:
    row = db.execute("SELECT seniority, bands FROM signatures WHERE article_id = ?", [article_id]).fetchone()
    if row is None:
        return
    buckets = [(value, row[0]) for value in _unpacked(row[1], "q")]
    rows = [(*bucket, article_id) for bucket in buckets]
    db.conn.executemany("DELETE FROM signature_bands WHERE (value, seniority, article_id) = (?, ?, ?)", rows)
    db.conn.executemany(_STAGE, [(*bucket, None) for bucket in buckets])
    group = "SELECT article_id FROM duplicates WHERE group_id = ?"
    db.execute(f"UPDATE signatures SET paired = 0 WHERE article_id IN ({group})", [article_id])
    db.execute("DELETE FROM duplicates WHERE article_id = ?1 OR group_id = ?1", [article_id])
    db.execute("DELETE FROM signatures WHERE article_id = ?", [article_id])


def _settle(db: Database) -> None:
    """File what is staged; who comes later in a bucket whose heads have changed is paired anew."""
    db.execute(_FILE)
    db.execute(_UNPAIR_LATER)
    db.execute("DELETE FROM temp.staged")


def unpaired(db: Database) -> list[int]:
    """Some articles that are to be paired."""
    return [row[0] for row in db.execute(_UNPAIRED, [_BATCH]).fetchall()]


def signed(db: Database, article_id: int) -> tuple[int, Signature]:
    """The seniority and the signature of an article."""
    order, text, bands, *facts = db.execute(_SIGNATURE, [article_id]).fetchone()
    numbers, names = (frozenset(_unpacked(hashes, "I")) for hashes in facts)
    return order, Signature(text, _unpacked(bands, "q"), numbers, names)


def candidates(db: Database, order: int, bands: Iterable[int]) -> list[int]:
    """The articles that one of this seniority is to be compared with, the earliest first."""
    return [row[0] for row in db.execute(_CANDIDATES, [json.dumps([*bands]), order]).fetchall()]


def set_paired(db: Database, article_ids: Iterable[int]) -> None:
    """They were compared with all their candidates."""
    rows = [(article_id,) for article_id in article_ids]
    db.conn.executemany("UPDATE signatures SET paired = 1 WHERE article_id = ?", rows)


def _packed(values: Collection[int], code: str) -> bytes:
    return pack(f"<{len(values)}{code}", *values)


def _unpacked(packed: bytes, code: str) -> tuple[int, ...]:
    return unpack(f"<{len(packed) // calcsize(f'<{code}')}{code}", packed)
