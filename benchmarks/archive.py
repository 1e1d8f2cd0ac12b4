"""The archive, measured: ingest, size, search, merge, verify and export, on synthetic articles.

    python -m benchmarks.archive [N] [--pages PATH] [--parts NAME ...]

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
from pipelines.merging import merge
from pipelines.verify import Problem, verify

FORMATS: tuple[Format, ...] = ("jsonl", "csv", "warc")


def main() -> None:
    """Print all figures as a Markdown table, each as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="what is measured after the ingest")
    options = parser.parse_args()
    tell("articles", f"{options.count:,}")
    print("|---|---|")
    with tempfile.TemporaryDirectory(prefix="congtin-bench-") as name:
        folder = Path(name)
        if options.pages:
            tell_room(folder / "room", options.pages)
        tell_ingest(folder, options.count)
        for part in options.parts:
            PARTS[part](folder, options.count)
        tell("peak memory after all, MiB", f"{peak_mib():.0f}")


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
    with Archive.open(folder / "large", write=False) as archive:
        for name, found in latencies(archive.db, asked).items():
            tell(f"search, {name}, ms", spread(found, ".1f"))
        shares = list(overlaps(archive.db, asked))
    for name in asked:
        if found := [share for of, share in shares if of == name]:
            tell(f"top 20 shared with exact bm25, {name}, {len(found)} of {len(asked[name])} queries", spread(found))


def tell_signatures(folder: Path, count: int) -> None:
    """Near-duplicates, which are found after the ingest: in the small archive and in the large one."""
    sizes = {"small": SMALL, "large": count} if count > SMALL else {"large": count}
    rates = {}
    for name, articles in sizes.items():
        with Archive.open(folder / name, write=True) as archive:
            rates[name] = articles / timed(partial(update_duplicates, archive.db))
        tell(f"near-duplicates of {articles:,}, articles a second", f"{rates[name]:.0f}")
    if count > SMALL:
        tell("their rate in the large over the small", f"{rates['large'] / rates['small']:.2f}")


def tell_exports(folder: Path, count: int) -> None:
    """The whole archive to a file."""
    for form in FORMATS:
        seconds = timed(partial(export, folder / "large", Order(form, folder / f"out.{form}")))
        tell(f"export to {form}, articles a second", f"{count / seconds:.0f}")


def tell_verify(folder: Path, count: int) -> None:
    """Everything read again and compared."""
    problems: list[Problem] = []
    seconds = timed(lambda: problems.extend(verify(folder / "large")))
    tell("verify, articles a second", f"{count / seconds:.0f}")
    tell("problems that it names", str(len(problems)))


def tell_merge(folder: Path, count: int) -> None:
    """The small archive into a new one, and again, when it knows all."""
    articles = min(SMALL, count)
    with Archive.open(folder / "merged", write=True) as archive:
        for what in ("into a new archive", "into one that has them all"):
            seconds = timed(partial(merge, archive, folder / "small"))
            tell(f"merge of {articles:,} {what}, articles a second", f"{articles / seconds:.0f}")


def timed(work: Callable[[], object]) -> float:
    """Seconds by the wall's clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


PARTS: dict[str, Callable[[Path, int], None]] = {
    "search": tell_search,
    "merge": tell_merge,
    "signatures": tell_signatures,
    "verify": tell_verify,
    "exports": tell_exports,
}


if __name__ == "__main__":
    main()
