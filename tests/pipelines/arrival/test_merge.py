"""Merge: all that two archives know is in one, the same whichever way round and however often."""

import shutil
import sqlite3

import pytest

from crawler.items import Link, Page, Visit, WalkStep
from crawler.portals import Portal
from pipelines.archive import Archive, ArchiveError, SchemaTooNew
from pipelines.archive.equality import fingerprint
from pipelines.archive.migrate import MIGRATIONS
from pipelines.arrival.reading import read
from pipelines.merging import merge
from pipelines.store import store_visit
from pipelines.verify import verify
from pipelines.withdrawing import withdraw

EDITED = ["Sửa lại một lần cho đúng với văn bản gốc. " * 5] * 4
A, B, C = (f"https://xa.example.vn/tin/{name}.html" for name in "abc")


@pytest.fixture
def theirs(imported, warc, article, capture, tmp_path):
    """An article in its second state, one that is gone, one that has moved, and a file."""
    gone = [capture("/tin/b.html", f"2025-0{month}-01T00:00:00Z", b"", "404 Not Found") for month in (7, 8, 9)]
    moved = capture("/tin/c.html", "2025-09-01T00:00:00Z", b"", "301 Moved", (("Location", "/tin/moi.html"),))
    pdf = capture("/a.pdf", body=b"%PDF-1.4 a notice")
    edited = article("a", "2025-08-01T00:00:00Z", lines=EDITED)
    imported(warc("theirs.warc.gz", edited, *gone, moved, article("c", path="/tin/moi.html"), pdf), into="theirs")
    return tmp_path / "theirs"


@pytest.fixture
def ours(imported, warc, article, tmp_path):
    """The first and the third state of the first article, and the two others."""
    again = article("a", "2025-09-01T00:00:00Z")
    old = [article(name, "2025-01-01T00:00:00Z") for name in "abc"]
    imported(warc("ours.warc.gz", again, *old), into="ours")
    return tmp_path / "ours"


@pytest.fixture
def merged(tmp_path):
    """Merges archives into a copy of the first; returns the copy."""
    count = 0

    def run(first, *others):
        nonlocal count
        count += 1
        folder = tmp_path / f"merged-{count}"
        shutil.copytree(first, folder)
        with Archive.open(folder, write=True) as archive:
            for other in others:
                merge(archive, other)
        return folder

    return run


def rows(folder, sql):
    with Archive.open(folder, write=False) as archive:
        return archive.db.execute(sql).fetchall()


def test_captures_of_both_take_their_places_by_time(ours, theirs, merged):
    folder = merged(ours, theirs)
    sql = """
        SELECT v.version, substr(v.captured_at, 1, 7), v.body LIKE 'Sửa%'
        FROM article_versions AS v JOIN articles AS a ON a.id = article_id WHERE a.url LIKE '%/a.html' ORDER BY 1
    """
    assert rows(folder, sql) == [(1, "2025-01", 0), (2, "2025-08", 1)]
    assert rows(folder, "SELECT version FROM articles WHERE url LIKE '%/a.html'") == [(3,)]


def test_what_only_both_together_show(ours, theirs, merged):
    """Three answers say that one is gone; a redirect shows that two articles are one, under the earlier key."""
    folder = merged(ours, theirs)
    assert rows(folder, "SELECT url FROM articles WHERE gone_at IS NOT NULL") == [(B,)]
    sql = "SELECT b.url, b.kind FROM article_addresses AS b JOIN articles AS a ON a.id = article_id"
    sql += " WHERE a.url LIKE '%moi%'"
    assert sorted(rows(folder, sql)) == [(C, "canonical"), ("https://xa.example.vn/tin/moi.html", "moved")]
    assert rows(folder, "SELECT count(*) FROM articles") == [(3,)]


def test_the_way_round_and_how_often_does_not_matter(ours, theirs, merged):
    one, other = merged(ours, theirs), merged(theirs, ours)
    expected = fingerprint(one)
    assert fingerprint(other) == expected
    assert fingerprint(merged(one, theirs, ours, other)) == expected
    assert verify(one) == verify(other) == []


