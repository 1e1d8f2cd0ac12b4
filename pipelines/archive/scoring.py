"""Bm25 of a few candidates, worked out from their texts.

FTS5's own bm25 first counts in how many articles each phrase is, for which it walks through all of them: a tenth of a
second a word at a million articles, however few are ranked. Here that is counted in the last `_SAMPLED` articles of the
archive. All else is as FTS5 has it. Knows nothing of where candidates come from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from math import log

from sqlite_utils import Database

from crawler.text import fold
from pipelines.archive.match import BREAK, LETTER, MARK, Phrase

WEIGHTS = {"title": 8.0, "body": 1.0, "byline": 2.0}
"""A word in the title weighs most, in the byline more than in the body."""
_K1, _B = 1.2, 0.75
_COMMON = 1e-6
"""The weight of a phrase that is in more than half of the articles."""
_SAMPLED = 2000
NEWEST = "a.published_on DESC, a.published_at DESC, a.id DESC"
_TEXTS = f"""
    SELECT a.id, sz, title, lead || char(10) || body, byline
    FROM articles AS a JOIN articles_fts_docsize AS s ON s.id = a.id
    WHERE a.id IN (SELECT value FROM json_each(?))
    ORDER BY {NEWEST}
"""
# FTS5's own records, as SQLite's varints: how many rows there are and words in each column; the words of an article.
_AVERAGES = "SELECT block FROM articles_fts_data WHERE id = 1"


def ranked(db: Database, phrases: Sequence[Phrase], candidates: Sequence[int]) -> list[int]:
    """The candidates by how well they answer the phrases; of those that answer alike the newest comes first."""
    if not candidates:
        return []
    articles, *words = _varints(db.execute(_AVERAGES).fetchone()[0])
    average = sum(words) / articles
    weighed = [(_Finder(phrase), _weight(db, phrase, articles, phrases)) for phrase in phrases]
    scores = {}
    for number, size, *texts in db.execute(_TEXTS, [json.dumps(candidates)]):
        length = _K1 * (1 - _B + _B * sum(_varints(size)) / average)
        scores[number] = _score(weighed, dict(zip(WEIGHTS, texts, strict=True)), length)
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


def _score(weighed: Sequence[tuple[_Finder, float]], texts: dict[str, str], length: float) -> float:
    forms = {False: {column: text.lower() for column, text in texts.items()}}
    if any(finder.folded for finder, _ in weighed):
        forms[True] = {column: fold(text).lower() for column, text in texts.items()}
    total = 0.0
    for finder, weight in weighed:
        frequency = finder.frequency(forms[finder.folded])
        if finder.folded:  # as typed it is in the text itself, too
            frequency += finder.frequency(forms[False])
        total += weight * frequency * (_K1 + 1) / (frequency + length)
    return total


class _Finder:
    """Counts a phrase in texts of small letters, as often as the index has it there."""

    def __init__(self, phrase: Phrase) -> None:
        self.folded = phrase.folded
        self._columns = phrase.columns.split()
        first, *others = (re.escape(word) for word in phrase.text.lower().split())
        # What is before the first word is looked at last: a pattern that begins with letters is found by them.
        alone = f"(?<!{LETTER}{first})(?<!{MARK}{first})"
        end = "" if phrase.prefix else f"(?!{LETTER}|{MARK})"
        following = "".join(f"{BREAK}{word}" for word in others)
        self._pattern = re.compile(f"{first}{alone}(?={following}{end})")

    def frequency(self, texts: dict[str, str]) -> float:
        """How often it is there, each time by the weight of its column."""
        return sum(WEIGHTS[column] * len(self._pattern.findall(texts[column])) for column in self._columns)
