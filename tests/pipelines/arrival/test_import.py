"""Import: what WARC files hold becomes captures and articles, each in its time, whatever the order of the files."""

import gzip
from dataclasses import replace
from hashlib import sha256
from itertools import permutations

import pytest

from crawler.portals import Portal
from pipelines.archive import Archive
from pipelines.archive.equality import fingerprint
from pipelines.verify import verify
from pipelines.withdrawing import withdraw

PDF = b"%PDF-1.4 a notice"
NAMED = "/tin-tuc/bai-so-{}-cua-danh-sach-tin-1234.html"
LISTING = "".join(f"<li><a href='{NAMED.format(name)}'>Bài số {name} của danh sách tin</a></li>" for name in "abcdefgh")


def test_a_response_becomes_a_capture_with_its_own_time_and_address(imported, warc, article, query):
    one = article("một", "2021-03-04T05:06:07Z", path="/tin/a.html?utm_source=x", day="01/03/2021 08:30")
    done, faults = imported(warc("a.warc.gz", one))
    assert (done.captures, done.new, done.articles_new, faults) == (1, 1, 1, [])
    at = "2021-03-04T12:06:07.000+07:00"
    sql = "SELECT url, fetched_at, status, outcome, kind, origin, body_sha256 FROM pages"
    digest = sha256(one.body).hexdigest()
    page = ("https://xa.example.vn/tin/a.html", at, 200, "article", "article", "import", digest)
    assert query(sql, name="pages") == [page]
    sql = "SELECT title, published_on, captured_at, first_seen_at, portal_id FROM articles"
    assert query(sql) == [("Bài một", "2021-03-01", at, at, "xa.example.vn")]


@pytest.fixture
def files(warc, article, capture):
    """Three files: an article edited twice and moved, another one gone, a listing, a file, a redirect, a feed."""
    years = [f"{year}-05-01T00:00:00Z" for year in (2021, 2022, 2023, 2024, 2025)]
    gone = [capture("/tin/b.html", at, b"gone", "404 Not Found") for at in years[1:4]]
    moved = capture("/tin/a.html", years[3], b"", "301 Moved", (("Location", "/tin/chuyen.html"),))
    html = (("Content-Type", "text/html"),)
    home = capture("/", years[0], f"<html><body><ul>{LISTING}</ul></body></html>".encode(), headers=html)
    feed = b"<rss><channel><item><link>https://xa.example.vn/tin/a.html</link></item></channel></rss>"
    return [
        warc("1.warc.gz", article("a", years[0]), article("b", years[0]), gone[0], home),
        warc("2.warc", article("a", years[2], lines=["Sửa lần hai. " * 9] * 4), gone[1], moved,
             capture("/a.pdf", years[2], PDF, headers=(("Content-Type", "application/pdf"),)), compressed=False),
        warc("3.warc.gz", article("a", years[1], lines=["Sửa lần một. " * 9] * 4), gone[2],
             article("a", years[4], path="/tin/chuyen.html", lines=["Sửa lần hai. " * 9] * 4),
             capture("/rss.xml", years[4], feed, headers=(("Content-Type", "text/xml"),)),
             capture("/anh.png", years[4], b"\x89PNG", headers=(("Content-Type", "image/png"),))),
    ]  # fmt: skip


def test_the_files_hold_what_the_following_tests_need(imported, files, query):
    imported(*files)
    rows = query("SELECT url, version, gone_at IS NOT NULL FROM articles ORDER BY url")
    assert rows == [("https://xa.example.vn/tin/b.html", 1, 1), ("https://xa.example.vn/tin/chuyen.html", 3, 0)]
    roles = dict(query("SELECT substr(url, 22), role || ' ' || outcome FROM frontier WHERE fetched_at IS NOT NULL"))
    assert roles == {
        "/": "home listing", "/tin/a.html": "article redirect", "/tin/b.html": "article gone",
        "/tin/chuyen.html": "article article", "/a.pdf": "file file", "/rss.xml": "feed feed",
        "/anh.png": "article page",
    }  # fmt: skip
    assert query("SELECT sha256 FROM files") == [(sha256(PDF).hexdigest(),)]


def test_the_order_of_the_files_does_not_matter(imported, files, tmp_path):
    for number, order in enumerate(permutations(files)):
        imported(*order, into=f"together-{number}")
        for file in order:
            imported(file, into=f"apart-{number}")
    first, *others = [fingerprint(folder) for folder in sorted(tmp_path.glob("*-*")) if folder.is_dir()]
    assert len(others) == 11
    assert all(other == first for other in others)


def test_importing_twice_changes_nothing(imported, files, tmp_path, query):
    imported(*files)
    before, runs = fingerprint(tmp_path / "archive"), query("SELECT count(*) FROM runs")
    done, _ = imported(*files)
    assert (done.new, done.articles_new, done.articles_changed) == (0, 0, 0)
    assert fingerprint(tmp_path / "archive") == before
    assert query("SELECT count(*) FROM runs") == runs


def test_what_was_imported_is_whole_and_sealed(imported, files, tmp_path, query):
    imported(*files)
    assert list(verify(tmp_path / "archive")) == []
    assert query("SELECT captures FROM seals") == query("SELECT count(*) FROM pages", name="pages")


