"""Withdrawal: out of everything that people see, never taken in again; with erase, out of every byte."""

import json

import pytest

from crawler.items import RemovedBlock
from pipelines.archive import Archive
from pipelines.archive.compression import TRAINED_ON
from pipelines.archive.naming import ArticleUnknownError
from pipelines.duplicates import update_duplicates
from pipelines.store import store_visit
from pipelines.verify import verify
from pipelines.withdrawing import withdraw

PATH = "/tin/a-1.html"
URL = f"https://xa.example.vn{PATH}"
SECRET = "Ông Nguyễn Văn Kín, số nhà 12 thôn Mẫu, được hỗ trợ vì hoàn cảnh khó khăn."
BLOCK = "Người đăng tin là bà Trần Thị Kín, điện thoại 0123."
PDF = b"%PDF-1.7 secret"


def article(make, path=PATH, line=SECRET, **fields):
    removed = [RemovedBlock(0, "share", "rule", BLOCK)]
    return make.full_article(path, title=f"Tin {path}", lead="", body=[line, "Dòng hai."], removed=removed, **fields)


def html(*lines):
    return (
        f"<html><body>{'<p>Khung trang</p>' * 50}{''.join(f'<p>{line}</p>' for line in lines)}</body></html>".encode()
    )


@pytest.fixture
def told(archive, make):
    """An archive in which one article, its listing, its file and a version of it tell something."""
    paths = [f"/tin/x-{n}.html" for n in range(100, 100 + TRAINED_ON)]
    archive.frontier.add("xa", [make.link(path) for path in (PATH, *paths)])
    archive.frontier.add(
        "xa", [make.link("/khac/a-1.html"), make.link("/a.pdf", "file"), make.link("/tin/", "listing")]
    )
    listing = make.listing("/tin/")
    listing.pages = [make.page("/tin/", html(f"<a href='{PATH}' title='{SECRET}'>Tin</a>"))]
    store_visit(archive, listing)
    for line in (SECRET, SECRET + " Bổ sung."):
        store_visit(archive, make.visit(PATH, article(make, line=line), body=html(line, BLOCK)))
    file = make.ended("/a.pdf", "file", 200, role="file")
    file.pages = [make.page("/a.pdf", PDF)]
    store_visit(archive, file)
    for path in paths:
        text = f"Một bản tin khác, số {path}, với câu riêng của nó."
        store_visit(archive, make.visit(path, make.article(path, path, body=[text]), body=html(text)))
    update_duplicates(archive.db)
    archive.frontier.close_run("finished", {})
    return archive


def everything(archive):
    """All bytes of the archive: its files as they are, and all that is stored in them compressed."""
    for path in archive.folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()
    for (sha,) in archive.pages.db.execute("SELECT sha256 FROM bodies"):
        yield f"body {sha}", archive.pages.body(sha)
    for name, data in archive.pages.db.execute("SELECT dictionary_id, data FROM dictionaries"):
        yield f"dictionary {name}", archive.pages._codec.decompress(data, None)


def places(archive, text):
    return [name for name, data in everything(archive) if text.encode() in data]


def test_a_withdrawn_article_is_in_no_table_and_leaves_no_text(told, one, rows):
    done = withdraw(told, URL, reason="on request", erase=False)
    key, addresses, reason, erased = rows(told, "SELECT key, addresses, reason, erased FROM withdrawn")[0]
    assert (done.key, reason, erased) == (key, "on request", 0)
    assert json.loads(addresses) == ["https://xa.example.vn/khac/a-1.html", URL, "https://xa.example.vn/a.pdf"]
    for table in ("articles", "article_versions", "captures", "article_addresses", "attachments", "tags", "signatures"):
        assert one(told, f"SELECT count(*) FROM {table}") == (TRAINED_ON if table in SHARED else 0), table
    assert rows(told, "SELECT text FROM blocks") == []
    assert rows(told, "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'Nguyễn'") == []
    assert SECRET not in "\n".join(told.db.conn.iterdump())
    assert verify(told.folder) == []


SHARED = {"articles", "captures", "article_addresses", "signatures"}


def test_an_erased_sentence_is_nowhere(told):
    assert places(told, SECRET)
    assert places(told, BLOCK)
    withdraw(told, URL, reason="on request", erase=True)
    for text in (SECRET, BLOCK, PDF.decode()):
        assert places(told, text) == []
    assert verify(told.folder) == []


def test_all_other_articles_and_pages_are_as_before(told, rows):
    before = rows(told, "SELECT key, title, body, page_id FROM articles WHERE url <> ? ORDER BY key", URL)
    withdraw(told, URL, reason="on request", erase=True)
    assert rows(told, "SELECT key, title, body, page_id FROM articles ORDER BY key") == before
    for *_, body, page_id in before:
        assert body.encode() in told.pages.page(page_id).page.body
    kinds = told.pages.db.execute("SELECT kind FROM dictionaries ORDER BY 1").fetchall()
    assert ("trained",) in kinds or ("first page",) in kinds


