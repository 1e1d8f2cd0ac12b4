"""Seals: one for each run, in the archive and in a file; what was altered since does not agree with a kept copy."""

import pytest

from pipelines.archive.seals import broken_seals, seals
from pipelines.store import store_visit
from pipelines.verify import verify


def run(archive, make, *paths, outcome="finished"):
    """Another run, of these articles."""
    archive.frontier.open_run([make.portal], full=False, settings={})
    archive.frontier.add("xa", [make.link(path) for path in paths])
    for path in paths:
        store_visit(archive, make.visit(path, make.article(path, path)))
    if outcome:
        archive.frontier.close_run(outcome, {})


@pytest.fixture
def sealed(opened, make):
    archive = opened(run=False)
    run(archive, make, "/tin/a-1.html", "/tin/b-2.html")
    run(archive, make, "/tin/c-3.html")
    return archive


def kept(archive):
    return (archive.folder / "seals.txt").read_text()


def broken(archive, copy):
    return list(broken_seals(archive.db, archive.pages.db, copy))


def test_each_run_ends_with_a_seal_on_the_one_before(sealed):
    first, second = seals(sealed.db)
    assert (first.captures, second.captures) == (2, 1)
    assert (first.previous, second.previous) == ("", first.seal)
    assert kept(sealed) == f"{first}\n{second}\n"
    assert broken(sealed, kept(sealed)) == []


def test_a_run_that_was_killed_is_sealed_after_the_next(sealed, make):
    run(sealed, make, "/tin/d-4.html", outcome=None)
    assert len(seals(sealed.db)) == 2
    run(sealed, make, "/tin/e-5.html")
    assert [seal.captures for seal in seals(sealed.db)] == [2, 1, 1, 1]


def test_a_copy_of_earlier_runs_still_agrees(sealed, make):
    copy = kept(sealed)
    run(sealed, make, "/tin/d-4.html")
    assert kept(sealed).startswith(copy)
    assert broken(sealed, copy) == []


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM pages WHERE url LIKE '%a-1.html'",
        "UPDATE pages SET id = 'x' || id WHERE url LIKE '%a-1.html'",
        "UPDATE pages SET run_id = 2 WHERE url LIKE '%a-1.html'",
    ],
)
def test_captures_that_were_altered_break_the_seal_of_their_run(sealed, change):
    sealed.pages.db.execute(change)
    assert broken(sealed, kept(sealed))[0].startswith("run 1: its ")


def test_seals_that_were_made_anew_are_not_those_of_the_copy(sealed, make):
    copy = kept(sealed)
    sealed.pages.db.execute("DELETE FROM pages WHERE url LIKE '%a-1.html'")
    sealed.db.execute("DELETE FROM seals")
    run(sealed, make)
    assert broken(sealed, copy) == [f"the archive does not have this seal: {copy.splitlines()[0]}"]


def test_a_file_that_was_lost_is_written_again(sealed, make):
    copy = kept(sealed)
    (sealed.folder / "seals.txt").unlink()
    run(sealed, make)
    assert kept(sealed).startswith(copy)


def test_verify_compares_the_seals_with_a_kept_copy(sealed):
    copy = kept(sealed)
    sealed.close()
    assert verify(sealed.folder, kept_seals=copy) == []
    (problem,) = verify(sealed.folder, kept_seals=copy.replace("\t2\t", "\t3\t"))
    assert problem.check == "seals"
    assert "does not have this seal" in problem.what


def test_verify_compares_the_captures_with_the_archives_own_seals(sealed):
    sealed.pages.db.execute("UPDATE pages SET run_id = 2 WHERE url LIKE '%a-1.html'")
    sealed.close()
    assert [problem.subject for problem in verify(sealed.folder) if problem.check == "seals"] == ["the record"] * 2
