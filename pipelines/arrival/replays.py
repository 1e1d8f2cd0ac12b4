"""Addresses of web archives' replays: the original address and its time, by the table `data/crawl/replays.toml`."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from functools import cache

from crawler.data import path as data_path

_STAMP = "%Y%m%d%H%M%S"


def original(url: str) -> tuple[str, datetime | None]:
    """The address behind a replay's, and the time in it if it is exact; any other address as it is."""
    for pattern in _patterns():
        if match := pattern.fullmatch(url):
            return re.sub(r"^(https?):/+", r"\1://", match["url"]), _time(match["stamp"])
    return url, None


def _time(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC) if len(stamp) == 14 else None
    except ValueError:
        return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    table = tomllib.loads(data_path("crawl", "replays.toml").read_text(encoding="utf-8"))
    return tuple(re.compile(row["pattern"]) for row in table["replay"])
