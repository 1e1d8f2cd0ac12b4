"""Near-duplicates, measured: what share of copies is found, what is taken for one wrongly, and how the work grows.

    python -m benchmarks.duplicates [--pages PATH]

Copies are made of the bodies of saved pages of a real site (saved_pages.py), or of the sample portals' articles, and of
notices that differ from thousands of others only in names, dates and numbers. All are put into an archive and found
there, as after a crawl. Times are of the processor.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from sqlite_utils import Database

from benchmarks.copies import COPIES, FORMS, notice
from benchmarks.saved_pages import saved_pages
from crawler.data import path as data_path
from crawler.extraction import extract
from pipelines.archive.databases import open_for_writing
from pipelines.duplicates import update_duplicates

_SHORTEST = 80  # words of a body that is copied
_FAMILY, _COPIED, _ROUNDS = 3000, 200, 4
_SIZES = (1000, 10_000)
_FIRST = datetime.fromisoformat("2024-01-01T08:00:00+07:00")
_ROW = """
    INSERT INTO articles (id, key, portal_id, url, title, body, published_at, content_hash, first_seen_at, last_seen_at,
        page_id, captured_at, extractor)
    VALUES (?1, ?2, 'p', '', '', ?3, ?4, ?2, '', '', '', '', '')
"""


def main() -> None:
    """Print all figures as a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, help="saved pages of a real site")
    options = parser.parse_args()
    bodies = list(_bodies_of(options.pages)) if options.pages else list(_sample_bodies())
    _tell("bodies", f"{len(bodies)}")
    print("|---|---|")
    for kind in COPIES:
        found, wrong = _measured(bodies, kind, bodies * max(1, _COPIED // len(bodies)))
        _tell(f"{kind}: found; taken for another's copy", f"{found:.3f}; {wrong:.3f}")
    for form in FORMS:
        _tell_family(form)
    for form in FORMS:
        small, large = (min(_time(form, size) for _ in range(2)) for size in _SIZES)
        _tell(f"{form}: time an article among {_SIZES[1]:,} over among {_SIZES[0]:,}", f"{large / small:.2f}")


def _tell(what: str, figure: str) -> None:
    print(f"| {what} | {figure} |", flush=True)


def _bodies_of(pages: Path) -> Iterator[str]:
    seen = set()
    for page in saved_pages(pages):
        article = extract(page.body, page.url)
        body = "\n".join(article.body) if article else ""
        if len(body.split()) >= _SHORTEST and body not in seen:
            seen.add(body)
            yield body


def _sample_bodies() -> Iterator[str]:
    for file in sorted(data_path("sample").glob("*/expected/*.json")):
        body = "\n".join(json.loads(file.read_text("utf-8"))["body"])
        if len(body.split()) >= _SHORTEST:
            yield body


def _tell_family(form: str) -> None:
    """Copies of some of many notices of one form."""
    chance = Random(2025)
    family = list(dict.fromkeys(notice(form, chance) for _ in range(_FAMILY)))
    for kind in ("whole", "edited 3 %", "excerpt 70 %"):
        found, wrong = _measured(family, kind, chance.sample(family, _COPIED))
        _tell(f"{len(family):,} notices ({form}), {kind}: found; taken for another's copy", f"{found:.3f}; {wrong:.3f}")


def _measured(bodies: Sequence[str], kind: str, copied: Sequence[str]) -> tuple[float, float]:
    """Which share of the copies is found, and which share of all texts is grouped with one that it does not copy."""
    chance = Random(2025)
    texts = list(bodies)
    origins = {number: number for number in range(len(texts))}
    for body in copied:
        origins[len(texts)] = bodies.index(body)
        texts.append(COPIES[kind](body, [other for other in bodies[:50] if other != body], chance))
    groups = _groups(texts)
    copies = range(len(bodies), len(texts))
    found = sum(origins[groups.get(number, number)] == origins[number] and number in groups for number in copies)
    wrong = sum(origins[group] != origins[number] for number, group in groups.items())
    return found / len(copied), wrong / len(texts)


def _groups(texts: Sequence[str]) -> dict[int, int]:
    """For each text that is a duplicate, which one names its group; the earlier is named first."""
    with tempfile.TemporaryDirectory(prefix="congtin-bench-") as folder:
        db = _filled(Path(folder), texts)
        update_duplicates(db)
        rows = db.execute("SELECT article_id - 1, group_id - 1 FROM duplicates").fetchall()
        db.close()
    return dict(rows)


def _filled(folder: Path, texts: Sequence[str]) -> Database:
    """An archive of the texts, without the search index; each is a minute younger than the one before."""
    db = open_for_writing(folder, "archive")
    for (trigger,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {trigger}")
    rows = [(number + 1, f"{number:020x}", text, _moment(number)) for number, text in enumerate(texts)]
    with db.atomic():
        db.execute("INSERT INTO portals (id, name, url) VALUES ('p', '', '')")
        db.conn.executemany(_ROW, rows)
    return db


def _moment(number: int) -> str:
    return (_FIRST + timedelta(minutes=number)).isoformat()


def _time(form: str, size: int) -> float:
    chance = Random(size)
    with tempfile.TemporaryDirectory(prefix="congtin-bench-") as folder:
        db = _filled(Path(folder), [notice(form, chance) for _ in range(size)])
        start = time.process_time()
        update_duplicates(db)
        took = time.process_time() - start
        db.close()
    return took / size


if __name__ == "__main__":
    main()
