"""Reprints and near-duplicates among all articles of an archive, found after a crawl and in small transactions.

Every article is compared with those that share a band with it; its group is named by the earliest article that tells
the same. That depends on which articles are there, not on the order in which they came, and may be killed and
started again at any time. How alike texts are is decided in `archive.similarity`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from struct import pack, unpack

from sqlite_utils import Database

from pipelines.archive.similarity import METHOD, Text, bands, similarity, text_of

_BATCH = 200
_MOST_CANDIDATES = 100  # those with the most bands in common: a template's thousandth notice is compared with 100

_UNSIGNED = """
    SELECT a.id, a.content_hash, a.title, a.body FROM articles AS a LEFT JOIN signatures AS s ON s.article_id = a.id
    WHERE a.duplicate_of IS NULL AND (s.article_id IS NULL OR s.content_hash <> a.content_hash OR s.method <> ?) LIMIT ?
"""
_UNPAIRED = "SELECT article_id FROM signatures WHERE paired = 0 LIMIT ?"
_TWINS = "SELECT article_id FROM signatures JOIN articles ON id = article_id WHERE duplicate_of IS NOT NULL"


@dataclass(frozen=True, slots=True)
class _Known:
    """An article to compare with. `order` sorts the earliest first, undated articles last."""

    id: int
    order: tuple[str, str]
    reprint: bool
    text: Text


def update_duplicates(db: Database, *, progress: Callable[[int], object] = lambda done: None) -> int:
    """Bring the table `duplicates` up to date; return how many articles were compared anew."""
    with db.atomic():
        _forget_twins(db)
    done = 0
    for step in (_sign, _pair):
        while count := step(db):
            done += count if step is _pair else 0
            progress(done)
    return done


def forget(db: Database, article_id: int) -> None:
    """Take an article out of all groups; those it leaves are compared anew by the next update."""
    _ungroup(db, article_id)
    row = db.execute("SELECT bands FROM signatures WHERE article_id = ?", [article_id]).fetchone()
    if row:
        values = [(value, article_id) for value in _unpacked(row[0])]
        db.conn.executemany("DELETE FROM signature_bands WHERE value = ? AND article_id = ?", values)
        db.execute("DELETE FROM signatures WHERE article_id = ?", [article_id])


def _ungroup(db: Database, article_id: int) -> None:
    group = "SELECT article_id FROM duplicates WHERE group_id = ?"
    db.execute(f"UPDATE signatures SET paired = 0 WHERE article_id IN ({group})", [article_id])
    db.execute("DELETE FROM duplicates WHERE article_id = ? OR group_id = ?", [article_id, article_id])


def _forget_twins(db: Database) -> None:
    """A twin's origin stands for it, as long as it has one."""
    for (article_id,) in db.execute(_TWINS).fetchall():
        forget(db, article_id)


def _sign(db: Database) -> int:
    rows = db.execute(_UNSIGNED, [METHOD, _BATCH]).fetchall()
    with db.atomic():
        for article_id, content_hash, title, body in rows:
            forget(db, article_id)
            values = bands(text_of(title, body))
            new = (article_id, content_hash, METHOD, pack(f"<{len(values)}q", *values))
            db.execute("INSERT INTO signatures (article_id, content_hash, method, bands) VALUES (?, ?, ?, ?)", new)
            pairs = [(value, article_id) for value in values]
            db.conn.executemany("INSERT OR IGNORE INTO signature_bands VALUES (?, ?)", pairs)
    return len(rows)


def _unpacked(packed: bytes) -> tuple[int, ...]:
    return unpack(f"<{len(packed) // 8}q", packed)


def _pair(db: Database) -> int:
    rows = db.execute(_UNPAIRED, [_BATCH]).fetchall()
    with db.atomic():
        for (article_id,) in rows:
            _group(db, article_id)
            db.execute("UPDATE signatures SET paired = 1 WHERE article_id = ?", [article_id])
    return len(rows)


def _group(db: Database, article_id: int) -> None:
    """Name the article's group by the earliest that is alike, and let it name the groups of later ones."""
    article = _known(db, article_id)
    alike = [(other, how) for other in _candidates(db, article_id) if (how := similarity(article.text, other.text))]
    origin, how = min(alike, key=lambda pair: pair[0].order, default=(article, 1.0))
    if origin.order < article.order:
        _write(db, article, origin, how)
    for other, how in alike:
        if article.order < other.order and article.order < _group_of(db, other.id):
            _write(db, other, article, how)


def _candidates(db: Database, article_id: int) -> Iterator[_Known]:
    (packed,) = db.execute("SELECT bands FROM signatures WHERE article_id = ?", [article_id]).fetchone()
    values = _unpacked(packed)
    sql = f"""
        SELECT article_id FROM signature_bands WHERE value IN ({", ".join("?" * len(values))}) AND article_id <> ?
        GROUP BY article_id ORDER BY count(*) DESC, article_id LIMIT ?
    """
    for (number,) in db.execute(sql, [*values, article_id, _MOST_CANDIDATES]).fetchall():
        yield _known(db, number)


def _known(db: Database, article_id: int) -> _Known:
    sql = """
        SELECT coalesce(published_at, '9999'), key, source <> '' OR source_url <> '', title, body
        FROM articles WHERE id = ?
    """
    row = db.execute(sql, [article_id]).fetchone()
    return _Known(article_id, (row[0], row[1]), bool(row[2]), text_of(row[3], row[4]))


def _group_of(db: Database, article_id: int) -> tuple[str, str]:
    """The order of the article that names the group so far; later than all where there is no group."""
    sql = """
        SELECT coalesce(published_at, '9999'), key FROM duplicates JOIN articles ON id = group_id WHERE article_id = ?
    """
    row = db.execute(sql, [article_id]).fetchone()
    return (row[0], row[1]) if row else ("~", "")


def _write(db: Database, article: _Known, origin: _Known, how: float) -> None:
    same = "exact" if article.text.folded == origin.text.folded else "near"
    row = (article.id, origin.id, "reprint" if article.reprint else same, round(how, 3), METHOD)
    db.execute("DELETE FROM duplicates WHERE article_id = ?", [article.id])
    db.execute("INSERT INTO duplicates VALUES (?, ?, ?, ?, ?)", row)
