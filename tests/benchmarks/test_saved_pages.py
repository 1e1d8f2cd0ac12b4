"""Pages that benchmarks read: whole HTML pages, from a folder or a recorded site's database."""

import sqlite3
import zlib

from benchmarks.saved_pages import saved_pages

PAGE = b"<!DOCTYPE html><html><body>...</body></html>"


def test_a_folder_with_addresses_beside(tmp_path):
    (tmp_path / "b.html").write_bytes(PAGE)
    (tmp_path / "a.html").write_bytes(PAGE + b"a")
    (tmp_path / "a.json").write_text('{"url": "https://xa.example.vn/a"}')
    pages = saved_pages(tmp_path)
    assert [page.url for page in pages] == ["http://recorded.example.vn/b.html", "https://xa.example.vn/a"]
    assert pages[1].body == PAGE + b"a"


def test_a_database_gives_what_is_html_and_was_found(tmp_path):
    db = sqlite3.connect(tmp_path / "site.sqlite")
    db.execute("CREATE TABLE r (origin, target, status, headers, body)")
    rows = [
        ("", "/", 200, "Server: Apache\nX-Empty: ", zlib.compress(PAGE)),
        ("", "/feed", 200, "", zlib.compress(b"<rss/>")),
        ("", "/gone", 404, "", zlib.compress(PAGE)),
    ]
    with db:
        db.executemany("INSERT INTO r VALUES (?, ?, ?, ?, ?)", rows)
    db.close()
    (page,) = saved_pages(tmp_path / "site.sqlite")
    assert page.url == "http://recorded.example.vn/"
    assert page.headers == (("Server", "Apache"), ("X-Empty", ""))
    assert page.body == PAGE
