"""Verification: an archive as crawled has no problem; each kind of damage is named, and what is derived is rebuilt."""

import sqlite3

import pytest

from crawler.items import Article
from pipelines.archive import ArchiveMissing, LockHeld
from pipelines.checks.index import INDEXES
from pipelines.store import store_visit
from pipelines.verify import verify

PDF = b"%PDF-1.4 a notice"


@pytest.fixture
def folder(opened, make, tmp_path):
    """An archive with everything in it: articles, versions, removed blocks, a file, failures, a redirect, a listing."""
    archive = opened()
    links = [make.link(path) for path in ("/1", "/2", "/3", "/gone", "/moved")]
    links += [make.link("/a.pdf", "file"), make.link("/print/1", "twin")]
    store_visit(archive, make.listing("/", links, address=make.address("/", "home")))
    store_visit(archive, make.visit("/1", make.full_article("/1")))
    store_visit(archive, make.visit("/2", make.article("/2", "Đường làng", signature="Hoà", author="admin")))
    store_visit(archive, make.visit("/2", make.article("/2", "Đường làng mới", signature="Hoà", author="admin")))
    store_visit(archive, make.visit("/3", make.article("/3", "Chỉ có tệp", body=[])))
    file = make.ended("/a.pdf", "file", 200, role="file")
    file.pages = [make.page("/a.pdf", PDF, headers=[("Content-Type", "application/pdf")])]
    store_visit(archive, file)
    store_visit(archive, make.ended("/gone", "gone"))
    store_visit(archive, make.ended("/moved", "redirect", 301, redirected_to=make.url("/1")))
    archive.close()
    return tmp_path / "archive"


def damage(folder, sql, *values, name="archive", checks=False):
    """Write to a database behind the archive's back."""
    conn = sqlite3.connect(folder / f"{name}.db", isolation_level=None)
    conn.execute(f"PRAGMA ignore_check_constraints = {int(not checks)}")
    changed = conn.execute(sql, values).rowcount
    conn.close()
    assert changed


def found(folder):
    return {(problem.check, problem.what) for problem in verify(folder)}


def checks(folder):
    return {problem.check for problem in verify(folder)}


def test_an_archive_as_crawled_is_whole(folder):
    assert verify(folder) == []
    assert verify(folder, repair=True) == []


def test_an_empty_archive_is_whole(opened, tmp_path):
    opened(run=False).close()
    assert verify(tmp_path / "archive") == []


def test_a_folder_without_an_archive_is_said_to_be_one(tmp_path):
    with pytest.raises(ArchiveMissing):
        verify(tmp_path)


def test_a_crawl_may_go_on_meanwhile_but_no_repair(folder, opened):
    opened(folder, run=False)
    assert verify(folder) == []
    with pytest.raises(LockHeld):
        verify(folder, repair=True)


def flip(data):
    return bytes([*data[:-3], data[-3] ^ 1, *data[-2:]])


def test_a_flipped_byte_in_a_body(folder):
    conn = sqlite3.connect(folder / "pages.db")
    bodies = conn.execute("SELECT sha256, data FROM bodies WHERE size > 0").fetchall()
    conn.close()
    for sha, data in bodies:
        damage(folder, "UPDATE bodies SET data = ? WHERE sha256 = ?", flip(data), sha, name="pages")
    assert checks(folder) == {"page bodies"}
    assert {problem.subject for problem in verify(folder)} == {f"body {sha}" for sha, _ in bodies}


