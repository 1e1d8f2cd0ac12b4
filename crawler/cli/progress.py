"""What a command shows while it runs: one moving line on a terminal, nothing in a pipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

from crawler.items import Visit


@contextmanager
def shown() -> Iterator[Callable[[Visit], None] | None]:
    """Show the visits of a crawl on standard error while the block runs; None where nobody looks."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    counts: Counter[str] = Counter()
    with console.status("crawling ...") as status:

        def on_visit(visit: Visit) -> None:
            counts["addresses"] += 1
            counts["articles"] += visit.outcome == "article"
            status.update(f"{counts['articles']} articles, {counts['addresses']} addresses; {visit.address.portal_id}")

        yield on_visit


@contextmanager
def counting(what: str) -> Iterator[Callable[[int], None] | None]:
    """Count up on standard error, by as many as the block says; None where nobody looks."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    count = 0
    with console.status(f"0 {what}") as status:

        def on_more(size: int) -> None:
            nonlocal count
            count += size
            status.update(f"{count:,} {what}")

        yield on_more
