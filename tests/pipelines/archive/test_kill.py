"""SIGKILL anywhere between two SQL statements: nothing is lost, nothing false is stored, and the end is the same."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.archive import Archive
from pipelines.archive.equality import fingerprint

CHILD = Path(__file__).with_name("crawl_until_killed.py")
KILLS = int(os.environ.get("CONGTIN_KILLS", "5"))


def crawl(folder, killed_at=0):
    """Run the child to its end or its kill; return what it printed."""
    command = [sys.executable, str(CHILD), str(folder), str(killed_at)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=CHILD.parents[3])
    assert done.returncode == (-9 if killed_at else 0), done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("undisturbed")
    statements = int(crawl(folder))
    return statements, fingerprint(folder)


def assert_provable(folder):
    """Every article's page is there, with its bytes; every file that a row names as well."""
    with Archive.open(folder, write=False) as archive:
        for (page_id,) in archive.db.execute("SELECT page_id FROM articles"):
            stored = archive.pages.page(page_id)
            assert stored.page.body == stored.page.url.encode()
        for (digest,) in archive.db.execute("SELECT sha256 FROM files"):
            assert archive.files.path(digest).is_file()
        assert archive.db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_site_of_this_test_has_what_it_should(undisturbed):
    _, expected = undisturbed
    assert len(expected["articles"]) == 7
    assert len(expected["files"]) == 5
    assert sum(bool(article["duplicate_of"]) for article in expected["articles"].values()) == 1
    assert {state for _, _, state, *_ in expected["frontier"]} == {"done", "failed", "excluded"}


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_crawl_ends_as_an_undisturbed_one(undisturbed, tmp_path, seed):
    statements, expected = undisturbed
    crawl(tmp_path, random.Random(seed).randrange(1, statements))
    assert_provable(tmp_path)
    crawl(tmp_path)
    assert_provable(tmp_path)
    assert fingerprint(tmp_path) == expected