@pytest.mark.parametrize(
    ("name", "sql", "check", "what"),
    [
        ("pages", "UPDATE bodies SET size = size + 1", "page bodies", "than its digest says"),
        ("pages", "UPDATE pages SET url = url || 'x'", "pages", "than its name says"),
        ("pages", "UPDATE pages SET headers = x'00'", "page headers", "has headers that cannot be read"),
        ("pages", "DELETE FROM bodies", "page bytes", "has lost its bytes"),
        ("pages", "DELETE FROM pages", "unclaimed bodies", "belongs to no page: the row of its page is lost"),
        ("pages", "DELETE FROM pages WHERE url LIKE '%/1'", "provenance", "which is not stored"),
        ("archive", "UPDATE articles SET title = 'x' WHERE version = 1", "contents", "another content than its hash"),
        ("archive", "UPDATE article_versions SET body = ''", "contents", "another content than its hash"),
        ("archive", "UPDATE images SET caption = 'x'", "contents", "another content than its hash"),
        ("archive", "UPDATE articles SET content_hash = 'x'", "contents", "another content than its hash"),
        ("archive", "DELETE FROM article_versions", "versions", "is version 2 and has 0 earlier ones"),
        ("archive", "UPDATE articles SET published_at = '2025-02-30T00:00:00+07:00'", "dates", "for a time"),
        ("archive", "UPDATE articles SET published_precision = 'none'", "dates", "the precision 'none' with"),
        ("archive", "UPDATE articles SET published_precision = 'hour'", "dates", "the precision 'hour'"),
        ("archive", "UPDATE articles SET byline = 'x'", "derived columns", "does not follow from its parts"),
        ("archive", "UPDATE articles SET section = 'x'", "derived columns", "does not follow from its parts"),
        ("archive", "UPDATE articles SET word_count = 0", "derived columns", "has a wrong count of words"),
        ("archive", "UPDATE blocks SET text = 'x'", "removed blocks", "has another text than its name says"),
        ("archive", "INSERT INTO blocks VALUES ('x', '')", "orphaned blocks", "was removed from no article"),
        ("archive", "DELETE FROM blocks", "references", "that refers to no row of blocks"),
        ("archive", "DELETE FROM portals", "references", "that refers to no row of portals"),
        ("archive", "UPDATE files SET size = 5", "files", "has 17 bytes instead of 5"),
        ("archive", "DELETE FROM files", "attachments", "of which nothing is known"),
        ("archive", "UPDATE frontier SET state = 'lost'", "frontier", "is in the state 'lost'"),
        ("archive", "UPDATE frontier SET outcome = '' WHERE state = 'done'", "frontier", "is done without an outcome"),
        ("archive", "UPDATE frontier SET outcome = 'lost'", "frontier", "the outcome 'lost'"),
        ("archive", "UPDATE frontier SET outcome = 'gate', reason = ''", "frontier", "in gate without a reason"),
        ("archive", "DELETE FROM article_addresses", "addresses", "has no address of its own"),
        ("archive", "DELETE FROM articles_fts_docsize", "search index", "is not in the search index"),
        ("archive", "DELETE FROM titles_fts_docsize", "search index", "is not in the search index titles_fts"),
        ("archive", "DELETE FROM briefs_fts_docsize", "search index", "is not in the search index briefs_fts"),
        ("archive", "INSERT INTO articles_fts_docsize VALUES (99, x'00')", "search index", "belongs to no article"),
    ],
)  # fmt: skip
def test_damage_is_named(folder, name, sql, check, what):
    damage(folder, sql, name=name)
    problems = [problem for problem in verify(folder) if problem.check == check]
    assert problems
    assert any(what in problem.what for problem in problems)
    assert all(problem.advice and not problem.repaired for problem in problems)


def test_words_that_the_index_does_not_have(folder):
    drop = (
        "INSERT INTO articles_fts (articles_fts, rowid, title, body, byline, title_folded, body_folded, byline_folded)"
    )
    damage(folder, f"{drop} SELECT 'delete', * FROM articles_search WHERE id = 1")
    assert checks(folder) == {"search index", "search words"}


def test_words_that_only_the_index_has(folder):
    damage(folder, "DROP TRIGGER articles_search_before")
    damage(folder, "DROP TRIGGER articles_search_after")
    damage(folder, "UPDATE articles SET lead = lead || 'thêm' WHERE id = 1")
    problems = [problem for problem in verify(folder) if problem.check == "search words"]
    assert "differ in" in problems[0].what
    assert "build" in str(problems[0])


def test_a_damaged_index_is_named_and_built_anew(folder):
    for index in INDEXES:
        damage(folder, f"UPDATE {index}_data SET block = x'00112233' WHERE id > 10")
    assert "search words" in checks(folder)
    assert all(problem.repaired for problem in verify(folder, repair=True))
    assert verify(folder) == []


@pytest.mark.parametrize("change", ["missing", "truncated", "flipped"])
def test_a_damaged_file(folder, change):
    [file] = [path for path in (folder / "files").rglob("*") if path.is_file()]
    if change == "missing":
        file.unlink()
    else:
        file.write_bytes(PDF[:-1] if change == "truncated" else flip(PDF))
    assert "files" in checks(folder)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE articles SET word_count = 0",
        "UPDATE articles SET byline = 'x', section = 'y'",
        "INSERT INTO blocks VALUES ('e3b0c44298fc1c149afb', '')",
        "DELETE FROM articles_fts_docsize",
    ],
)
def test_what_is_derived_is_rebuilt(folder, sql):
    damage(folder, sql)
    repaired = verify(folder, repair=True)
    assert repaired
    assert all(problem.repaired and "repaired" in str(problem) for problem in repaired if problem.check != "contents")
    assert verify(folder) == []


def test_what_is_not_derived_is_never_made_up(folder):
    damage(folder, "UPDATE articles SET title = 'x' WHERE id = 1")
    assert not any(problem.repaired for problem in verify(folder, repair=True))
    assert "contents" in checks(folder)


@pytest.mark.parametrize("name", ["archive", "pages"])
@pytest.mark.parametrize("keep", [0.3, 0.7])
def test_a_truncated_database(folder, name, keep):
    file = folder / f"{name}.db"
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * keep)])
    assert "integrity" in checks(folder)


@pytest.mark.parametrize("name", ["archive", "pages"])
def test_a_file_that_is_no_database(folder, name):
    (folder / f"{name}.db").write_bytes(b"no database at all" * 100)
    assert checks(folder) == {"integrity"}
    assert {problem.check for problem in verify(folder, repair=True)} == {"integrity"}


def test_an_article_is_checked_as_it_was_hashed(opened, make, tmp_path):
    archive = opened()
    store_visit(archive, make.visit("/1", Article(make.url("/1"), "Chỉ một dòng", body=["", "hai"], author="x")))
    archive.close()
    assert verify(tmp_path / "archive") == []
