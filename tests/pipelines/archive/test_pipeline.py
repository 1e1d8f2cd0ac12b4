"""The pipeline in a crawl: faults are stored as the visit's end, an archive that cannot be written stops the crawl."""

import sqlite3

import pytest
from scrapy import signals
from scrapy.utils.test import get_crawler

from pipelines.archive import ArchiveError, DiskFull
from pipelines.archive.equality import fingerprint
from pipelines.archive.session import archive_of, frontier_of
from pipelines.store import StorePipeline, store_visit


@pytest.fixture
def known(archive, make):
    archive.frontier.add("xa", [make.link("/tin/a-1.html")])
    return archive


def test_what_cannot_be_stored_ends_as_an_exception_with_its_page(known, make, rows):
    visit = make.visit("/tin/a-1.html", make.article("/tin/a-1.html", author="\ud800"))
    StorePipeline(known, get_crawler()).process_item(visit)
    assert visit.outcome == "exception"
    ((state, outcome, reason, page_id),) = rows(known, "SELECT state, outcome, reason, page_id FROM frontier")
    assert (state, outcome) == ("failed", "exception")
    assert reason.startswith("UnicodeEncodeError: ")
    assert known.pages.page(page_id).page.body == visit.pages[0].body
    assert rows(known, "SELECT count(*) FROM articles") == [(0,)]


@pytest.mark.parametrize("database", ["archive", "pages"])
def test_a_full_disk_stops_and_leaves_nothing_false(known, make, rows, database):
    db = known.db if database == "archive" else known.pages.db
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    visit = make.visit(
        "/tin/a-1.html", make.article("/tin/a-1.html", body=["x" * 100_000]), body=bytes(range(256)) * 999
    )
    if database == "pages":
        visit.pages[0] = make.page("/tin/a-1.html", random_bytes(100_000))
    with pytest.raises(DiskFull, match="make room and run the same command again"):
        StorePipeline(known, get_crawler()).process_item(visit)
    assert rows(known, "SELECT state FROM frontier") == [("pending",)]
    assert rows(known, "SELECT count(*) FROM articles") == [(0,)]
    db.execute("PRAGMA max_page_count = 1000000")
    assert store_visit(known, visit).change == "new"


def test_a_full_disk_is_said_by_the_frontier_as_well(known, make, rows):
    pages = known.db.execute("PRAGMA page_count").fetchone()[0]
    known.db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        known.frontier.add("xa", [make.link(f"/{n}", title="x" * 1000) for n in range(2000)])
    assert rows(known, "SELECT count(*) FROM frontier") == [(1,)]


def random_bytes(count):
    """Bytes that do not compress, the same in every run."""
    import random

    return random.Random(1).randbytes(count)


def test_an_archive_that_fails_otherwise_stops_as_well(known, make, rows):
    known.pages.db.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(known.folder / "pages.db")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ArchiveError, match="database is locked"):
        StorePipeline(known, get_crawler()).process_item(make.visit("/tin/a-1.html"))
    other.close()
    assert rows(known, "SELECT state FROM frontier") == [("pending",)]


def test_a_crawler_has_one_archive_that_is_closed_with_its_engine(tmp_path, make):
    crawler = get_crawler(settings_dict={"ARCHIVE_DIR": str(tmp_path / "archive")})
    archive = archive_of(crawler)
    assert archive_of(crawler) is archive
    assert frontier_of(crawler) is archive.frontier
    assert isinstance(StorePipeline.from_crawler(crawler), StorePipeline)
    archive.frontier.open_run([make.portal], full=False, settings={})
    crawler.signals.send_catch_log(signals.engine_stopped)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        archive.db.execute("SELECT 1")
    assert fingerprint(tmp_path / "archive")["portals"][0][0] == "xa"
