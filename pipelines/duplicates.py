"""Reprints and near-duplicates among all articles of an archive, found after a crawl and in transactions of their own.

Every article is compared with its candidates (`archive.signatures`), the earliest first; the first that tells the same
names its group. That depends on which articles are there, not on the order in which they came, and may be killed and
started again at any time. How alike texts are is decided in `archive.similarity`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from sqlite_utils import Database

from pipelines.archive import signatures
from pipelines.archive.similarity import METHOD, Shingles, Signature, same_facts, shingles_of, similarity

_REMEMBERED, _TEXTS = 4096, 128
"""Heads of many buckets are compared again and again."""
_BODY = "SELECT body FROM articles WHERE id = ?"
_REPRINT = "SELECT source <> '' OR source_url <> '' FROM articles WHERE id = ?"


def update_duplicates(db: Database, *, progress: Callable[[int], object] = lambda done: None) -> int:
    """Bring the table `duplicates` up to date; return how many articles were compared anew."""
    with db.atomic():
        signatures.begin(db)
    while signatures.sign(db):
        pass
    pairing, done = _Pairing(db), 0
    while count := pairing.pair():
        done += count
        progress(done)
    return done


class _Pairing:
    """Finds the groups of articles that are signed already."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._signed = lru_cache(_REMEMBERED)(self._read_signature)
        self._shingles = lru_cache(_TEXTS)(self._read_shingles)

    def pair(self) -> int:
        """Group some articles, in one transaction; return how many."""
        article_ids = signatures.unpaired(self._db)
        with self._db.atomic():
            for article_id in article_ids:
                self._group(article_id)
            signatures.set_paired(self._db, article_ids)
        return len(article_ids)

    def _group(self, article_id: int) -> None:
        """Name the article's group by the earliest that is alike."""
        self._db.execute("DELETE FROM duplicates WHERE article_id = ?", [article_id])
        order, signature = signatures.signed(self._db, article_id)
        for other_id in signatures.candidates(self._db, order, signature.bands):
            other = self._signed(other_id)
            if same_facts(signature, other) and (how := self._similarity(article_id, signature, other_id, other)):
                kind = self._kind(article_id, is_exact=signature.text == other.text)
                row = (article_id, other_id, kind, round(how, 3), METHOD)
                self._db.execute("INSERT INTO duplicates VALUES (?, ?, ?, ?, ?)", row)
                return

    def _similarity(self, one_id: int, one: Signature, other_id: int, other: Signature) -> float | None:
        if one.text == other.text:
            return 1.0
        return similarity(self._shingles(one_id), self._shingles(other_id))

    def _kind(self, article_id: int, *, is_exact: bool) -> str:
        (is_reprint,) = self._db.execute(_REPRINT, [article_id]).fetchone()
        return "reprint" if is_reprint else "exact" if is_exact else "near"

    def _read_signature(self, article_id: int) -> Signature:
        return signatures.signed(self._db, article_id)[1]

    def _read_shingles(self, article_id: int) -> Shingles:
        return shingles_of(self._db.execute(_BODY, [article_id]).fetchone()[0])