def test_the_other_archive_is_left_as_it_is(ours, theirs, merged):
    before = fingerprint(theirs)
    merged(ours, theirs)
    assert fingerprint(theirs) == before


def test_files_come_with_their_bytes(ours, theirs, merged):
    folder = merged(ours, theirs)
    ((digest,),) = rows(folder, "SELECT sha256 FROM files")
    assert (folder / "files" / digest[:2] / digest).read_bytes() == b"%PDF-1.4 a notice"


def test_a_merge_is_sealed_and_one_that_brings_nothing_leaves_no_run(ours, theirs, merged):
    once = merged(ours, theirs)
    made_here = "SELECT count(*) FROM runs WHERE json_extract(settings, '$.merge') IS NOT NULL"
    assert rows(once, made_here) == rows(merged(once, theirs), made_here) == [(1,)]
    assert rows(once, "SELECT captures FROM seals ORDER BY run_id")[-1] == (7,)


# -- archives that were crawled ---------------------------------------------------------------------------------------


@pytest.fixture
def crawled(tmp_path):
    """Makes an archive by a run at a given hour, with a walk that ends, and the portal's record of then."""

    def make(name, hour, paths, portal_name="Xã Mẫu"):
        portal = Portal("xa", portal_name, "https://xa.example.vn/")
        with Archive.open(tmp_path / name, write=True) as archive:
            now = archive.clock().replace(year=2025, month=7, day=20, hour=hour)
            archive.clock = lambda: now
            archive.frontier.open_run([portal], full=False, settings={})
            archive.frontier.add("xa", [Link("https://xa.example.vn/tin/", "listing"), *paths_of(paths)])
            while address := archive.frontier.lease(now=now, per_host=1):
                store_visit(archive, visit_of(archive, address, now, portal))
            archive.frontier.close_run("finished", {})
        return tmp_path / name

    return make


def paths_of(paths):
    return [Link(f"https://xa.example.vn/tin/{path}.html", "article") for path in paths]


def visit_of(archive, address, now, portal):
    if address.role == "listing":
        step = WalkStep(address.url, "", 2, stop_reason="end", complete=True)
        return Visit(address, "listing", pages=[Page(address.url, now, 200, body=b"<ul>")], steps=[step])
    name = address.url.rsplit("/", 1)[1]
    body = (
        f"<html><body><h1>Bài {name}</h1><div class='content'><p>{'Một câu trong bài. ' * 20}</p></div></body></html>"
    )
    page = Page(address.url, now, 200, body=body.encode())
    found = read(archive, page, portal)
    return Visit(address, found.outcome, found.reason, pages=[page], kind=found.kind, article=found.article)


def test_runs_and_what_they_covered_are_known_by_start_and_archive(crawled, merged):
    one, other = crawled("one", 8, "ab"), crawled("other", 9, "bc")
    folder = merged(one, other, other)
    assert rows(folder, "SELECT substr(started_at, 12, 2) FROM runs WHERE extractor <> '' AND full = 0 AND pages > 0"
                        " AND json_extract(settings, '$.merge') IS NULL ORDER BY 1") == [("08",), ("09",)]  # fmt: skip
    covered = "SELECT walk, count(*), min(complete) FROM coverage GROUP BY 1"
    assert rows(folder, covered) == [("https://xa.example.vn/tin/", 2, 1)]
    assert rows(merged(folder, merged(other, one)), covered) == [("https://xa.example.vn/tin/", 2, 1)]


def test_the_later_record_of_a_portal_counts(crawled, merged):
    one, other = crawled("one", 8, "ab", "Tên cũ"), crawled("other", 9, "bc", "Tên mới")
    for folder in (merged(one, other), merged(other, one)):
        assert rows(folder, "SELECT name FROM portals") == [("Tên mới",)]


def test_crawled_archives_merge_the_same_either_way(crawled, merged):
    one, other = crawled("one", 8, "ab"), crawled("other", 9, "bc")
    assert fingerprint(merged(one, other)) == fingerprint(merged(other, one))


