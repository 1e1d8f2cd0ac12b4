"""When a walk through the pages of a listing stops, and why. Pure but for what it remembers of the walks under way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from crawler.extraction.dates import parse_date
from crawler.frontier import Frontier
from crawler.items import Address, Form, Link, WalkStep


@dataclass(slots=True)
class Walks:
    """The walks of one crawl. With `full` a walk goes on through what is known already."""

    frontier: Frontier
    full: bool = False
    since: date | None = None
    _seen: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def begin(self, walk: str) -> None:
        """A walk starts (again) at its first page."""
        self._seen.pop(walk, None)

    def step(self, address: Address, items: Sequence[Link], next_page: str | Form | None) -> WalkStep:
        """One page of the walk that `address` belongs to; an empty `stop_reason` says that `next_page` is wanted."""
        walk = address.walk or address.url
        days = sorted(found.value.date().isoformat() for item in items if (found := parse_date(item.date)))
        step = WalkStep(walk, address.section, len(items), days[-1] if days else "", days[0] if days else "")
        step.stop_reason = self._stop_reason(walk, items, days, next_page)
        step.complete = step.stop_reason in {"end", "empty", "repeated", "known"}
        self._seen[walk].update(item.url for item in items)
        return step

    def _stop_reason(self, walk: str, items: Sequence[Link], days: list[str], next_page: str | Form | None) -> str:
        urls = {item.url for item in items}
        if not urls:
            return "empty"
        if urls <= self._seen[walk]:
            return "repeated"
        if not self.full and self.frontier.walked_before(walk) and urls <= self.frontier.known(urls):
            return "known"
        if self.since and days and days[-1] < self.since.isoformat():
            return "since"
        return "" if next_page else "end"
