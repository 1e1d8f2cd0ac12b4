"""The first page of docs/schema.md: every query runs as printed, and answers what it says."""

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from crawler.items import Address, Article, Page, Visit
from crawler.portals import Portal
from pipelines.archive import Archive
from pipelines.duplicates import update_duplicates
from pipelines.exporting import Order, export
from pipelines.store import store_visit

LOCAL = timezone(timedelta(hours=7))
PAGE = (Path(__file__).parent.parent / "docs" / "schema.md").read_text("utf-8").partition("## archive.db")[0]
BLOCKS = dict(re.findall(r"### (\w+)\n.*?```\w+\n(.*?)```", PAGE, re.DOTALL))
QUERIES = re.findall(r"-- [^;]*;", BLOCKS["SQL"])
TEXT = [
    f"Xã Mẫu về đích nông thôn mới, phần {n}: người dân góp công làm đường, trồng cây và dọn vệ sinh." for n in range(9)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An archive of two invented portals, one of which repeats the other, with an edit; and its Parquet export."""
    folder = tmp_path_factory.mktemp("archive")
    at = datetime(2025, 7, 2, 8, 0, tzinfo=LOCAL)
    with Archive.open(folder, write=True) as archive:
        portals = [Portal(name, f"Xã {name}", f"https://{name}.example.vn/") for name in ("xa", "huyen")]
        archive.frontier.open_run(portals, full=False, settings={})
        for hour, (name, title) in enumerate([("xa", "Tin xã"), ("huyen", "Tin huyện"), ("xa", "Tin xã, đã sửa")]):
            url = f"https://{name}.example.vn/tin-1.html"
            page = Page(url, at + timedelta(hours=hour), 200, (), title.encode())
            article = Article(url, title, body=TEXT, published=at - timedelta(days=1), published_precision="minute")
            store_visit(archive, Visit(Address(url, name, "article"), "article", pages=[page], article=article))
        update_duplicates(archive.db)
        archive.frontier.close_run("finished", {})
    export(folder, Order("parquet", folder / "articles.parquet"))
    return folder


def test_the_page_has_a_query_for_each_tool():
    assert list(BLOCKS) == ["SQL", "pandas", "R", "DuckDB"]
    assert len(QUERIES) == BLOCKS["SQL"].count(";")


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[3:40])
def test_sql(folder, query):
    with closing(sqlite3.connect(f"file:{folder}/archive.db?mode=ro", uri=True)) as db:
        assert db.execute(query).fetchall()


def said(folder, *command):
    """What a program prints that is run in the archive's folder."""
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("tool", ["pandas", "DuckDB"])
def test_python(folder, tool):
    printed = said(folder, sys.executable, "-c", BLOCKS[tool])
    assert "huyen" in printed
    assert "2025-07" in printed


@pytest.mark.skipif(
    shutil.which("Rscript") is None,
    reason="needs R: apt-get install --no-install-recommends r-base-core r-cran-rsqlite",
)
def test_r(folder):
    printed = said(folder, "Rscript", "-e", BLOCKS["R"])
    assert "huyen" in printed
    assert "2025-07" in printed