def test_what_a_bare_host_has_is_the_portals_whose_host_it_is(crawled, imported, warc, article, merged, tmp_path):
    imported(warc("a.warc.gz", article("z")), into="bare")
    one, other = crawled("one", 8, "ab"), tmp_path / "bare"
    for folder in (merged(one, other), merged(other, one)):
        assert rows(folder, "SELECT DISTINCT portal_id FROM articles") == [("xa",)]


# -- withdrawal -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("erase", [False, True])
def test_what_one_has_withdrawn_is_in_neither_way_of_merging(ours, theirs, merged, erase):
    with Archive.open(theirs, write=True) as archive:
        withdraw(archive, A, reason="on request", erase=erase)
    for folder in (merged(ours, theirs), merged(theirs, ours)):
        assert rows(folder, "SELECT count(*) FROM articles WHERE url LIKE '%/a.html'") == [(0,)]
        assert rows(folder, "SELECT reason, erased FROM withdrawn") == [("on request", int(erase))]
        assert rows(folder, f"SELECT state, outcome FROM frontier WHERE url = '{A}'") == [("excluded", "withdrawn")]
        assert verify(folder) == []


def test_a_listing_does_not_bring_back_what_was_erased(imported, warc, article, capture, merged, tmp_path):
    """The other archive has a later capture of the listing, which still quotes a line of the article."""
    quoted = "Dòng này chỉ có trong bài bị gỡ và trên trang danh sách của cổng."
    named = "".join(
        f"<li><a href='/tin/bai-so-{n}-cua-danh-sach.html'>Bài số {n} của danh sách</a></li>" for n in "xyz"
    )
    listing = capture("/", "2026-01-01T00:00:00Z", f"<html><ul>{named}</ul><p>{quoted}</p></html>".encode())
    pages = [article("a", lines=[*["Một dòng khác của bài, đủ dài. " * 3] * 4, quoted]), article("b")]
    imported(warc("ours.warc", *pages), into="ours")
    imported(warc("theirs.warc", *pages, listing), into="theirs")
    with Archive.open(tmp_path / "ours", write=True) as archive:
        withdraw(archive, A, reason="on request", erase=True)
    folder = merged(tmp_path / "ours", tmp_path / "theirs")
    with Archive.open(folder, write=False) as archive:
        digests = [row[0] for row in archive.pages.db.execute("SELECT sha256 FROM bodies")]
        assert not [sha for sha in digests if quoted.encode() in archive.pages.body(sha)]
    assert rows(folder, "SELECT url FROM articles") == [(B,)]
    assert verify(folder) == []


# -- other schemas ----------------------------------------------------------------------------------------------------


def test_an_archive_merged_into_itself_is_refused(ours):
    with Archive.open(ours, write=True) as archive, pytest.raises(ArchiveError, match="name another one"):
        merge(archive, ours)


def test_an_archive_of_a_later_schema_is_refused(ours, theirs, merged):
    with sqlite3.connect(theirs / "archive.db") as db:
        db.execute("PRAGMA user_version = 999")
    with pytest.raises(SchemaTooNew, match="update congtin"):
        merged(ours, theirs)


def test_an_archive_of_an_earlier_schema_is_migrated_on_a_copy(ours, tmp_path, merged):
    """One of the first schema, with one portal and one address."""
    old = tmp_path / "old"
    old.mkdir()
    for name in ("archive", "pages"):
        with sqlite3.connect(old / f"{name}.db") as db:
            db.executescript((MIGRATIONS / name / "0001_first.sql").read_text("utf-8"))
            db.execute("PRAGMA user_version = 1")
    with sqlite3.connect(old / "archive.db") as db:
        db.execute("INSERT INTO archive_info VALUES ('archive_id', 'old')")
        db.execute("INSERT INTO portals (id, name, url) VALUES ('cu', 'Cũ', 'https://cu.example.vn/')")
        db.execute(
            "INSERT INTO frontier (url, key, portal_id, host, role, state, found_at)"
            " VALUES ('https://cu.example.vn/', 'k', 'cu', 'cu.example.vn', 'home', 'pending', '2025')"
        )
    folder = merged(ours, old)
    assert rows(folder, "SELECT role FROM frontier WHERE portal_id = 'cu'") == [("home",)]
    with sqlite3.connect(old / "archive.db") as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
    assert not list(folder.glob(".merge-*"))
