"""How fast each host is asked: its delay, its Crawl-delay, and slower after it complained.

Acts on the downloader's slots, so that one complaint holds all requests to the host. Must not decide what is fetched.
"""

from __future__ import annotations

from scrapy.core.downloader import Downloader

SLOWEST = 120.0
"""Seconds between two requests beyond which a host is not slowed further."""


class Pace:
    """The delays of one crawl, by downloader slot (host and port)."""

    def __init__(self, downloader: Downloader) -> None:
        self._downloader = downloader
        self._base: dict[str, float] = {}

    def start(self, slot: str, delay: float) -> None:
        """Ask this host every `delay` seconds; a longer delay (a Crawl-delay, a complaint) stays."""
        if slot not in self._base or delay > self._base[slot]:
            self._base[slot] = delay
            self._set(slot, max(delay, self._get(slot)))

    def flooded(self, slot: str, retry_after: float | None) -> None:
        """Slow down: wait what the host asked for, or twice as long as before."""
        self._set(slot, min(SLOWEST, max(retry_after or 0.0, 2 * self._get(slot), 1.0)))

    def answered(self, slot: str) -> None:
        """Come back towards the host's own delay, by half at each good answer."""
        delay, base = self._get(slot), self._base.get(slot, 0.0)
        if delay > base:
            self._set(slot, base if delay / 2 < max(base, 0.25) else delay / 2)

    def _get(self, slot: str) -> float:
        current = self._downloader.slots.get(slot)
        return current.delay if current else float(self._downloader.per_slot_settings.get(slot, {}).get("delay", 0.0))

    def _set(self, slot: str, delay: float) -> None:
        self._downloader.per_slot_settings.setdefault(slot, {})["delay"] = delay
        if slot in self._downloader.slots:
            self._downloader.slots[slot].delay = delay
