"""Captures of addresses that carried several articles one after another, told apart: pure, and knows no SQL.

What a crawl decides capture by capture (`archive.articles`), decided for all of them in the order of their times, so
that it does not matter when each of them arrived.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from crawler.addresses import key
from pipelines.archive.content import Content
from pipelines.archive.succession import is_another, key_of_another
from pipelines.arrival.timeline import Seen, Timeline


@dataclass(slots=True)
class Part:
    """The captures of one article. `addresses` are those that it has at the end, by key: url, kind, first capture."""

    key: str
    first_address: str
    latest: Content
    last_address: str
    timeline: Timeline = field(default_factory=dict)
    addresses: dict[str, tuple[str, str, str]] = field(default_factory=dict)


def parted(timeline: Timeline, address_of: Callable[[str], str]) -> list[Part]:
    """The articles that these captures show, the earliest first."""
    split = _Split()
    for seen in timeline.values():
        url = address_of(seen.capture.page_id)
        if seen.content:
            split.show(url, seen, seen.content)
        elif seen.capture.outcome != "replaced":
            split.miss(url, seen)
    return split.parts


class _Split:
    """The articles so far, and which of them each address carries."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._carried: dict[str, Part] = {}

    def miss(self, url: str, seen: Seen) -> None:
        """An answer that nothing is there is of the article that was; before the first one it says nothing."""
        if part := self._carried.get(key(url)):
            part.timeline[seen.order] = seen

    def show(self, url: str, seen: Seen, content: Content) -> None:
        """The article that the address carried goes on, an earlier one returns, or a new one begins."""
        address, at = key(url), seen.capture.captured_at
        before = self._carried.get(address)
        part = self._same(before, content) or self._begin(address, content)
        if before and before is not part:
            url, _, at = before.addresses.pop(address)
            if before.last_address == address:
                before.timeline[seen.order] = Seen(replace(seen.capture, outcome="replaced"), None)
        kind = "canonical" if part.first_address == address else "moved"
        part.addresses.setdefault(address, (url, kind, at))
        part.timeline[seen.order] = seen
        part.latest, part.last_address = content, address
        self._carried[address] = part

    def _same(self, before: Part | None, content: Content) -> Part | None:
        latest_first = sorted(self.parts, key=lambda part: max(part.timeline), reverse=True)
        several = [before, *latest_first] if before else latest_first
        return next((part for part in several if not is_another(part.latest, content)), None)

    def _begin(self, address: str, content: Content) -> Part:
        name, taken = address, {part.key for part in self.parts}
        while name in taken:
            name = key_of_another(name, content)
        self.parts.append(Part(name, address, content, address))
        return self.parts[-1]
