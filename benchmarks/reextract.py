"""How fast stored pages go through today's extractor: beside trafilatura, and by two processes beside one.

    python -m benchmarks.reextract [--pages PATH] [--count N] [--rounds N]

PATH holds saved pages (saved_pages.py); without it the project's own fixture pages are read. Pages on which no article
is found are left out; the rest are repeated at other addresses until there are N. Extractors take turns on each page,
by the processor's clock; one process and two take turns on the whole archive, by the wall's, with start and writer. On
a machine that has other things to do, the processor's time of the busier of the two tells what the wall's clock cannot.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path

from trafilatura import bare_extraction

from benchmarks.archive_ingest import BATCH, Filled
from benchmarks.figures import ratios, spread
from benchmarks.saved_pages import saved_pages
from crawler.items import Address, Article, Page, Visit
from pipelines.archive import Archive
from pipelines.reextract import reextract
from pipelines.rereading import reread

FIXTURES = Path(__file__).parent.parent / "tests" / "extraction"
PORTAL = "p00"
STALE = "UPDATE articles SET extractor = 'an earlier one'"
CHANGED = f"{STALE}, lead = 'As an earlier one read it.', content_hash = 'of that, ' || id"


def main() -> None:
    """Print all figures as a Markdown table, each as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=FIXTURES)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    read = [(page, article) for page in saved_pages(options.pages) if (article := reread(page, ""))]
    length = sum(len(page.body) for page, _ in read) // len(read)
    print(f"| pages with an article | {len(read)} of {length:,} bytes |\n|---|---|", flush=True)
    tell_speed([page for page, _ in read], options.rounds)
    with tempfile.TemporaryDirectory(prefix="congtin-bench-") as name:
        fill(Path(name), read, options.count)
        _timed(Path(name), STALE, 1)  # from now on all is as the extractor reads it at these addresses
        for what, sql in (("nothing changes", STALE), ("every article changes", CHANGED)):
            tell_processes(Path(name), what, sql, options)


def tell_speed(pages: Sequence[Page], rounds: int) -> None:
    """One core: from bytes to article, beside trafilatura from bytes to text."""
    runs: dict[str, Callable[[Page], object]] = {"congtin": lambda page: reread(page, ""), "trafilatura": trafilatura}
    times: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run(pages[0])  # what is loaded with the first page is not counted
    for page in [*pages] * rounds:
        for name in random.sample(list(runs), len(runs)):
            start = time.thread_time()
            runs[name](page)
            times[name].append(time.thread_time() - start)
    for name, found in times.items():
        print(f"| {name}, pages a second for each core | {len(found) / sum(found):.0f} |")
    print(
        f"| congtin over trafilatura, page by page | {spread(ratios(times['trafilatura'], times['congtin']), '.1f')} |"
    )


def trafilatura(page: Page) -> object:
    """Text and metadata, without comments."""
    return bare_extraction(page.body, url=page.url, with_metadata=True, include_comments=False)


def fill(folder: Path, read: Sequence[tuple[Page, Article]], count: int) -> None:
    """An archive of so many pages, each at an address of its own."""
    archive = Filled(folder)
    numbered = enumerate(islice(cycle(read), count))
    while batch := [_visit(number, *each) for number, each in islice(numbered, BATCH)]:
        archive.store(batch, archive.put_pages(batch))
    archive.close()


def _visit(number: int, page: Page, article: Article) -> Visit:
    url = page.url.replace("://", f"://copy{number}.", 1)
    page, article = replace(page, url=url), replace(article, url=url)
    return Visit(Address(url, PORTAL, "article"), "article", pages=[page], article=article)


def tell_processes(folder: Path, what: str, sql: str, options: argparse.Namespace) -> None:
    """The whole of it, by one process and by two."""
    times: dict[int, list[Times]] = {1: [], 2: []}
    for _ in range(options.rounds):
        for processes in random.sample(list(times), len(times)):
            times[processes].append(_timed(folder, sql, processes))
    for processes, found in times.items():
        rates = spread([options.count / each.wall for each in found], ".0f")
        print(f"| reextract, {what}, processes: {processes}, pages a second | {rates} |")
    for clock in ("wall", "busiest"):
        one, two = ([getattr(each, clock) for each in times[processes]] for processes in (1, 2))
        said = "" if clock == "wall" else ", by the processor's time of the busier"
        print(f"| two processes over one, {what}{said} | {spread(ratios(one, two))} |", flush=True)


@dataclass(frozen=True, slots=True)
class Times:
    """What a re-extraction took, in seconds; `busiest` is the processor's time of the process that had most to do."""

    wall: float
    busiest: float


def _timed(folder: Path, sql: str, processes: int) -> Times:
    with Archive.open(folder, write=True) as archive:
        archive.db.execute(sql)
        before, start = os.times(), time.perf_counter()
        done = reextract(archive, processes=processes)
        wall, after = time.perf_counter() - start, os.times()
    if done.lost:
        print(f"| pages that are read as no article any more | {done.lost} of {done.pages} |")
    here = after.user + after.system - before.user - before.system
    other = after.children_user + after.children_system - before.children_user - before.children_system
    return Times(wall, max(here, other))


if __name__ == "__main__":
    main()
