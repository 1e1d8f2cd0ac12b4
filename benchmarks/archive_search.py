"""How long searches take, by how common the words are, and how far their order is from FTS5's own bm25 of all matches.

Queries of each class are asked in turns, the classes mixed.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator

from sqlite_utils import Database

from benchmarks.text_model import sample
from crawler.text import fold
from pipelines.archive.match import match_expression
from pipelines.archive.ranking import MOST, Ranking
from pipelines.archive.search import search

TOP = 20
_ROUNDS = 3
_COMMON = (
    "xã", "nhân dân", "ủy ban", "đồng chí", "công tác", "hội nghị", "thôn", "triển khai", "kinh tế xã hội",
    "địa bàn", "chỉ đạo", "nông thôn", "phát triển", "cán bộ",
)  # fmt: skip
_PHRASES = (
    '"phát triển kinh tế"', '"chương trình mục tiêu quốc gia"', '"chuyển đổi số"', '"hộ nghèo, hộ cận nghèo"',
    '"bảo hiểm y tế"', '"an toàn thực phẩm"', '"đại đoàn kết toàn dân tộc"', '"giải phóng mặt bằng"',
    '"tôm thẻ chân trắng"', '"nhà văn hóa thôn"',
)  # fmt: skip
_RARE = 12
_IN_A_ROW = 4
_BM25 = """
    SELECT a.id FROM articles_fts CROSS JOIN articles AS a ON a.id = articles_fts.rowid WHERE articles_fts MATCH ?
    ORDER BY bm25(articles_fts, 8.0, 1.0, 2.0, 8.0, 1.0, 2.0), a.published_on DESC, a.published_at DESC, a.id DESC
    LIMIT ?
"""


def queries(count: int) -> dict[str, list[str]]:
    """Queries of each class. The last two are of articles spread evenly: a whole name and a word of the title; words
    that follow each other in the middle of the text, each of them common and all of them together rare.
    """
    taken = [sample(number).article for number in range(0, count, max(1, count // _RARE))][:_RARE]
    rare = [f'"{article.signature}" {article.title.split()[-1]}' for article in taken]
    in_a_row = [f'"{_middle(" ".join(article.body))}"' for article in taken]
    classes = {"common": list(_COMMON), "phrase": list(_PHRASES), "rare": rare, "any four words in a row": in_a_row}
    folded = {f"{name}, no diacritics": [fold(query) for query in asked] for name, asked in classes.items()}
    return classes | folded


def _middle(text: str) -> str:
    words = re.findall(r"\w+", text)
    return " ".join(words[len(words) // 2 :][:_IN_A_ROW])


def latencies(db: Database, asked: dict[str, list[str]]) -> dict[str, list[float]]:
    """Milliseconds of each query, the median over rounds in random order; the first round warms up."""
    pairs = [(name, query) for name, found in asked.items() for query in found]
    times: dict[tuple[str, str], list[float]] = {pair: [] for pair in pairs}
    for _ in range(_ROUNDS + 1):
        for pair in random.sample(pairs, len(pairs)):
            start = time.perf_counter()
            search(db, pair[1], limit=TOP)
            times[pair].append(1000 * (time.perf_counter() - start))
    return {name: [sorted(times[name, query][1:])[_ROUNDS // 2] for query in found] for name, found in asked.items()}


def overlaps(db: Database, asked: dict[str, list[str]]) -> Iterator[tuple[str, float]]:
    """For each class, the shares of the top 20 by FTS5's bm25 that are in the top 20 of the search.

    Queries that find too little for a choice of candidates are left out.
    """
    for name, found in asked.items():
        for query in found:
            expression = match_expression(query)
            exact = [number for (number,) in db.execute(_BM25, [expression, MOST + 1])]
            if len(exact) > MOST:
                top = {*Ranking(db, query, (), TOP).ids("best")}
                yield name, len(top & {*exact[:TOP]}) / TOP
