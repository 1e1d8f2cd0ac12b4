"""`congtin crawl` from end to end, in processes of their own: what it says and how it ends when things go wrong."""

import json
import signal
import socket
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest

from pipelines.archive.lock import Lock

CONGTIN = [sys.executable, "-W", "error", "-c", "from crawler.cli import main; main()"]
BROKEN_DISK = """
import pipelines.store
from pipelines.archive.errors import DiskFull
def full(*_):
    raise DiskFull("No space left for the archive.")
pipelines.store.store_visit = full
from crawler.cli import main; main()
"""


class EmptySite:
    """A site with a home page that names nothing. `hold` makes it wait with its home page until `go`."""

    def __init__(self, *, hold: bool = False) -> None:
        self.asked, self.go = Event(), Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path == "/" and hold:
                    site.asked.set()
                    site.go.wait()
                body = b"<!DOCTYPE html><title>Trang</title><p>Xin chao" if self.path == "/" else b""
                self.send_response(200 if body else 404)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"

    def __enter__(self):
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.go.set()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def congtin(tmp_path):
    def run(*arguments, program=CONGTIN):
        return subprocess.run([*program, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False)

    return run


def unused_address():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/"


def test_an_address_that_does_not_answer_ends_3(congtin):
    ended = congtin("crawl", unused_address())
    assert ended.returncode == 3
    assert "the connection was refused" in ended.stdout
    assert ended.stderr == ""


def test_a_site_without_news_ends_3_also_the_second_time(congtin):
    with EmptySite() as site:
        for _ in range(2):
            ended = congtin("crawl", site.url)
            assert ended.returncode == 3
            assert "no news was found; name its news sections in a portal file" in ended.stdout
            assert len(ended.stdout.splitlines()) == 1


def test_a_report_for_programs_is_one_object_a_portal(congtin):
    first, second = unused_address(), unused_address()
    ended = congtin("crawl", first, second, "--json")
    reports = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 3
    assert [report["outcome"] for report in reports] == ["failed", "failed"]
    assert {report["portal_id"] for report in reports} == {url.split("/")[2] for url in (first, second)}


def test_an_unwritable_archive_ends_1(congtin, tmp_path):
    (tmp_path / "file").write_text("")
    ended = congtin("crawl", unused_address(), "--archive", "file/archive")
    assert ended.returncode == 1
    assert ended.stderr.startswith("Error: file/archive cannot be written: Not a directory.")


def test_a_second_crawl_at_the_same_time_ends_4(congtin, tmp_path):
    (tmp_path / "archive").mkdir()
    with Lock(tmp_path / "archive"):
        ended = congtin("crawl", unused_address(), "--archive", "archive")
    assert ended.returncode == 4
    assert ended.stderr.startswith("Error: archive is being written by process ")


def test_a_site_of_someone_else_needs_a_contact(congtin, monkeypatch):
    monkeypatch.delenv("CONGTIN_CONTACT", raising=False)
    ended = congtin("crawl", "honglinh.hatinh")
    assert ended.returncode == 2
    assert "CONGTIN_CONTACT" in ended.stderr


def test_a_full_disk_ends_5(congtin):
    with EmptySite() as site:
        ended = congtin("crawl", site.url, program=[sys.executable, "-c", BROKEN_DISK])
    assert ended.returncode == 5
    assert ended.stderr == "Error: No space left for the archive.\n"


def scrapy(*arguments):
    """Scrapy's own command, in the project's folder."""
    command = [sys.executable, "-m", "scrapy", "crawl", "portal", *arguments]
    root = Path(__file__).parents[1]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name a portal: scrapy crawl portal -a portal=ID"),
        (["-a", "portal=khong.co"], "Error: no portal has the id 'khong.co'"),
        (["-a", "portal=honglinh.hatinh"], "CONGTIN_CONTACT"),
    ],
)
def test_scrapy_itself_says_what_is_missing(monkeypatch, tmp_path, arguments, said):
    monkeypatch.delenv("CONGTIN_CONTACT", raising=False)
    ended = scrapy("-s", f"ARCHIVE_DIR={tmp_path}", *arguments)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_scrapy_itself_ends_with_the_same_codes(tmp_path):
    with Lock(tmp_path):
        ended = scrapy("-s", f"ARCHIVE_DIR={tmp_path}", "-a", f"portal={unused_address()}")
    assert ended.returncode == 4
    assert ended.stderr.startswith("Error: ")


def test_an_interrupted_crawl_ends_130_and_goes_on(congtin, tmp_path):
    with EmptySite(hold=True) as site:
        crawl = subprocess.Popen([*CONGTIN, "crawl", site.url], cwd=tmp_path, stdout=subprocess.PIPE, text=True)
        site.asked.wait()
        crawl.send_signal(signal.SIGINT)
        site.go.set()
        out, _ = crawl.communicate()
        assert crawl.returncode == 130
        assert "interrupted" in out
        again = congtin("crawl", site.url)
    assert again.returncode in {0, 3}
    assert "interrupted" not in again.stdout


def test_extract_fetches_one_page_politely(congtin):
    with EmptySite() as site:
        ended = congtin("extract", site.url)
    assert ended.returncode == 1
    assert ended.stderr.startswith("No article: ")
    refused = congtin("extract", site.url)
    assert refused.returncode == 1
    assert "does not answer" in refused.stderr
