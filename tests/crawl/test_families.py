"""Every family's mock portal, crawled from its bare address over HTTP: recognised, and then as if nobody knew it."""

import json
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from urllib.parse import urlsplit

import pytest

HERE = Path(__file__).parent
WAYS = ("recognised", "generic")
GENERIC_SHARE = 0.98
"""Of the articles that the generic family must find."""


def _mock():
    spec = spec_from_file_location("crawl_platforms_mock", HERE.parent / "platforms" / "mock.py")
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


mock = _mock()
PORTALS = {name: mock.MockPortal(name) for name in mock.PORTALS}


def host_of(name: str) -> str:
    return f"{name.replace('_', '-')}.localhost"


BY_HOST = {host_of(name): portal for name, portal in PORTALS.items()}


class Handler(BaseHTTPRequestHandler):
    """Answers for all mock portals, reached as a proxy: the host is in the request line."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.answer(None)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self.answer(mock.form_fields(self.rfile.read(length).decode()))

    def answer(self, form) -> None:
        parts = urlsplit(self.path)
        answer = BY_HOST[parts.netloc].answer(parts.path + (f"?{parts.query}" if parts.query else ""), form)
        body = answer.body.replace(mock.HOST, f"http://{parts.netloc}").encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(body)))
        if answer.location:
            self.send_header("Location", answer.location.replace(mock.HOST, f"http://{parts.netloc}"))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def served():
    """All mock portals on one port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """All mock portals crawled both ways: archive and reports by way."""
    done = {}
    with served() as address:
        for way in WAYS:
            folder = tmp_path_factory.mktemp(way) / "archive"
            command = [sys.executable, str(HERE / "crawl_hosts.py"), str(folder), "generic" * (way == "generic")]
            command += [f"{host}={address}" for host in BY_HOST]
            ended = subprocess.run(command, capture_output=True, text=True, check=False)
            assert ended.returncode == 0, ended.stderr
            done[way] = folder, {report["portal_id"]: report for report in json.loads(ended.stdout)}
    return done


def rows(folder: Path, sql: str, *values) -> list[tuple]:
    with closing(sqlite3.connect(f"file:{folder}/archive.db?mode=ro", uri=True)) as db:
        return db.execute(sql, values).fetchall()


def articles(folder: Path, name: str) -> dict[str, tuple]:
    sql = "SELECT url, title, lead, body, published_at FROM articles WHERE portal_id = ?"
    host = f"http://{host_of(name)}"
    return {url.removeprefix(host): (title, *fields) for url, title, *fields in rows(folder, sql, host_of(name))}


@pytest.mark.parametrize("name", PORTALS)
def test_the_family_is_recognised(crawled, name):
    folder, _ = crawled["recognised"]
    platform = rows(folder, "SELECT platform FROM portals WHERE id = ?", host_of(name))
    assert platform == [(PORTALS[name].config["platform"],)]


@pytest.mark.parametrize("name", PORTALS)
def test_the_crawl_comes_to_the_last_article_and_stores_nothing_else(crawled, name):
    folder, reports = crawled["recognised"]
    portal = PORTALS[name]
    assert set(articles(folder, name)) == {portal.article_url(article) for article in portal.articles}
    assert reports[host_of(name)]["outcome"] == "finished"


@pytest.mark.parametrize("name", PORTALS)
def test_titles_text_and_times_are_exact(crawled, name):
    folder, _ = crawled["recognised"]
    portal, found, expected = PORTALS[name], {}, {}
    stored = articles(folder, name)
    for article in portal.articles:
        title, lead, body, published = stored[portal.article_url(article)]
        known = portal.expected(article)
        found[article["id"]] = (title, [lead, *body.split("\n")], published)
        expected[article["id"]] = (known["title"], known["text"], known["published"])
    assert found == expected


@pytest.mark.parametrize("name", PORTALS)
def test_every_walk_has_its_stop_reason(crawled, name):
    folder, _ = crawled["recognised"]
    walks = rows(folder, "SELECT walk, stop_reason FROM coverage WHERE portal_id = ?", host_of(name))
    assert walks
    assert [walk for walk, reason in walks if not reason] == []


def test_the_generic_family_finds_almost_all_articles(crawled):
    folder, _ = crawled["generic"]
    wanted = {(n, portal.article_url(article)) for n, portal in PORTALS.items() for article in portal.articles}
    found = {(name, path) for name in PORTALS for path in articles(folder, name)}
    assert len(wanted & found) >= GENERIC_SHARE * len(wanted), sorted(wanted - found)


@pytest.mark.parametrize("name", PORTALS)
def test_the_generic_family_stores_nothing_false(crawled, name):
    folder, _ = crawled["generic"]
    portal = PORTALS[name]
    assert set(articles(folder, name)) - {portal.article_url(article) for article in portal.articles} == set()
