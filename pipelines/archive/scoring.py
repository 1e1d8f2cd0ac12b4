"""Bm25 of a few candidates, worked out from their texts.

FTS5's own bm25 first counts in how many articles each phrase is, for which it walks through all of them: a tenth of a
second a word at a million articles, however few are ranked. Here that is counted in the last `_SAMPLED` articles of the
archive. All else is as FTS5 has it. Knows nothing of where candidates come from.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from math import log

from sqlite_utils import Database

from crawler.text import fold
from pipelines.archive.match import WORD, Phrase

WEIGHTS = {"title": 8.0, "body": 1.0, "byline": 2.0}
"""A word in the title weighs most, in the byline more than in the body."""
_K1, _B = 1.2, 0.75
_COMMON = 1e-6
"""The weight of a phrase that is in more than half of the articles."""
_SAMPLED = 2000
NEWEST = "a.published_on DESC, a.published_at DESC, a.id DESC"
_TEXTS = f"""
    SELECT id, title, lead || char(10) || body, byline FROM articles AS a
    WHERE id IN (SELECT value FROM json_each(?))
    ORDER BY {NEWEST}
"""
# FTS5's record of averages: how many rows there are, and how many words in each column, as SQLite's varints.
_AVERAGES = "SELECT block FROM articles_fts_data WHERE id = 1"


def ranked(db: Database, phrases: Sequence[Phrase], candidates: Sequence[int]) -> list[int]:
    """The candidates by how well they answer the phrases; of those that answer alike the newest comes first."""
    if not candidates:
        return []
    articles, *words = _varints(db.execute(_AVERAGES).fetchone()[0])
    average = sum(words) / articles / 2  # each word is there as published and folded
    weighed = [(phrase, _weight(db, phrase, articles, phrases)) for phrase in phrases]
    rows = db.execute(_TEXTS, [json.dumps(candidates)])
    scores = {number: _score(weighed, dict(zip(WEIGHTS, texts, strict=True)), average) for number, *texts in rows}
    return sorted(scores, key=scores.__getitem__, reverse=True)


def _varints(block: bytes) -> Iterator[int]:
    value = 0
    for byte in block:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            yield value
            value = 0


def _weight(db: Database, phrase: Phrase, articles: int, phrases: Sequence[Phrase]) -> float:
    """The inverse document frequency. It tells phrases from each other: one alone needs none.

    With a prefix all weigh alike, as it costs as much to count what the prefix stands for as to find it.
    """
    if len(phrases) == 1 or any(each.prefix for each in phrases):
        return 1.0
    sql = """
        SELECT count(*) FROM articles_fts
        WHERE articles_fts MATCH ? AND rowid > (SELECT max(id) FROM articles_fts_docsize) - ?
    """
    among = min(articles, _SAMPLED)
    (found,) = db.execute(sql, [phrase.expression, among]).fetchone()
    having = found * articles / among
    return max(_COMMON, log((articles - having + 0.5) / (having + 0.5)))


def _score(weighed: Sequence[tuple[Phrase, float]], texts: dict[str, str], average: float) -> float:
    forms = {folded: _words(texts, folded=folded) for folded in {phrase.folded for phrase, _ in weighed}}
    length = sum(map(len, next(iter(forms.values())).values()))
    joined = {folded: {column: _joined(words) for column, words in form.items()} for folded, form in forms.items()}
    long = _K1 * (1 - _B + _B * length / average)
    total = 0.0
    for phrase, weight in weighed:
        frequency = _frequency(phrase, joined[phrase.folded])
        total += weight * frequency * (_K1 + 1) / (frequency + long)
    return total


def _words(texts: dict[str, str], *, folded: bool) -> dict[str, list[str]]:
    return {column: WORD.findall((fold(text) if folded else text).lower()) for column, text in texts.items()}


def _joined(words: Sequence[str]) -> str:
    """Two spaces part the words, so that one that ends a find can begin the next."""
    return f" {'  '.join(words)} "


def _frequency(phrase: Phrase, texts: dict[str, str]) -> float:
    wanted = _joined(phrase.text.lower().split())
    if phrase.prefix:
        wanted = wanted[:-1]
    return sum(WEIGHTS[column] * texts[column].count(wanted) for column in phrase.columns.split())
