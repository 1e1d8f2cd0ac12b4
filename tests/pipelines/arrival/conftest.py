"""Builders for the tests of import and merge: pages of an invented site, WARC files, archives made from those."""

import gzip
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.archive import Archive
from pipelines.importing import import_files

SITE = "https://xa.example.vn"
LINES = [f"Dòng thứ {n} của bản tin về buổi họp thôn, có đủ chữ để là một đoạn văn." for n in range(1, 6)]


def html(title, *, day="01/03/2018 08:30", lines=LINES, links=(), views=1):
    """An article as a reader of pages recognises it."""
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    others = "".join(f"<a href='{link}'>{link}</a>" for link in links)
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div class='date'>{day}</div>"
        f"<div class='content'>{paragraphs}</div><div>Lượt xem: {views}</div>{others}</body></html>"
    ).encode()


@dataclass
class Capture:
    """One answer that a WARC file holds."""

    path: str
    at: str = "2025-07-10T01:00:00Z"
    body: bytes = b""
    status: str = "200 OK"
    headers: tuple = (("Content-Type", "text/html; charset=utf-8"),)
    kind: str = "response"
    warc: tuple = ()

    @property
    def url(self):
        return self.path if ":" in self.path else SITE + self.path


def make_article(name, at="2025-07-10T01:00:00Z", *, path=None, **fields):
    return Capture(path or f"/tin/{name}.html", at, html(f"Bài {name}", **fields))


def record(number, one):
    """A record in bytes; its name is its number."""
    http = "".join(f"{name}: {value}\r\n" for name, value in one.headers)
    head = b"" if one.kind == "resource" else f"HTTP/1.1 {one.status}\r\n{http}\r\n".encode()
    fields = {
        "WARC-Type": one.kind, "WARC-Target-URI": one.url, "WARC-Date": one.at, "WARC-Record-ID": f"<urn:{number}>",
        **dict(one.warc), "Content-Length": len(head + one.body),
    }  # fmt: skip
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return b"WARC/1.1\r\n" + lines.encode() + b"\r\n" + head + one.body + b"\r\n\r\n"


def write_warc(path: Path, captures, *, compressed=True):
    """A WARC file, as other tools write them."""
    blocks = [record(number, one) for number, one in enumerate(captures)]
    path.write_bytes(b"".join(gzip.compress(block) if compressed else block for block in blocks))
    return path


@pytest.fixture(autouse=True)
def without_units(monkeypatch, request):
    """The units take a quarter of a second to load; tests of the commands have the real ones."""
    if "real" not in request.keywords:
        monkeypatch.setattr("pipelines.archive.archive.load_units", lambda db: False)


@pytest.fixture(scope="session")
def warc_at():
    """Writes a WARC file of captures at any path."""
    return write_warc


@pytest.fixture
def warc(tmp_path):
    """Writes a WARC file of captures in the folder of the test."""
    return lambda name, *captures, **options: write_warc(tmp_path / name, captures, **options)


@pytest.fixture
def imported(tmp_path):
    """Imports files into an archive of the test; returns what came of it, and the faults in words."""

    def run(*files, into="archive", portals=()):
        faults = []
        with Archive.open(tmp_path / into, write=True) as archive:
            done = import_files(archive, files, portals, processes=1, on_fault=lambda fault: faults.append(str(fault)))
        return done, faults

    return run


@pytest.fixture
def query(tmp_path):
    """All rows of a query on one of an archive's databases."""

    def rows(sql, *values, into="archive", name="archive"):
        with Archive.open(tmp_path / into, write=False) as archive:
            db = archive.pages.db if name == "pages" else archive.db
            return db.execute(sql, values).fetchall()

    return rows


@pytest.fixture(scope="session")
def article():
    """A capture of an article."""
    return make_article


@pytest.fixture(scope="session")
def capture():
    """Any capture."""
    return Capture
