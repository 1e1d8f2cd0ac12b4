"""What a crawl shows while it runs: a line a portal on a terminal, nothing in a pipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from crawler.items import Visit
from crawler.plan import Plan


@contextmanager
def shown(plan: Plan) -> Iterator[Callable[[Visit], None] | None]:
    """Show the visits of a crawl on standard error while the block runs; None where nobody looks."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        tasks = {portal.id: progress.add_task(portal.id, total=None) for portal in plan.portals}
        articles: Counter[str] = Counter()
        visits: Counter[str] = Counter()

        def on_visit(visit: Visit) -> None:
            portal = visit.address.portal_id
            visits[portal] += 1
            articles[portal] += visit.outcome == "article"
            line = f"{portal}: {articles[portal]} articles, {visits[portal]} addresses"
            progress.update(tasks[portal], description=line)

        yield on_visit
