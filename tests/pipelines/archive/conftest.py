"""Builders for the tests of the archive: a portal, an open archive, visits with invented pages."""

from datetime import datetime, timedelta, timezone

import pytest

from crawler.items import Address, Article, Attachment, Image, Link, Page, RemovedBlock, Visit
from crawler.portals import Portal
from pipelines.archive import Archive

LOCAL = timezone(timedelta(hours=7))
SITE = "https://xa.example.vn"


class Clock:
    """A clock that the tests set: one second a look, so that times stay apart."""

    def __init__(self):
        self.time = datetime(2025, 7, 10, 8, 0, tzinfo=LOCAL)

    def __call__(self):
        self.time += timedelta(seconds=1)
        return self.time

    def wait(self, **kwargs):
        self.time += timedelta(**kwargs)


class Maker:
    """Makes visits of one portal."""

    site = SITE
    portal = Portal("xa", "Xã Mẫu", f"{SITE}/", platform="nukeviet")

    def __init__(self):
        self.clock = Clock()

    def url(self, path):
        return path if "://" in path else SITE + path

    def address(self, path, role="article", **fields):
        walk = self.url(path) if role in {"listing", "home", "feed", "sitemap", "robots"} else ""
        return Address(self.url(path), "xa", role, **{"walk": walk, **fields})

    def page(self, path, body=b"<p>...</p>", status=200, headers=(), at=None):
        return Page(self.url(path), at or self.clock(), status, tuple(headers), body)

    def article(self, path, title="Tin 1", **fields):
        return Article(self.url(path), title, **{"body": ["Dòng một.", "Dòng hai."], **fields})

    def full_article(self, path, **fields):
        """An article with all of its parts."""
        parts = {
            "lead": "Sapo.",
            "published": datetime(2025, 7, 1, 6, 30, tzinfo=LOCAL),
            "published_precision": "minute",
            "published_raw": "01/07/2025 06:30",
            "published_from": "visible",
            "sections": ["Tin tức", "Xã hội"],
            "images": [Image("https://xa.example.vn/a.jpg", "Ảnh một")],
            "attachments": [Attachment("https://xa.example.vn/a.pdf", "a.pdf", "application/pdf")],
            "tags": ["b", "a"],
            "removed": [
                RemovedBlock(2, "share", "share-bar", "Chia sẻ"),
                RemovedBlock(2, "share", "share-bar", "Chia sẻ"),
            ],
        }
        return self.article(path, **parts | fields)

    def visit(self, path, article=None, body=None, **fields):
        article = article or self.article(path)
        body = body if body is not None else article.text.encode()
        page = fields.pop("page", None) or self.page(path, body)
        return Visit(self.address(path), "article", pages=[page], kind="article", article=article, **fields)

    def ended(self, path, outcome, status=404, role="article", **fields):
        page = self.page(path, b"", status)
        return Visit(self.address(path, role), outcome, "a reason", pages=[page], **fields)

    def listing(self, path, links=(), **fields):
        address = fields.pop("address", None) or self.address(path, "listing")
        page = self.page(path, repr(links).encode())
        return Visit(address, "listing", pages=[page], kind="listing", links=list(links), **fields)

    def link(self, path, role="article", **fields):
        return Link(self.url(path), role, **fields)


@pytest.fixture(autouse=True)
def without_units(monkeypatch):
    """The reference tables take a quarter of a second to load, and have tests of their own."""
    monkeypatch.setattr("pipelines.archive.archive.load_units", lambda db: False)


@pytest.fixture
def make():
    return Maker()


@pytest.fixture
def opened(tmp_path, make):
    """Opens the archive of the test for writing, with its clock; closes what is open at the end."""
    archives = []

    def open_archive(folder=tmp_path / "archive", portal=None, run=True, full=False):
        archive = Archive.open(folder, write=True)
        archive.clock = make.clock
        archives.append(archive)
        if run:
            archive.frontier.open_run([portal or make.portal], full=full, settings={})
        return archive

    yield open_archive
    for archive in archives:
        archive.close()


@pytest.fixture
def archive(opened):
    return opened()


def rows(archive, sql, *values):
    """All rows of a query on archive.db."""
    return archive.db.execute(sql, values).fetchall()


def one(archive, sql, *values):
    """The single value of a query on archive.db."""
    ((value,),) = rows(archive, sql, *values)
    return value


@pytest.fixture(name="rows")
def rows_fixture():
    return rows


@pytest.fixture(name="one")
def one_fixture():
    return one
