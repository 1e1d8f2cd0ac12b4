"""WARC out, WARC in: equal articles and digests, headers and requests as they were; and files that wget wrote."""

import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from crawler.items import Address, Page, Visit
from crawler.portals import Portal
from pipelines.archive import Archive
from pipelines.archive.equality import fingerprint
from pipelines.archive.pages import page_id
from pipelines.arrival.reading import read
from pipelines.exporting import Order, export
from pipelines.store import store_visit

LATER = "2025-08-01T00:00:00Z"


@pytest.fixture
def exported(tmp_path):
    def run(folder="archive"):
        export(tmp_path / folder, Order("warc", tmp_path / "out.warc.gz"))
        return tmp_path / "out.warc.gz"

    return run


def test_articles_versions_files_and_digests_come_back(imported, exported, warc, article, capture, tmp_path):
    gone = capture("/tin/b.html", LATER, b"", "404 Not Found")
    pdf = capture("/a.pdf", body=b"%PDF-1.4 a notice", headers=(("Content-Type", "application/pdf"),))
    edited = article("a", LATER, lines=["Sửa lại một lần cho đúng. " * 5] * 4)
    again = article("a", "2025-09-01T00:00:00Z")
    imported(warc("a.warc.gz", article("a"), edited, again, article("b"), gone, pdf))
    imported(exported(), into="again")
    assert fingerprint(tmp_path / "again") == fingerprint(tmp_path / "archive")


@pytest.fixture
def crawled(tmp_path, article):
    """An archive in which a crawl kept one page for two answers that only a counter parts, and posted a form."""
    bodies = [article("a", views=views).body for views in (1, 2)]
    wire = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Content-Length", "700"))
    url = "https://xa.example.vn/tin/a.html"

    with Archive.open(tmp_path / "archive", write=True) as archive:
        portal = Portal("xa.example.vn", "xa.example.vn", "https://xa.example.vn/")
        archive.frontier.open_run([portal], full=True, settings={})
        for body in bodies:
            page = Page(url, archive.clock(), 200, wire, body, (("Accept", "*/*"),), b"")
            found = read(archive, page, portal)
            address = Address(url, portal.id, "article")
            store_visit(archive, Visit(address, "article", pages=[page], kind="article", article=found.article))
        listing = "https://xa.example.vn/Tin.aspx"
        posted = Page(listing, archive.clock(), 200, wire, b"<ul>2</ul>", (), b"page=2&s=%C3%A1")
        store_visit(archive, Visit(Address(listing, portal.id, "listing"), "listing", pages=[posted]))
        archive.frontier.close_run("finished", {})
    return tmp_path / "archive"


def pages(folder):
    with Archive.open(folder, write=False) as archive:
        names = [row[0] for row in archive.pages.db.execute("SELECT id FROM pages ORDER BY id")]
        return {name: archive.pages.page(name) for name in names}


def test_pages_come_back_under_their_names_with_headers_and_requests(crawled, imported, exported, tmp_path):
    before = pages(crawled)
    assert sum(page_id(stored.page) != name for name, stored in before.items()) == 1  # the one that was not kept
    imported(exported(), into="again")
    after = pages(tmp_path / "again")
    assert after.keys() == before.keys()
    for name, stored in before.items():
        for part in ("url", "status", "headers", "body", "request_headers", "request_body", "fetched_at"):
            assert getattr(after[name].page, part) == getattr(stored.page, part), part
    assert fingerprint(tmp_path / "again")["articles"] == fingerprint(crawled)["articles"]


def test_a_revisit_of_an_export_comes_back(imported, exported, warc, article, tmp_path):
    imported(warc("a.warc.gz", article("a"), article("a", LATER)))
    imported(exported(), into="again")
    assert pages(tmp_path / "again").keys() == pages(tmp_path / "archive").keys()


# -- wget -------------------------------------------------------------------------------------------------------------


class Handler(BaseHTTPRequestHandler):
    """Serves one article, in chunks, and another page under the same bytes."""

    protocol_version = "HTTP/1.1"
    body = b""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for piece in (self.body[:100], self.body[100:], b""):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))

    def log_message(self, *arguments):
        """Be quiet."""


@pytest.fixture
def served(article):
    Handler.body = article("a").body
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.skipif(not shutil.which("wget"), reason="needs wget: apt-get update && apt-get install -y wget")
@pytest.mark.parametrize("options", [[], ["--no-warc-compression"]], ids=["compressed", "plain"])
def test_a_file_that_wget_wrote(served, imported, query, tmp_path, article, options):
    command = ["wget", "-q", f"--warc-file={tmp_path / 'w'}", "-O", "/dev/null", *options, f"{served}/tin/a.html"]
    subprocess.run(command, check=True, cwd=tmp_path)
    (file,) = [path for path in tmp_path.iterdir() if path.name in ("w.warc", "w.warc.gz")]
    done, faults = imported(file)
    assert (done.captures, done.articles_new, faults) == (1, 1, [])
    assert query("SELECT title, url FROM articles") == [("Bài a", f"{served}/tin/a.html")]
    assert query("SELECT size FROM bodies", name="pages") == [(len(article("a").body),)]
