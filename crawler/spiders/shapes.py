"""Which shapes of addresses are articles on a site, learned from what extraction accepted there.

Some menus lead to thousands of documents or profiles that look like articles from outside. After enough pages of one
shape of which none was an article, the rest of that shape is not asked for. Must not fetch or store anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.discovery.shapes import shape_of

ENOUGH = 25
"""Pages of a shape without one article, before the shape is given up. A listing names 10 to 20, so that one odd section
of a site whose articles share its shape is never enough."""


class Shapes:
    """What is known of the shapes of one site."""

    def __init__(self) -> None:
        self._accepted: set[str] = set()
        self._refused: Counter[str] = Counter()

    def note(self, url: str, *, was_article: bool) -> None:
        """A page at this address was read."""
        shape = _shape(url)
        if was_article:
            self._accepted.add(shape)
        else:
            self._refused[shape] += 1

    def note_all(self, read: Iterable[tuple[str, bool]]) -> None:
        """The same for pages that were read in earlier runs."""
        for url, was_article in read:
            self.note(url, was_article=was_article)

    def is_hopeless(self, url: str) -> bool:
        """Whether enough pages of this shape were read, and none was an article."""
        shape = _shape(url)
        return self._refused[shape] >= ENOUGH and shape not in self._accepted


def _shape(url: str) -> str:
    parts = urlsplit(url)
    return shape_of(parts.path + (f"?{parts.query}" if parts.query else ""))
