"""A crawl of both sample sites by nothing but their addresses, and the same crawl again into the same archive."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from crawler.samples import expected_articles

LISTED = {"Tin-hoat-dong": 9, "Mat-tran-Doan-the": 5, "Van-hoa-Xa-hoi": 7, "Thong-bao": 5}
LISTED_BY_THE_FRONT = {
    "mat-tran-quan-huyen": 6,
    "tin-hoat-dong": 8,
    "dai-doan-ket": 6,
    "giam-sat-phan-bien": 3,
    "thong-bao": 4,
}
COUNTS = [
    *((f"http://thi-xa.localhost/portal/Pages/{name}.aspx", count) for name, count in LISTED.items()),
    *((f"http://mat-tran.localhost/danh-muc/{name}", count) for name, count in LISTED_BY_THE_FRONT.items()),
]


class Run:
    """What a crawl reported and asked for."""

    def __init__(self, *folders: Path) -> None:
        command = [sys.executable, str(Path(__file__).with_name("crawl_once.py")), *map(str, folders)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        printed = json.loads(done.stdout)
        self.portals = {portal["portal_id"]: portal for portal in printed["portals"]}
        self.asked = {(method, url): count for method, url, count in printed["asked"]}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return tmp_path_factory.mktemp("samples") / "archive"


@pytest.fixture(scope="module")
def first(archive):
    return Run(archive)


@pytest.fixture(scope="module")
def second(archive, first):
    return Run(archive)


@pytest.fixture
def rows(archive, first):
    def select(sql, *values):
        with closing(sqlite3.connect(f"file:{archive}/archive.db?mode=ro", uri=True)) as db:
            return db.execute(sql, values).fetchall()

    return select


def test_all_articles_and_nothing_else_are_archived(rows):
    assert {url for (url,) in rows("SELECT url FROM articles")} == set(expected_articles())


def test_no_twin_and_nothing_that_robots_txt_forbids_is_asked_for(first):
    unwanted = ("print.aspx", "/in/", "/quan-tri/", "/tim-kiem", "/ket-qua")
    assert [url for _, url in first.asked if any(part in url for part in unwanted)] == []


def test_every_article_is_asked_for_once(first):
    assert {first.asked.get(("GET", url)) for url in expected_articles()} == {1}


@pytest.mark.parametrize(("listing", "count"), COUNTS)
def test_listings_are_walked_to_their_end(rows, listing, count):
    walks = rows("SELECT named, stop_reason, complete FROM coverage WHERE walk = ? AND run_id = 1", listing)
    assert walks == [(count, "end", 1)]


@pytest.mark.parametrize(
    "url",
    [
        "http://mat-tran.localhost/tin-tuc/ngay-vi-nguoi-ngheo-nam-2019-1187.html",
        "http://thi-xa.localhost/portal/pages/2021-03-15/Le-phat-dong-Thang-Thanh-nien.aspx",
    ],
)
def test_an_address_that_leads_home_is_a_soft_404(rows, url):
    assert rows("SELECT outcome FROM frontier WHERE url = ?", url) == [("soft_404",)]


def test_a_missing_article_is_gone_and_known_by_its_title(rows):
    url = "http://thi-xa.localhost/portal/pages/2021-11-02/Ket-qua-thi-tim-hieu-phap-luat.aspx"
    found = rows("SELECT outcome, status, found_title FROM frontier WHERE url = ?", url)
    assert found == [("gone", 404, "Kết quả cuộc thi tìm hiểu pháp luật")]


def test_days_around_the_first_of_july_are_local(rows):
    found = rows("SELECT published_on FROM articles WHERE url LIKE '%-223_.html' ORDER BY published_at")
    assert [day for (day,) in found if "2025-06-29" < day < "2025-07-02"] == ["2025-06-30", "2025-07-01", "2025-07-01"]


def test_samples_are_synthetic_and_speak_for_no_unit(rows):
    assert rows("SELECT id, synthetic FROM portals ORDER BY id") == [("sample-mat-tran", 1), ("sample-thi-xa", 1)]
    assert rows("SELECT DISTINCT unit_id FROM articles") == [(None,)]


def test_attachments_are_stored_by_their_digest(rows):
    wanted = sum(len(article["attachments"]) for article in expected_articles().values())
    assert rows("SELECT count(*) FROM attachments WHERE length(sha256) = 64") == [(wanted,)]


def test_the_words_on_reuse_are_kept(rows):
    (words,) = rows("SELECT rights FROM portals WHERE id = 'sample-mat-tran'")[0]
    assert words.startswith("® Ghi rõ nguồn")


def test_the_same_crawl_again_finds_nothing_new(second):
    assert [(portal["new"], portal["changed"]) for portal in second.portals.values()] == [(0, 0), (0, 0)]


def test_the_same_crawl_again_asks_for_no_article(second):
    assert [url for _, url in second.asked if url in expected_articles()] == []
