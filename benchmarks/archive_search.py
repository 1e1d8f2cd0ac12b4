"""How long searches take, by how common the words are, and how far the order in tiers is from exact bm25.

Queries of each class are asked in turns, the classes mixed. Exact bm25 is the same ranking without its limit.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from unittest.mock import patch

from sqlite_utils import Database

from benchmarks.text_model import sample
from crawler.text import fold
from pipelines.archive import ranking
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


def queries(count: int) -> dict[str, list[str]]:
    """Queries of each class. Rare ones are a whole name and a word of the same article; articles are spread evenly."""
    taken = [sample(number).article for number in range(0, count, max(1, count // _RARE))][:_RARE]
    rare = [f'"{article.signature}" {article.title.split()[-1]}' for article in taken]
    classes = {"rare": rare, "common": list(_COMMON), "phrase": list(_PHRASES)}
    folded = {f"{name}, no diacritics": [fold(query) for query in asked] for name, asked in classes.items()}
    return classes | folded


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
    """For each query that is ranked in tiers, which share of its top 20 is in the top 20 by exact bm25."""
    for query in [query for found in asked.values() for query in found]:
        tiered = _ids(db, query)
        with patch.object(ranking, "MANY", sys.maxsize - 1):
            exact = _ids(db, query)
        if tiered != exact:
            yield query, len({*tiered} & {*exact}) / len(exact)


def _ids(db: Database, query: str) -> list[int]:
    return ranking.Ranking(db, query, (), TOP).ids("best")