def test_addresses_that_pages_name_become_known_and_no_visited_one_is_armed(imported, files, query):
    imported(*files)
    assert query("SELECT count(*) FROM frontier WHERE state = 'pending' AND fetched_at IS NOT NULL") == [(0,)]
    known = query("SELECT DISTINCT state, found_on FROM frontier WHERE url LIKE '%cua-danh-sach%'")
    assert known == [("pending", "https://xa.example.vn/")]


def test_codings_are_undone(imported, warc, article, query):
    one = article("a")
    headers = (*one.headers, ("Content-Encoding", "gzip"))
    done, _ = imported(warc("a.warc.gz", replace(one, body=gzip.compress(one.body), headers=headers)))
    assert done.articles_new == 1
    assert query("SELECT sha256 FROM bodies", name="pages") == [(sha256(one.body).hexdigest(),)]


def test_what_cannot_be_decoded_is_named_and_the_rest_is_kept(imported, warc, article):
    broken = article("a")
    coded = (*broken.headers, ("Content-Encoding", "gzip"))
    broken = replace(broken, body=gzip.compress(broken.body)[:100], headers=coded)
    done, (fault,) = imported(warc("a.warc.gz", broken, article("b")))
    assert (done.captures, done.articles_new, done.faults) == (1, 1, 1)
    assert "a.warc.gz, byte 0: https://xa.example.vn/tin/a.html is left out" in fault


def test_a_resource_is_the_bytes_alone(imported, warc, capture, query):
    imported(warc("a.warc.gz", capture("/a.pdf", body=PDF, kind="resource")))
    assert query("SELECT outcome, sha256 FROM frontier") == [("file", sha256(PDF).hexdigest())]


def test_replays_are_captures_of_the_original_in_its_time(imported, warc, article, capture, query):
    prefix = "https://web.archive.org/web/20190203040506id_/"
    old = article("a", path=f"{prefix}http://xa.example.vn/tin/a.html")
    itself = (("Location", f"{prefix}http://xa.example.vn/tin/b.html"),)
    nearest = capture(f"{prefix}http://xa.example.vn/tin/b.html", status="302 Found", headers=itself)
    moved = replace(nearest, path=f"{prefix}http://xa.example.vn/tin/c.html")
    imported(warc("a.warc.gz", old, nearest, moved))
    sql = "SELECT url, fetched_at, status, origin FROM pages ORDER BY url"
    at = "2019-02-03T11:05:06.000+07:00"
    assert query(sql, name="pages") == [
        ("http://xa.example.vn/tin/a.html", at, 200, "replay"), ("http://xa.example.vn/tin/c.html", at, 302, "replay"),
    ]  # fmt: skip
    assert query("SELECT redirects_to FROM frontier WHERE outcome = 'redirect'") == [
        ("http://xa.example.vn/tin/b.html",)
    ]


def test_a_site_that_a_portal_file_names_is_that_portal(imported, warc, article, query):
    portal = Portal("xa-mau", "Xã Mẫu", "http://www.xa.example.vn/", aliases=("https://cu.example.vn/",))
    captures = [article("a"), article("b", path="https://cu.example.vn/b.html"), article("c", path="http://la.vn/c")]
    imported(warc("a.warc.gz", *captures), portals=[portal])
    assert query("SELECT DISTINCT portal_id FROM articles ORDER BY 1") == [("la.vn",), ("xa-mau",)]


def test_a_print_page_is_a_twin_and_no_edit_of_the_article(imported, warc, article, query):
    marks = "<meta name='generator' content='NukeViet v4.5'><script src='/assets/js/global.js'></script>nv_is_user"
    pages = [article("a", path="/tin-tuc/bai-viet-12.html"), article("a", path="/print/tin-tuc/bai-viet-12.html")]
    pages[1].at, pages[1].body = "2025-08-01T00:00:00Z", pages[1].body.replace(b"<h1>", b"<h1>In: ")
    for page in pages:
        page.body = page.body.replace(b"<head>", f"<head>{marks}".encode())
    imported(warc("a.warc.gz", *pages))
    assert query("SELECT title, version FROM articles") == [("Bài a", 1)]
    assert query("SELECT state FROM frontier WHERE role = 'twin'") == [("excluded",)]
    assert query("SELECT kind FROM article_addresses ORDER BY 1") == [("canonical",), ("twin",)]


def test_what_is_no_answer_of_the_web_is_passed_over(imported, warc, capture, article):
    other = [capture("dns:xa.example.vn", body=b"1.2.3.4", kind="resource"), capture("ftp://xa.example.vn/a")]
    done, faults = imported(warc("a.warc.gz", *other, article("a")))
    assert (done.captures, faults) == (1, [])


def test_a_file_that_is_no_warc_is_named_and_the_others_are_imported(imported, warc, article, tmp_path):
    (tmp_path / "trang.html").write_text("<html>")
    done, (fault,) = imported(tmp_path / "trang.html", warc("a.warc.gz", article("a")))
    assert done.articles_new == 1
    assert "trang.html is no WARC file" in fault


def test_what_was_withdrawn_is_not_taken_in_again(imported, warc, article, query, tmp_path):
    file = warc("a.warc.gz", article("a"), article("b"))
    imported(file)
    with Archive.open(tmp_path / "archive", write=True) as archive:
        withdraw(archive, "https://xa.example.vn/tin/a.html", reason="on request", erase=True)
    done, _ = imported(file, warc("b.warc.gz", article("a", "2026-01-01T00:00:00Z")))
    assert (done.withdrawn, done.new) == (2, 0)
    assert query("SELECT title FROM articles") == [("Bài b",)]
