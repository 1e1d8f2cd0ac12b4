"""Dictionaries: the first page, then a trained one where it is better; every page comes back whatever was used."""

import random
import sqlite3

import pytest

from pipelines.archive import Archive
from pipelines.archive.compression import TRAINED_ON
from pipelines.archive.pages import Fetch

FETCH = Fetch("xa", None, "article", "article")


FRAME = random.Random("frame")
MENU = "".join(f"<li><a href='/{FRAME.getrandbits(64)}'>{FRAME.getrandbits(64)}</a></li>" for _ in range(300))
NEWS = [f"<li>{FRAME.getrandbits(800)}</li>" for _ in range(40)]


def body(number):
    """A page of a portal: a frame that all share, some of the side columns that pages share, a text of its own."""
    own = random.Random(number)
    return f"<html>{MENU}{''.join(own.sample(NEWS, 10))}{own.getrandbits(3000)}".encode()


def put(archive, make, numbers):
    for number in numbers:
        archive.pages.put([make.page(f"/{number}", body(number))], FETCH, {})


def dictionaries(archive):
    sql = "SELECT kind FROM dictionaries WHERE kind <> 'headers' ORDER BY dictionary_id"
    return [kind for (kind,) in archive.pages.db.execute(sql)]


def used(archive, number):
    bodies = "bodies JOIN dictionaries USING (dictionary_id) JOIN pages ON body_sha256 = sha256"
    return archive.pages.db.execute(
        f"SELECT dictionaries.kind FROM {bodies} WHERE url LIKE ?", (f"%/{number}",)
    ).fetchone()[0]


def test_the_first_page_then_a_trained_dictionary(archive, make):
    put(archive, make, range(TRAINED_ON - 1))
    assert dictionaries(archive) == ["first page"]
    put(archive, make, range(TRAINED_ON - 1, TRAINED_ON + 5))
    assert dictionaries(archive) == ["trained"]
    assert {used(archive, number) for number in range(TRAINED_ON + 5)} == {"trained"}


def test_all_pages_come_back_also_to_another_process(archive, make):
    put(archive, make, range(TRAINED_ON + 5))
    with Archive.open(archive.folder, write=False) as reader:
        found = {name: reader.pages.page(name).page for (name,) in reader.pages.db.execute("SELECT id FROM pages")}
    assert sorted(page.body for page in found.values()) == sorted(body(number) for number in range(TRAINED_ON + 5))


def test_repeated_frames_take_little_room(archive, make):
    put(archive, make, range(TRAINED_ON + 5))
    ((stored, size),) = archive.pages.db.execute("SELECT sum(length(data)), sum(size) FROM bodies").fetchall()
    assert stored < size / 10


def test_a_restart_goes_on_with_the_same_dictionary(opened, make):
    archive = opened()
    put(archive, make, range(5))
    archive.close()
    archive = opened(run=False)
    put(archive, make, range(5, TRAINED_ON - 1))
    assert dictionaries(archive) == ["first page"]
    put(archive, make, [TRAINED_ON - 1])
    assert dictionaries(archive) == ["trained"]


def test_pages_that_share_nothing_keep_the_first(archive, make):
    for number in range(TRAINED_ON + 1):
        noise = random.Random(number).randbytes(3000)
        archive.pages.put([make.page(f"/{number}", b"<html>" + noise)], FETCH, {})
    assert len(dictionaries(archive)) == 1


def test_portals_share_no_dictionary(archive, make):
    archive.pages.put([make.page("/a", body(1))], FETCH, {})
    archive.pages.put([make.page("/b", body(2))], Fetch("other", None, "article"), {})
    assert archive.pages.db.execute("SELECT count(DISTINCT portal_id) FROM dictionaries").fetchone() == (2,)


def test_what_is_no_page_needs_no_dictionary(archive, make):
    archive.pages.put([make.page("/sitemap.xml", b"<urlset/>")], FETCH, {})
    assert dictionaries(archive) == []


def test_a_dictionary_that_was_undone_is_made_again(archive, make):
    """A disk may fill up in the very transaction that stores the dictionary."""
    archive.pages.db.execute("CREATE TRIGGER full BEFORE INSERT ON pages BEGIN SELECT RAISE(ROLLBACK, 'full'); END")
    with pytest.raises(sqlite3.IntegrityError, match="full"):
        put(archive, make, [1])
    archive.pages.db.execute("DROP TRIGGER full")
    put(archive, make, [1, 2])
    assert dictionaries(archive) == ["first page"]
    put(archive, make, [3])
    (name,) = archive.pages.db.execute("SELECT id FROM pages WHERE url LIKE '%/2'").fetchone()
    assert archive.pages.page(name).page.body == body(2)
