"""Where a query met a text: the marks of FTS5 brought onto the text as published, and the best passage cut out.

Marks of a folded column sit in the folded text, which is as long but for marks that compose with no letter: they go.
This file must not know SQL.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate, pairwise

from crawler.text import fold

OPEN, CLOSE = "\x02", "\x03"
"""Around what was found, in the titles and snippets of hits. A published text holds no control characters."""

_SPLIT = re.compile(f"([{OPEN}{CLOSE}])")
_BREAK = re.compile(r"\s+")

Span = tuple[int, int]


def marked(text: str, exact: str, folded: str) -> str:
    """The text with the marks of both of its highlighted columns."""
    return _insert(text, spans(text, exact, folded))


def snippet(text: str, exact: str, folded: str, *, length: int = 240) -> str:
    """The passage of about `length` characters with the most marks in it, on one line, "…" where text was left out."""
    found = spans(text, exact, folded)
    start = _best_start(found, length)
    start, end = _at_words(text, start, start + length)
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in found if a < end and b > start]
    passage = _BREAK.sub(" ", _insert(text[start:end], inside)).strip()
    return f"{'…' * (start > 0)}{passage}{'…' * (end < len(text))}"


def spans(text: str, exact: str, folded: str) -> list[Span]:
    """Where the marks of both highlighted columns lie in the text, in order and without overlaps."""
    places = [place for place, letter in enumerate(text) for _ in fold(letter)] + [len(text)]
    found = [*_marks(exact), *((places[a], places[b]) for a, b in _marks(folded))]
    return _merged(sorted(found))


def _marks(highlighted: str) -> list[Span]:
    pieces = _SPLIT.split(highlighted)
    ends = list(accumulate(len(piece) for piece in pieces[::2]))
    return list(zip(ends[:-1:2], ends[1::2], strict=False))


def _merged(found: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _insert(text: str, found: list[Span]) -> str:
    edges = [0, *(edge for span in found for edge in span), len(text)]
    pieces = [text[a:b] for a, b in pairwise(edges)]
    return pieces[0] + "".join((OPEN if i % 2 == 0 else CLOSE) + piece for i, piece in enumerate(pieces[1:]))


def _best_start(found: list[Span], length: int) -> int:
    """A little before the mark from which a passage holds the most marks; the text's start without any."""
    starts = [start for start, _ in found]
    counts = [bisect_left(starts, start + length * 3 // 4) - i for i, start in enumerate(starts)]
    return max(0, starts[counts.index(max(counts))] - length // 4) if counts else 0


def _at_words(text: str, start: int, end: int) -> Span:
    """The passage widened to whole words."""
    first = text.rfind(" ", 0, start + 1) + 1 if start else 0
    last = text.find(" ", end)
    return first, len(text) if last < 0 else last
