"""The commands import and merge: what they print, and how they end."""

import json

import pytest

from crawler.cli.exits import Exit
from crawler.cli.main import run

pytestmark = pytest.mark.usefixtures("in_folder")


@pytest.fixture
def in_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_import_prints_what_came_of_it(warc, article, capsys):
    warc("a.warc.gz", article("a"), article("b"))
    assert run(["import", "a.warc.gz", "--archive", "x", "--processes", "1"]) == Exit.DONE
    assert capsys.readouterr().out.startswith("2 captures, 2 of them new: 2 articles found")


def test_import_prints_json(warc, article, capsys):
    warc("a.warc.gz", article("a"))
    run(["import", "a.warc.gz", "--archive", "x", "--json"])
    assert json.loads(capsys.readouterr().out)["articles_new"] == 1


def test_import_of_a_file_that_breaks_off_names_the_place_and_ends_with_3(warc, article, capsys):
    file = warc("a.warc.gz", article("a"), article("b"))
    file.write_bytes(file.read_bytes()[:-20])
    assert run(["import", "a.warc.gz", "--archive", "x"]) == Exit.SOME_FAILED
    shown = capsys.readouterr()
    assert "a.warc.gz, byte " in shown.err
    assert "1 captures, 1 of them new" in shown.out


def test_import_of_no_warc_ends_with_1(tmp_path, capsys):
    (tmp_path / "a.warc").write_text("<html>")
    assert run(["import", "a.warc", "--archive", "x"]) == Exit.ERROR
    assert "a.warc is no WARC file" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["import"], ["import", "missing.warc"], ["merge"], ["merge", "missing"]])
def test_nothing_to_take_in_is_a_usage_error(arguments):
    assert run(arguments) == Exit.USAGE


def test_merge_prints_a_line_for_each_archive(warc, article, capsys):
    for name in "ab":
        warc(f"{name}.warc.gz", article(name))
        run(["import", f"{name}.warc.gz", "--archive", name])
    capsys.readouterr()
    assert run(["merge", "a", "b", "--archive", "all"]) == Exit.DONE
    assert capsys.readouterr().out.splitlines() == [
        f"{name}: 1 pages and 1 articles that are new or know more, 0 withdrawn" for name in "ab"
    ]


def test_merge_of_a_folder_without_an_archive_is_an_error(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert run(["merge", "empty", "--archive", "x"]) == Exit.ERROR
    assert "There is no archive in empty" in capsys.readouterr().err
