"""What is wrong with a portal, in words that say what to do. Thresholds stand in `data/crawl/health.toml`; no SQL."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from crawler.data import path as data_path
from pipelines.archive.clock import moment
from pipelines.archive.revisit import interval


@dataclass(frozen=True, slots=True)
class Facts:
    """What the archive knows of a portal.

    Of its last run are `asked` (addresses taken for articles), `failures` and `open_walks` by reason, `unread` (pages
    that were no article), `drifted` (articles at none of the known places for one) and `walks`.
    """

    portal_id: str
    state: str
    last_run: str
    outcome: str
    reason: str
    articles: int
    newest: str
    pending: int
    asked: int
    failures: dict[str, int]
    unread: int
    drifted: int
    walks: int
    open_walks: dict[str, int]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The table."""

    crawled_within: timedelta
    published_within: timedelta
    fewest: int
    failed: float
    unread: float
    drifted: float


@cache
def thresholds() -> Thresholds:
    """The table as shipped."""
    table = tomllib.loads(data_path("crawl", "health.toml").read_text(encoding="utf-8"))
    return Thresholds(
        crawled_within=interval(table["crawled_within"]),
        published_within=interval(table["published_within"]),
        fewest=table["fewest"],
        failed=table["failed"],
        unread=table["unread"],
        drifted=table["drifted"],
    )


def attention(facts: Facts, now: datetime) -> list[str]:
    """What somebody should look at; nothing for a healthy portal."""
    if not facts.last_run:
        return [f"was never crawled: congtin crawl {facts.portal_id}"]
    return [*_run(facts, now), *_answers(facts), *_listings(facts), *_news(facts, now)]


def _run(facts: Facts, now: datetime) -> Iterator[str]:
    if facts.state in ("gated", "unreachable", "abandoned"):
        yield f"is {facts.state}"
    if facts.outcome == "failed":
        yield f"the last run failed: {facts.reason or 'see its report'}"
    elif facts.outcome != "finished":
        yield f"the last run was {facts.outcome or 'killed'}; the next one goes on"
    days = (now - moment(facts.last_run)).days
    if now - moment(facts.last_run) > thresholds().crawled_within:
        yield f"was not crawled for {days} days: does the timer run?"


def _answers(facts: Facts) -> Iterator[str]:
    limits, failed = thresholds(), sum(facts.failures.values())
    if facts.asked < limits.fewest:
        return
    if failed >= limits.failed * facts.asked:
        yield f"{failed} of {facts.asked} addresses failed ({_listed(facts.failures)})"
    if facts.unread >= limits.unread * facts.asked:
        share = f"{facts.unread} of {facts.asked} pages were no article"
        yield f"{share}: has the site been rebuilt? congtin portals check {facts.portal_id}"
    if facts.drifted >= limits.drifted * facts.asked:
        share = f"{facts.drifted} of {facts.asked} articles are in no known design"
        yield f"{share}: the site was redesigned, do they read well? congtin portals check {facts.portal_id}"


def _listings(facts: Facts) -> Iterator[str]:
    if facts.open_walks:
        count = sum(facts.open_walks.values())
        yield f"{count} of {facts.walks} listings were not walked to their end ({_listed(facts.open_walks)})"


def _news(facts: Facts, now: datetime) -> Iterator[str]:
    if not facts.articles:
        yield f"has no article: congtin portals check {facts.portal_id}"
    elif facts.newest and now - moment(f"{facts.newest}T00:00:00+07:00") > thresholds().published_within:
        yield f"has published nothing since {facts.newest}"


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
