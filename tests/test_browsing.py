"""The browsing site: what a reader sees, that its search is congtin's own, and that nothing can be changed."""

import asyncio
import json
import re
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest

from crawler.cli.serve import browsing_site
from pipelines.archive import Archive

ARTICLE = {
    "key": "0" * 20,
    "portal_id": "vidu.hatinh",
    "url": "http://vidu.example/tin/1.html",
    "title": "Mở lớp <tập huấn>",
    "lead": "Sáng ngày 13/9.",
    "body": "Giữ gìn hoà bình.\nLàm đường liên thôn.",
    "byline": "PV",
    "section": "Tin tức",
    "published_at": "2025-07-01T00:00:00+07:00",
    "published_precision": "day",
    "published_raw": "01/07/2025",
    "published_from": "visible",
    "content_hash": "",
    "first_seen_at": "",
    "last_seen_at": "",
    "page_id": "c0ffee",
    "captured_at": "2025-07-02T08:00:00+07:00",
    "extractor": "1",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    with Archive.open(folder, write=True) as archive:
        tables = archive.db
        tables["portals"].insert({"id": "vidu.hatinh", "name": "Huyện Ví Dụ", "url": "http://vidu.example/"})
        number = tables["articles"].insert(ARTICLE).last_pk
        tables["images"].insert({"article_id": number, "position": 0, "url": "http://x/a.jpg", "caption": "Lớp học"})
        script = {"article_id": number, "position": 1, "url": "javascript:alert(1)", "caption": "<script>x</script>"}
        tables["images"].insert(script)
        tables["blocks"].insert({"block_id": "b", "text": "Đánh giá:"})
        removed = {"article_id": number, "number": 0, "position": 9, "category": "rating", "rule": "r", "block_id": "b"}
        tables["removed_blocks"].insert(removed)
    return folder


@pytest.fixture(scope="module")
def site(archive):
    return browsing_site(archive)


def get(site, path):
    return asyncio.run(site.client.get(path))


@pytest.mark.parametrize("words", ["hòa bình", "hoà bình", "hoa binh", "duong", '"đường liên"', "lớp*"])
def test_the_search_box_finds_what_congtin_search_finds(site, words):
    assert "Mở lớp" in get(site, f"/archive/articles?_search={words}").text
    assert "Mở lớp" in get(site, f"/archive/search?words={words}").text


@pytest.mark.parametrize("words", ["đương", "-hoà", '"', "AND", ""])
def test_no_search_is_an_error_and_wrong_tones_find_nothing(site, words):
    for path in ("/archive/articles?_search=", "/archive/search?words="):
        answer = get(site, path + words)
        assert answer.status_code == 200
    assert "Mở lớp" not in get(site, "/archive/articles?_search=đương").text


def test_the_list_says_when_and_by_whom(site):
    page = get(site, "/archive/articles").text
    assert "Mở lớp &lt;tập huấn&gt;" in page
    for shown in ("2025-07-01", "Huyện Ví Dụ", "Tin tức", "Sáng ngày 13/9."):
        assert shown in page


def test_the_page_of_an_article_shows_it_line_by_line_with_its_proof(site):
    page = get(site, "/archive/articles/1").text
    for shown in (
        "<h1>Mở lớp &lt;tập huấn&gt;</h1>",
        '<p class="lead">Sáng ngày 13/9.</p>',
        "<p>Giữ gìn hoà bình.</p><p>Làm đường liên thôn.</p>",
        '<p class="byline">PV</p>',
        'href="http://vidu.example/tin/1.html"',
        '<a href="http://x/a.jpg">Lớp học</a>',
        "c0ffee",
        "01/07/2025",
        "Đánh giá:",
    ):
        assert shown in page


def test_nothing_of_a_crawled_page_can_run(site):
    page = get(site, "/archive/articles/1").text
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script>x" not in page
    assert 'href="javascript:' not in page


@pytest.mark.parametrize("name", ["articles_by_month", "unfinished_walks", "never_obtained"])
def test_the_prepared_queries_run(site, name):
    assert get(site, f"/archive/{name}").status_code == 200


def test_a_day_is_a_vietnamese_day(site):
    assert len(get(site, "/archive/articles_of_a_day.json?_shape=array&day=2025-07-01").json()) == 1
    assert get(site, "/archive/articles_of_a_day.json?_shape=array&day=2025-06-30").json() == []


def test_every_table_and_column_is_explained(site):
    assert "Address of the latest capture." in str(site.metadata("tables", database="archive"))
    page = get(site, "/archive/frontier").text
    assert "etag" in page
    assert 'class="column-descriptions"' in page


def test_nothing_can_be_changed(site):
    answer = get(site, "/archive.json?sql=delete+from+articles")
    assert answer.status_code == 400
    assert get(site, "/archive.db").status_code in {403, 404}
    assert len(get(site, "/archive/articles.json?_shape=array").json()) == 1


def test_the_sites_own_style_is_served(site):
    assert get(site, "/static-congtin/congtin.css").status_code == 200


CONGTIN = [sys.executable, "-W", "error", "-c", "from crawler.cli import main; main()"]


def test_serve_answers_on_this_machine_until_ctrl_c(archive):
    command = [*CONGTIN, "serve", "--archive", archive, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as served:
        url = re.search(r"http://127\.0\.0\.1:\d+/", served.stderr.readline())[0]
        with urlopen(f"{url}archive/articles.json?_shape=array") as answer:
            assert [row["title"] for row in json.load(answer)] == [ARTICLE["title"]]
        served.send_signal(signal.SIGINT)
        assert served.wait() == 0
        assert served.stderr.read() == ""


def test_a_port_in_use_is_said(archive):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [*CONGTIN, "serve", "--archive", archive, "--port", str(taken.getsockname()[1])]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "can't be used: Address already in use" in ended.stderr
