"""Quality, speed and memory of extraction, against its floors and its peers, in one run.

    python benchmarks/extraction.py [--dataset FOLDER] [--pages N] [--rounds N] [--peers NAME ...]

Without a dataset the project's own fixture pages are read (tests/extraction). A dataset is a folder of NAME.html beside
NAME.json with `url` and either `lines` (the text, line by line) or `text`; `title` and `date` are optional.

Quality: exact lines (output lines that are expected, expected lines that are kept) and 4-gram shingles, precision and
recall averaged over pages. Speed: every round times each extractor once on each page, in random order, by the thread's
CPU clock, with garbage collected before and not during the clock's run; a page's time is its median over the rounds.
Every field of the Article is read, `body_html` and `removed` included. Ratios count, not milliseconds.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from crawler.extraction import extract

FIXTURES = Path(__file__).parent.parent / "tests" / "extraction"
WORD = re.compile(r"\w+")
PEERS = ("trafilatura", "resiliparse", "readability", "newspaper")


@dataclass(frozen=True)
class Sample:
    """A page and what must come out of it."""

    name: str
    url: str
    html: bytes
    lines: list[str]
    title: str
    date: str


def samples(folder: Path | None, count: int) -> list[Sample]:
    """The pages of a dataset, or the project's own; a given number of them, evenly spread."""
    folders = [folder] if folder else [FIXTURES / "traps", FIXTURES / "pages"]
    found = [sample for each in folders for path in sorted(each.glob("*.json")) if (sample := _sample(path))]
    return found[:: max(1, len(found) // count)][:count] if count else found


def _sample(path: Path) -> Sample | None:
    data = json.loads(path.read_text("utf-8"))
    fields = data.get("article", data)
    lines = fields.get("lines") or (fields["text"].splitlines() if "text" in fields else None)
    if lines is None:
        if "body" not in fields:
            return None  # a page without an article
        lines = [fields["lead"], *fields["body"]] if fields.get("lead") else fields["body"]
    date = (fields.get("date") or fields.get("published") or "")[:10]
    kept = [line for line in lines if line]
    return Sample(path.stem, data["url"], path.with_suffix(".html").read_bytes(), kept, fields.get("title") or "", date)


def ours(page: Sample) -> tuple[str, str, str]:
    """Text, title and date by the project; everything else of the article is computed as well."""
    article = extract(page.html, page.url, platform="generic")
    if article is None:
        return "", "", ""
    return article.text, article.title, article.published.date().isoformat() if article.published else ""


def lxml_parse(page: Sample) -> tuple[str, str, str]:
    """A floor: lxml's tree with the encoding given, and nothing done with it."""
    etree.fromstring(page.html, etree.HTMLParser(encoding="utf-8"))
    return "", "", ""


def lexbor_parse(page: Sample) -> tuple[str, str, str]:
    """A floor: the tree that extraction itself is built on."""
    LexborHTMLParser(page.html)
    return "", "", ""


def peer(name: str) -> Callable[[Sample], tuple[str, str, str]]:
    """A peer in its usual configuration (extra `bench`)."""
    return {
        "trafilatura": _trafilatura, "resiliparse": _resiliparse, "readability": _readability, "newspaper": _newspaper,
    }[name]()  # fmt: skip


def _trafilatura() -> Callable[[Sample], tuple[str, str, str]]:
    from trafilatura import bare_extraction

    def run(page: Sample) -> tuple[str, str, str]:
        found: Any = bare_extraction(page.html, url=page.url, with_metadata=True, include_comments=False)
        return (found.text or "", found.title or "", found.date or "") if found else ("", "", "")

    return run


def _resiliparse() -> Callable[[Sample], tuple[str, str, str]]:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    def run(page: Sample) -> tuple[str, str, str]:
        tree = HTMLTree.parse_from_bytes(page.html, "utf-8")
        return extract_plain_text(tree, main_content=True, alt_texts=False), tree.title or "", ""

    return run


def _readability() -> Callable[[Sample], tuple[str, str, str]]:
    import html_text
    from readability import Document

    def run(page: Sample) -> tuple[str, str, str]:
        document = Document(page.html.decode("utf-8", "replace"))
        return html_text.extract_text(document.summary()), document.short_title(), ""

    return run


def _newspaper() -> Callable[[Sample], tuple[str, str, str]]:
    from newspaper import Article as Newspaper

    def run(page: Sample) -> tuple[str, str, str]:
        article = Newspaper(page.url, fetch_images=False)
        article.download(input_html=page.html.decode("utf-8", "replace"), ignore_read_more=True)
        try:
            article.parse()
        except ImportError:  # Arabic, Chinese, Japanese and Thai each need another package: it finds nothing
            return "", "", ""
        return article.text, article.title, str(article.publish_date or "")[:10]

    return run


def quality(run: Callable[[Sample], tuple[str, str, str]], pages: list[Sample]) -> str:
    """One row of the table of quality."""
    lines, grams, titles, dates = [], [], [], []
    for page in pages:
        text, title, date = run(page)
        got = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        lines.append(_shares(Counter(got), Counter(page.lines)))
        grams.append(_shares(_shingles(text), _shingles("\n".join(page.lines))))
        if page.title:
            titles.append(title == page.title)
        if page.date:
            dates.append(date == page.date)
    rows = " | ".join(f"{value:.3f}" for value in (*_means(lines), *_means(grams)))
    return f"{rows} | {statistics.mean(titles):.3f} | {statistics.mean(dates):.3f}"


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def _shares(got: Counter[Any], wanted: Counter[Any]) -> tuple[float, float]:
    hits = sum((got & wanted).values())
    return hits / max(1, sum(got.values())) if got else float(not wanted), hits / max(
        1, sum(wanted.values())
    ) if wanted else 1.0


def _means(shares: list[tuple[float, float]]) -> tuple[float, float, float]:
    precision, recall = statistics.mean(p for p, _ in shares), statistics.mean(r for _, r in shares)
    return precision, recall, 2 * precision * recall / (precision + recall or 1)


def speed(runs: dict[str, Callable[[Sample], tuple[str, str, str]]], pages: list[Sample], rounds: int) -> Iterator[str]:
    """A row of the table of speed for each extractor."""
    times: dict[str, list[list[float]]] = {name: [[] for _ in pages] for name in runs}
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for at, page in enumerate(pages):
            for name in random.sample(list(runs), len(runs)):
                times[name][at].append(_timed(runs[name], page))
    medians = {name: sum(statistics.median(each) for each in found) for name, found in times.items()}
    for name, total in medians.items():
        per_page = 1000 * total / len(pages)
        yield f"{name} | {per_page:.2f} | {total / medians['lxml parse']:.2f} | {total / medians['lexbor parse']:.2f}"


def _timed(run: Callable[[Sample], tuple[str, str, str]], page: Sample) -> float:
    gc.collect()
    start = time.thread_time()
    run(page)
    return time.thread_time() - start


MEMORY = """
import sys
from pathlib import Path
sys.path[:0] = [{root!r}, {here!r}]
import extraction as bench
pages = bench.samples({folder}, {count})
run = {{"congtin": bench.ours, "lxml parse": bench.lxml_parse}}.get({name!r}) or bench.peer({name!r})
def peak():  # not getrusage: its peak begins with that of the process that started this one
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
before = peak()
for page in pages:
    run(page)
print((peak() - before) / 1024)
"""


def memory(name: str, folder: Path | None, count: int) -> float:
    """By how many MiB reading the pages raises the peak of a process of its own."""
    here = Path(__file__).parent
    shown = f"__import__('pathlib').Path({str(folder)!r})" if folder else "None"
    code = MEMORY.format(root=str(here.parent), here=str(here), folder=shown, count=count, name=name)
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--pages", type=int, default=0, help="so many pages, evenly spread (all)")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--peers", nargs="*", default=PEERS, choices=PEERS)
    options = parser.parse_args()
    pages = samples(options.dataset, options.pages)
    runs = {"congtin": ours, **{name: peer(name) for name in options.peers}}
    print(
        f"{len(pages)} pages\n\n| | line P | line R | line F1 | 4-gram P | R | F1 | title | date |\n|---|{'---:|' * 8}"
    )
    for name, run in runs.items():
        print(f"| {name} | {quality(run, pages)} |", flush=True)
    floors = {"lxml parse": lxml_parse, "lexbor parse": lexbor_parse}
    print("\n| | ms a page | of an lxml parse | of a lexbor parse |\n|---|---:|---:|---:|")
    for row in speed(floors | runs, pages, options.rounds):
        print(f"| {row} |", flush=True)
    print("\n| | MiB above the start |\n|---|---:|")
    for name in ("lxml parse", *runs):
        print(f"| {name} | {memory(name, options.dataset, options.pages):.0f} |", flush=True)


if __name__ == "__main__":
    main()
