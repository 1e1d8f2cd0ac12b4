"""What a later crawl calls a change: the publisher's edit, and nothing that the site's own machinery turns over."""

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from crawler import data
from crawler.samples import expected_articles

TURNED = {
    "Thứ 3, Ngày 15/07/2025 -": "Thứ 4, Ngày 16/07/2025 -",
    "Thứ ba, 15/07/2025 09:30": "Thứ tư, 16/07/2025 20:01",
    "Thống kê: 2.728.553": "Thống kê: 2.731.002",
    "Online: 60": "Online: 7",
    "Tổng lượt truy cập: 184.206": "Tổng lượt truy cập: 184.390",
    "Tiêu điểm": "Tin tiêu điểm",
    'name="__REQUESTDIGEST" id="__REQUESTDIGEST" value="noDigest"': 'name="__REQUESTDIGEST" value="0x51F2"',
}
EDITED = "quan-thanh-xuan-to-chuc-hoi-nghi-tap-huan-ky-nang-nghiep-vu-cong-tac-mat-tran-to-quoc-nam-2022-2198"


def _crawl(*folders):
    command = [sys.executable, str(Path(__file__).with_name("crawl_once.py")), *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {portal["portal_id"]: portal for portal in json.loads(done.stdout)["portals"]}


def _rewrite(sites, replacements, pattern="*/pages/*.html"):
    for file in sites.glob(pattern):
        text = file.read_text("utf-8")
        for old, new in replacements.items():
            text = text.replace(old, new)
        file.write_text(text, "utf-8")
    for file in sites.glob("*/site.toml"):  # no validator vouches for a page that is another now
        lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("headers = { ETag")]
        file.write_text("\n".join(lines), "utf-8")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return tmp_path_factory.mktemp("edits") / "archive"


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    return Path(shutil.copytree(data.path("sample"), tmp_path_factory.mktemp("sites") / "sample"))


@pytest.fixture(scope="module")
def turned(archive, sites):
    """The second of two crawls, between which only clocks, counters and side columns turned over."""
    _crawl(archive)
    _rewrite(sites, TURNED)
    return _crawl(archive, sites)


@pytest.fixture(scope="module")
def edited(archive, sites, turned):
    """A third crawl, after one article was corrected."""
    _rewrite(sites, {"tham gia gia xây dựng": "tham gia xây dựng"}, f"*/pages/{EDITED}.html")
    return _crawl(archive, sites)


@pytest.fixture
def rows(archive):
    def select(sql, *values):
        with closing(sqlite3.connect(f"file:{archive}/archive.db?mode=ro", uri=True)) as db:
            return db.execute(sql, values).fetchall()

    return select


def test_clocks_counters_and_side_columns_change_no_article(turned):
    assert {name: (portal["new"], portal["changed"]) for name, portal in turned.items()} == {
        "sample-mat-tran": (0, 0),
        "sample-thi-xa": (0, 0),
    }


def test_every_article_was_looked_at_again(turned):
    seen = sum(portal["unchanged"] for portal in turned.values())
    assert seen == len(expected_articles())


def test_one_correction_is_one_change(edited):
    assert {name: portal["changed"] for name, portal in edited.items()} == {"sample-mat-tran": 1, "sample-thi-xa": 0}


def test_the_earlier_wording_is_kept_as_a_version(edited, rows):
    url = f"http://mat-tran.localhost/tin-tuc/{EDITED}.html"
    (now, version) = rows("SELECT body, version FROM articles WHERE url = ?", url)[0]
    earlier = rows("SELECT v.body FROM article_versions v JOIN articles a ON a.id = v.article_id WHERE a.url = ?", url)
    assert ("tham gia gia" in now, version) == (False, 2)
    assert ["tham gia gia" in body for (body,) in earlier] == [True]


def test_no_other_article_has_a_version(edited, rows):
    assert rows("SELECT count(*) FROM article_versions") == [(1,)]
