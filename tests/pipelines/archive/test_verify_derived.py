"""Verification of what follows from the rest: units, duplicates, sightings, withdrawals; named, and mended."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from crawler.items import Attachment
from crawler.portals.record import Portal, UnitBinding
from pipelines.archive.units import load_units
from pipelines.duplicates import update_duplicates
from pipelines.store import store_visit
from pipelines.verify import verify
from pipelines.withdrawing import withdraw

UNIT = "P02-pre2025"
TEXT = [f"Đoạn thứ {n} của một bài dài về lễ hội, kể lại từng việc mà người dân đã làm trong ngày." for n in range(9)]
PDF = b"%PDF-1.4 a notice"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Where the archive that all tests begin with is kept; units take their time to load."""
    return tmp_path_factory.mktemp("kept") / "archive"


@pytest.fixture
def folder(kept, opened, make, tmp_path):
    """Twins, near-duplicates, an article that was seen again, one that was withdrawn and one that was erased."""
    if not kept.exists():
        fill(opened, make, kept)
    return Path(shutil.copytree(kept, tmp_path / "archive"))


def fill(opened, make, folder):
    """Make the archive in a folder."""
    portal = Portal("xa", "Xã Mẫu", "https://xa.example.vn/", units=(UnitBinding(UNIT),))
    archive = opened(folder, portal=portal)
    load_units(archive.db)
    for path, body in (("/1", TEXT), ("/2", TEXT), ("/3", [*TEXT, "Một câu thêm vào."]), ("/4", TEXT[:1])):
        title = "Lễ hội" if body == TEXT else f"Bài {path}"
        store_visit(archive, make.visit(path, make.article(path, title, body=body)))
    for n in range(3):
        store_visit(archive, make.visit("/4", make.article("/4", "Bài /4", body=TEXT[:1]), body=b"%d" % n))
    for path, text in (("/5", "Điều đã được rút lại khỏi kho."), ("/6", "Điều đã được xoá hẳn khỏi kho.")):
        files = [Attachment(make.url("/a.pdf"), "a.pdf", "application/pdf")] if path == "/6" else []
        store_visit(archive, make.visit(path, make.article(path, "Bài riêng", body=[text], attachments=files)))
    file = make.ended("/a.pdf", "file", 200, role="file")
    file.pages = [make.page("/a.pdf", PDF, headers=[("Content-Type", "application/pdf")])]
    store_visit(archive, file)
    update_duplicates(archive.db)
    withdraw(archive, make.url("/5"), reason="Theo yêu cầu", erase=False)
    withdraw(archive, make.url("/6"), reason="Theo yêu cầu", erase=True)
    archive.close()


def damage(folder, sql, name="archive"):
    """Write to a database behind the archive's back."""
    conn = sqlite3.connect(folder / f"{name}.db", isolation_level=None)
    changed = conn.execute(sql).rowcount
    conn.close()
    assert changed


def test_as_made_it_is_whole(folder):
    assert verify(folder) == []


@pytest.mark.parametrize(
    ("sql", "check", "what"),
    [
        ("UPDATE units SET name = 'x' WHERE unit_id = 'P02-pre2025'", "reference tables", "differs in 2 rows"),
        ("DELETE FROM unit_successions WHERE rowid < 4", "reference tables", "differs in 3 rows"),
        ("UPDATE articles SET unit_id = NULL WHERE id = 1", "units", "has the unit None, which does not follow"),
        ("UPDATE articles SET unit_from = 'title'", "units", "does not follow from the bindings"),
        ("UPDATE articles SET duplicate_of = NULL", "twins", "has a wrong twin"),
        ("UPDATE articles SET duplicate_of = 1 WHERE id = 4", "twins", "has a wrong twin"),
        ("UPDATE signatures SET bands = x''", "signatures", "does not follow from its text"),
        ("DELETE FROM signature_bands", "signatures", "is not found by its signature"),
        ("DELETE FROM signatures WHERE article_id = 4", "signatures", "a signature that it does not have"),
        ("UPDATE duplicates SET similarity = 0.5", "duplicates", "alike"),
        ("INSERT INTO duplicates VALUES (4, 3, 'near', .9, '')", "duplicates", "alike"),
        ("UPDATE articles SET last_seen_at = first_seen_at WHERE id = 4", "sightings", "at other times than"),
        ("UPDATE articles SET gone_at = last_seen_at", "sightings", "at other times than"),
        ("UPDATE frontier SET state = 'pending' WHERE outcome = 'withdrawn'", "withdrawn addresses", "not excluded"),
        ("UPDATE frontier SET found_title = 'Bài' WHERE outcome = 'withdrawn'", "withdrawn addresses", "not excluded"),
        (
            "UPDATE withdrawn SET addresses = json_insert(addresses, '$[#]', 'https://xa.example.vn/4')",
            "withdrawn articles",
            "was withdrawn and is there",
        ),
        ("INSERT INTO withdrawn SELECT key, '[]', '[]', '', '', 0 FROM articles", "withdrawn articles", "is there"),
    ],
)
def test_what_is_wrong_is_named_and_mended(folder, sql, check, what):
    damage(folder, sql)
    named = [problem for problem in verify(folder) if problem.check == check]
    assert named
    assert all(what in problem.what and problem.advice for problem in named)
    assert all(problem.repaired for problem in verify(folder, repair=True))
    assert verify(folder) == []


def test_withdrawn_pages_are_hidden_again(folder):
    damage(folder, "UPDATE pages SET outcome = 'article' WHERE outcome = 'withdrawn'", name="pages")
    assert {problem.check for problem in verify(folder)} == {"withdrawn pages"}
    assert all(problem.repaired for problem in verify(folder, repair=True))
    assert verify(folder) == []


@pytest.mark.parametrize(
    ("sql", "check", "what"),
    [
        ("UPDATE portal_units SET unit_id = 'X'", "bindings", "bound to the unit X, which is not in"),
        ("UPDATE portal_units SET valid_from = '2025', valid_to = '2024'", "bindings", "from 2025 until 2024"),
        ("UPDATE captures SET content_hash = 'x' WHERE article_id = 1", "captures", "has no capture with its content"),
        ("UPDATE articles SET template_id = 99", "references", "that refers to no row of templates"),
        ("INSERT INTO duplicates VALUES (1, 99, 'near', .9, '')", "references", "that refers to no row of articles"),
        ("UPDATE article_addresses SET article_id = 99", "references", "that refers to no row of articles"),
    ],
)
def test_what_cannot_be_derived_is_named(folder, sql, check, what):
    damage(folder, sql)
    for repair in (False, True):
        named = [problem for problem in verify(folder, repair=repair) if problem.check == check]
        assert any(what in problem.what for problem in named)
        assert all(problem.advice and not problem.repaired for problem in named)


def test_erased_bytes_that_are_there_again(folder, opened):
    archive = opened(folder, run=False)
    sha = archive.files.put(PDF)
    archive.close()
    assert {(p.check, p.what) for p in verify(folder)} == {("erased bytes", f"has bytes that were erased ({sha})")}
    archive = opened(folder, run=False)
    key = archive.db.execute("SELECT key FROM withdrawn WHERE erased").fetchone()[0]
    withdraw(archive, key, reason="again", erase=True)
    archive.close()
    assert verify(folder) == []


def test_erased_headers_that_are_there_again(folder):
    damage(folder, "UPDATE pages SET headers = x'00' WHERE url LIKE '%/6'", name="pages")
    assert "erased bytes" in {problem.check for problem in verify(folder)}
