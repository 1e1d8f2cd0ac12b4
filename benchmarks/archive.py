"""The archive, measured: ingest, size, search, merge, verify and export, on synthetic articles.

    python -m benchmarks.archive [N] [--pages PATH] [--keep FOLDER]

N articles (1,000,000) are written into a temporary folder. PATH holds saved pages of a real site (saved_pages.py), for
the room that pages take. Rates are by the wall's clock; figures in brackets span eight of ten measurements.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.archive_ingest import SMALL, Ingest, ingest
from benchmarks.archive_pages import room
from benchmarks.archive_search import latencies, overlaps, queries
from benchmarks.figures import peak_mib, ratios, size, spread
from benchmarks.saved_pages import saved_pages
from pipelines.archive import Archive
from pipelines.duplicates import update_duplicates
from pipelines.exporting import Format, Order, export
from pipelines.verify import Problem, verify

FORMATS: tuple[Format, ...] = ("jsonl", "csv", "warc")


def main() -> None:
    """Print all figures as a Markdown table, each as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--pages", type=Path)
    options = parser.parse_args()
    tell("articles", f"{options.count:,}")
    print("|---|---|")
    with tempfile.TemporaryDirectory(prefix="congtin-bench-") as name:
        folder = Path(name)
        if options.pages:
            tell_room(folder / "room", options.pages)
        tell_ingest(folder, options.count)
        tell_search(folder / "large", options.count)
        tell_signatures(folder, options.count)
        tell_rates(folder, options.count)


def tell(what: str, figure: str) -> None:
    """A line of the table."""
    print(f"| {what} | {figure} |", flush=True)


def tell_room(folder: Path, pages: Path) -> None:
    """Pages of a real site against gzip WARC."""
    found = room(folder, saved_pages(pages))
    tell(
        "saved pages counted; the dictionary is trained on others",
        f"{found.pages} of {found.plain // found.pages:,} bytes",
    )
    tell("payload of pages.db over gzip WARC", f"{found.payload / found.warc:.3f}")
    tell("pages.db on disk over gzip WARC", f"{found.disk / found.warc:.3f}")
    tell("dictionaries, once a portal, bytes", f"{found.dictionaries:,}")


def tell_ingest(folder: Path, count: int) -> None:
    """How fast articles are stored, and what they take."""
    before = peak_mib()
    for done, times in ingest(folder, count):
        last = times
        if done % 100_000 == 0 and done < count:
            rate = batch_size(last, done) / statistics.median(last.store.wall[-50:])
            tell(f"… at {done:,}, store and search, articles a second", f"{rate:.0f}")
    per_batch = batch_size(last, count)
    tell("store and search, articles a second", spread([per_batch / wall for wall in last.store.wall], ".0f"))
    tell("the same, ms of the processor an article", spread([1000 * cpu / per_batch for cpu in last.store.cpu]))
    tell("pages before them, articles a second", spread([per_batch / wall for wall in last.pages.wall], ".0f"))
    tell("time of store and search over bare executemany", spread(ratios(last.store.wall, last.bare.wall), ".1f"))
    if count > SMALL:
        tell(
            f"rate at {count:,} over rate in a new archive of {SMALL:,}",
            spread(ratios(last.small.wall, last.late.wall)),
        )
        tell("the same by the processor's clock", spread(ratios(last.small.cpu, last.late.cpu)))
    tell("archive.db, bytes an article", f"{size(folder / 'large' / 'archive.db') / count:,.0f}")
    tell("pages.db, bytes an article", f"{size(folder / 'large' / 'pages.db') / count:,.0f}")
    tell("peak memory, MiB (before: the program alone)", f"{peak_mib():.0f} ({before:.0f})")


def batch_size(times: Ingest, done: int) -> float:
    """Articles a batch."""
    return done / len(times.store.wall)


def tell_search(folder: Path, count: int) -> None:
    """How long searches take, and how they rank."""
    asked = queries(count)
    with Archive.open(folder, write=False) as archive:
        for name, found in latencies(archive.db, asked).items():
            tell(f"search, {name}, ms", spread(found, ".1f"))
        shares = dict(overlaps(archive.db, asked))
    if shares:
        tell("queries ranked in tiers: share of the top 20 that exact bm25 has too", spread([*shares.values()]))
    else:
        tell("queries ranked otherwise than by exact bm25", "none")


def tell_signatures(folder: Path, count: int) -> None:
    """Near-duplicates, which are found after the ingest: in the small archive, then in the large one."""
    sizes = {"small": min(SMALL, count), "large": count}
    rates = {}
    for name, articles in sizes.items():
        with Archive.open(folder / name, write=True) as archive:
            rates[name] = articles / timed(partial(update_duplicates, archive.db))
        tell(f"near-duplicates of {articles:,}, articles a second", f"{rates[name]:.0f}")
    tell("their rate in the large over the small", f"{rates['large'] / rates['small']:.2f}")


def tell_rates(folder: Path, count: int) -> None:
    """What works through a whole archive."""
    large = folder / "large"
    for form in FORMATS:
        seconds = timed(partial(export, large, Order(form, folder / f"out.{form}")))
        tell(f"export to {form}, articles a second", f"{count / seconds:.0f}")
    problems: list[Problem] = []
    seconds = timed(lambda: problems.extend(verify(large)))
    tell("verify, articles a second", f"{count / seconds:.0f}")
    tell("problems that it names", str(len(problems)))
    tell("peak memory after all, MiB", f"{peak_mib():.0f}")


def timed(work: Callable[[], object]) -> float:
    """Seconds by the wall's clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