def test_pages_that_quote_it_are_kept_without_it(told):
    """Tooltips of related news hold the lead of another article, as markup in an attribute."""
    withdraw(told, URL, reason="on request", erase=True)
    (name,) = told.pages.db.execute("SELECT id FROM pages WHERE url LIKE '%/tin/'").fetchone()
    assert told.pages.page(name).page.body == html(f"<a href='{PATH}' title='[withdrawn]'>Tin</a>")


@pytest.mark.parametrize("form", ["named", "decimal", "hexadecimal", "twice", "spaced"])
def test_it_is_cut_out_in_whatever_form_it_is_quoted(told, make, form):
    decimal = "".join(f"&#{ord(character)};" for character in SECRET)
    forms = {
        "named": SECRET.replace("à", "&agrave;").replace("ô", "&ocirc;"),
        "decimal": decimal,
        "hexadecimal": "".join(f"&#x{ord(character):X};" for character in SECRET),
        "twice": decimal.replace("&", "&amp;"),
        "spaced": SECRET.replace(" ", "&nbsp;\n "),
    }
    told.frontier.open_run([make.portal], full=False, settings={})
    told.frontier.add("xa", [make.link("/khac/", "listing")])
    listing = make.listing("/khac/")
    listing.pages = [make.page("/khac/", html(forms[form]))]
    store_visit(told, listing)
    withdraw(told, URL, reason="on request", erase=True)
    (name,) = told.pages.db.execute("SELECT id FROM pages WHERE url LIKE '%/khac/'").fetchone()
    assert told.pages.page(name).page.body == html("[withdrawn]")


def test_a_page_that_quotes_it_between_tags_loses_its_bytes(told, make):
    told.frontier.open_run([make.portal], full=False, settings={})
    told.frontier.add("xa", [make.link("/khac/", "listing")])
    listing = make.listing("/khac/")
    listing.pages = [make.page("/khac/", html(SECRET.replace("Kín", "<b>Kín</b>")))]
    store_visit(told, listing)
    withdraw(told, URL, reason="on request", erase=True)
    assert places(told, "<b>Kín</b>") == []
    (name,) = told.pages.db.execute("SELECT id FROM pages WHERE url LIKE '%/khac/'").fetchone()
    assert told.pages.db.execute("SELECT outcome FROM pages WHERE id = ?", (name,)).fetchone() == ("withdrawn",)
    assert verify(told.folder) == []


def test_it_may_be_erased_later(told, one):
    withdraw(told, URL, reason="on request", erase=False)
    assert places(told, SECRET)
    withdraw(told, one(told, "SELECT key FROM withdrawn"), reason="on request", erase=True)
    assert places(told, PDF.decode()) == []
    assert one(told, "SELECT erased FROM withdrawn") == 1


@pytest.mark.parametrize("path", [PATH, "/khac/a-1.html", "/moi/a-1.html", "http://www.xa.example.vn/tin/a-1.html"])
def test_a_crawl_does_not_take_it_in_again(told, make, rows, path):
    withdraw(told, URL, reason="on request", erase=False)
    told.frontier.open_run([make.portal], full=True, settings={})
    told.frontier.add("xa", [make.link(path)])
    leased = set()
    while address := told.frontier.lease(now=make.clock(), per_host=999):
        leased.add(address.url)
    assert make.url(path) not in leased
    assert rows(told, "SELECT reason FROM frontier WHERE url = ?", make.url(path)) == [("withdrawn",)]


def test_a_visit_of_a_withdrawn_address_is_not_stored(told, make, one):
    withdraw(told, URL, reason="on request", erase=True)
    told.frontier.open_run([make.portal], full=False, settings={})
    assert store_visit(told, make.visit(PATH, article(make), body=html(SECRET))).article_id is None
    assert places(told, SECRET) == []
    assert one(told, "SELECT count(*) FROM articles WHERE url = ?", URL) == 0


def test_a_twin_has_another_origin_then(archive, make, rows):
    archive.frontier.add("xa", [make.link(f"/tin/{n}-{n}.html") for n in (1, 2, 3)])
    for n in (1, 2, 3):
        store_visit(archive, make.visit(f"/tin/{n}-{n}.html", make.article(f"/tin/{n}-{n}.html", "Trùng")))
    ((origin,),) = rows(archive, "SELECT key FROM articles WHERE duplicate_of IS NULL")
    withdraw(archive, origin, reason="on request", erase=False)
    assert sorted(row[0] is None for row in rows(archive, "SELECT duplicate_of FROM articles")) == [False, True]


def test_what_nobody_knows_cannot_be_withdrawn(archive):
    with pytest.raises(ArticleUnknownError):
        withdraw(archive, "https://xa.example.vn/none.html", reason="x", erase=False)


def test_readers_see_nothing_of_it(told):
    withdraw(told, URL, reason="on request", erase=False)
    with Archive.open(told.folder, write=False) as reader:
        assert reader.db.execute("SELECT count(*) FROM articles WHERE body LIKE '%Kín%'").fetchone() == (0,)
