"""`congtin sample`: the README's first command, and what it offers next."""

import json
import re
import shlex
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

CONGTIN = [sys.executable, "-W", "error", "-c", "from crawler.cli import main; main()"]


def congtin(folder, *arguments):
    return subprocess.run([*CONGTIN, *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    return folder, congtin(folder, "sample", "--crawl")


def test_every_sample_article_is_exact(crawled):
    _, ended = crawled
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    assert re.search(r"^All \d+ sample articles are exact\.$", ended.stdout, re.MULTILINE)
    assert [line.split(":")[0] for line in ended.stdout.splitlines()[:2]] == ["sample-mat-tran", "sample-thi-xa"]


def test_the_search_that_it_offers_finds_articles(crawled):
    folder, ended = crawled
    offered = next(line for line in ended.stdout.splitlines() if "congtin search" in line)
    found = congtin(folder, *shlex.split(offered.split("congtin", 1)[1]))
    assert found.returncode == 0
    assert "http://mat-tran.localhost/" in found.stdout
    as_json = congtin(folder, *shlex.split(offered.split("congtin", 1)[1]), "--json", "--limit", "1")
    assert json.loads(as_json.stdout)["key"]


def test_the_archive_is_whole_and_says_that_it_is_invented(crawled):
    folder, _ = crawled
    assert congtin(folder, "verify", "--archive", "data/sample-archive").returncode == 0
    with closing(sqlite3.connect(folder / "data/sample-archive/archive.db")) as db:
        assert db.execute("SELECT DISTINCT synthetic FROM portals").fetchall() == [(1,)]


def test_it_makes_the_archive_anew_and_reports_to_programs(crawled):
    folder, first = crawled
    again = congtin(folder, "sample", "--crawl", "--json")
    reports = [json.loads(line) for line in again.stdout.splitlines()]
    assert again.returncode == first.returncode
    assert [report["changed"] for report in reports] == [0, 0]
    assert sum(report["new"] for report in reports) == int(re.search(r"All (\d+) sample", first.stdout)[1])


def test_it_takes_nothing_away_that_is_no_archive(tmp_path):
    kept = tmp_path / "data" / "sample-archive" / "thesis.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("years of work")
    ended = congtin(tmp_path, "sample", "--crawl")
    assert ended.returncode == 1
    assert "data/sample-archive holds something else than an archive" in ended.stderr
    assert kept.read_text() == "years of work"


def test_a_port_in_use_is_said_in_one_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = congtin(tmp_path, "sample", "--port", str(port))
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Error: Port {port} can't be served on: ")
    assert len(ended.stderr.splitlines()) == 1
