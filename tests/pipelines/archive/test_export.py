"""Exports: what leaves is what is stored, chosen as asked, in the same bytes each time, with its package beside it."""

import csv
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import date, datetime
from hashlib import sha256

import pyarrow.parquet as pq
import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.items import Page, Visit
from pipelines.archive.filters import Filters
from pipelines.export.records import FIELDS
from pipelines.export.selection import Selection
from pipelines.exporting import MEDIA_TYPES, Order, export, package_of
from pipelines.store import store_visit

FORMULA = "=SUM(A1:A9) là tiêu đề"


@pytest.fixture
def folder(archive, make):
    """Three articles, one of them changed a month later; a listing, a file, a redirect and a request without answer."""
    store_visit(archive, make.visit("/a.html", make.full_article("/a.html", title="Bài một")))
    store_visit(archive, make.visit("/b.html", make.article("/b.html", title=FORMULA)))
    store_visit(archive, make.visit("/c.html", make.article("/c.html", title="Bài ba", body=["x" * 40_000])))
    store_visit(archive, make.listing("/tin/", [make.link("/a.html")]))
    pdf = make.page("/a.pdf", b"%PDF-1.4 ...", headers=[("Content-Type", "application/pdf")])
    archive.frontier.add("xa", [make.link("/a.pdf", "file")])
    store_visit(archive, Visit(make.address("/a.pdf", "file"), "file", pages=[pdf]))
    wire = [
        ("Content-Type", "text/html"),
        ("Content-Encoding", "gzip"),
        ("Content-Length", "7"),
        ("Location", "/a.html"),
    ]
    moved = make.page("/alt.html", b"moved", 301, wire)
    store_visit(archive, Visit(make.address("/alt.html"), "redirect", "leads on", pages=[moved]))
    nothing = Page(make.url("/d.html"), make.clock(), 0)
    store_visit(archive, Visit(make.address("/d.html"), "network_error", "no answer", pages=[nothing]))
    make.clock.wait(days=30)
    store_visit(archive, make.visit("/a.html", make.full_article("/a.html", title="Bài một, đã sửa")))
    return archive.folder


def lines(folder, output, **selection):
    export(folder, Order("jsonl", output, Selection(**selection)))
    return [json.loads(line) for line in output.read_text("utf-8").splitlines()]


# -- what is chosen ----------------------------------------------------------------------------------------------------


def test_articles_come_in_the_order_of_their_keys(folder, tmp_path):
    keys = [record["key"] for record in lines(folder, tmp_path / "a.jsonl")]
    assert len(keys) == 3
    assert keys == sorted(keys)


def test_filters_are_those_of_search(folder, tmp_path):
    chosen = lines(folder, tmp_path / "a.jsonl", filters=Filters(since=date(2025, 7, 1), section="Xã hội"))
    assert [record["title"] for record in chosen] == ["Bài một, đã sửa"]
    assert lines(folder, tmp_path / "b.jsonl", filters=Filters(portal="khac")) == []


def test_as_of_gives_the_state_of_that_day(folder, tmp_path):
    titles = {r["title"]: r["version"] for r in lines(folder, tmp_path / "a.jsonl", as_of=date(2025, 7, 20))}
    assert titles["Bài một"] == 1
    assert "Bài một, đã sửa" not in titles


def test_as_of_before_the_first_capture_leaves_an_article_out(folder, tmp_path):
    assert lines(folder, tmp_path / "a.jsonl", as_of=date(2025, 7, 9)) == []


def test_a_sample_is_drawn_by_key_and_seed(folder, tmp_path):
    draw = [
        [r["key"] for r in lines(folder, tmp_path / f"{n}.jsonl", sample=1, seed=seed)]
        for n, seed in enumerate((1, 1, *range(2, 12)))
    ]
    assert draw[0] == draw[1]
    assert len(draw[0]) == 1
    assert len({tuple(keys) for keys in draw}) > 1


# -- what a record holds -----------------------------------------------------------------------------------------------


@pytest.fixture
def record(folder, tmp_path):
    return next(r for r in lines(folder, tmp_path / "a.jsonl") if r["title"] == "Bài một, đã sửa")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("portal", "Xã Mẫu"),
        ("lead", "Sapo."),
        ("body", "Dòng một.\nDòng hai."),
        ("published_at", "2025-07-01T06:30:00+07:00"),
        ("published_on", "2025-07-01"),
        ("sections", ["Tin tức", "Xã hội"]),
        ("section", "Xã hội"),
        ("tags", ["b", "a"]),
        ("images", ["https://xa.example.vn/a.jpg"]),
        ("captions", ["Ảnh một"]),
        ("attachments", ["https://xa.example.vn/a.pdf"]),
        ("attachment_sha256", [sha256(b"%PDF-1.4 ...").hexdigest()]),
        ("synthetic", False),
        ("version", 2),
        ("gone_at", None),
    ],
)
def test_a_record_holds_the_article(record, name, value):
    assert record[name] == value


def test_a_record_has_exactly_the_fields_of_the_codebook(record):
    assert list(record) == [field.name for field in FIELDS]


# -- the formats -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", MEDIA_TYPES)
def test_equal_input_gives_equal_bytes(folder, tmp_path, form):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        export(folder, Order(form, tmp_path / name / "out"))
    assert (tmp_path / "one/out").read_bytes() == (tmp_path / "two/out").read_bytes()
    assert package_of(tmp_path / "one/out").read_bytes() == package_of(tmp_path / "two/out").read_bytes()


@pytest.mark.parametrize("form", MEDIA_TYPES)
def test_every_export_carries_its_package(folder, tmp_path, form):
    export(folder, Order(form, tmp_path / "out", Selection(Filters(portal="xa"))))
    about = json.loads(package_of(tmp_path / "out").read_text("utf-8"))
    (resource,) = about["resources"]
    assert resource["hash"] == "sha256:" + sha256((tmp_path / "out").read_bytes()).hexdigest()
    assert about["congtin"]["counts"]["articles"] == 3
    assert about["congtin"]["selection"]["filters"]["portal"] == "xa"
    assert [portal["id"] for portal in about["congtin"]["portals"]] == ["xa"]


def test_the_codebook_describes_every_field(folder, tmp_path):
    export(folder, Order("jsonl", tmp_path / "out"))
    (resource,) = json.loads(package_of(tmp_path / "out").read_text("utf-8"))["resources"]
    assert [field["name"] for field in resource["schema"]["fields"]] == [field.name for field in FIELDS]
    assert all(field["description"] for field in resource["schema"]["fields"])


def test_a_failed_export_leaves_nothing(folder, tmp_path):
    (tmp_path / "there").mkdir()
    with pytest.raises(OSError, match="there"):
        export(folder, Order("jsonl", tmp_path / "there"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["archive", "there"]


def table(folder, output, **options):
    outcome = export(folder, Order("csv", output, **options))
    with output.open(encoding="utf-8-sig", newline="") as file:
        return outcome, {row["url"][-6:]: row for row in csv.DictReader(file)}


def test_csv_makes_formulas_harmless_and_counts_them(folder, tmp_path):
    outcome, rows = table(folder, tmp_path / "a.csv")
    assert rows["b.html"]["title"] == "'" + FORMULA
    assert outcome.altered_cells == 1


def test_csv_raw_alters_nothing(folder, tmp_path):
    outcome, rows = table(folder, tmp_path / "a.csv", raw=True)
    assert rows["b.html"]["title"] == FORMULA
    assert outcome.altered_cells == 0


def test_csv_for_excel_has_its_mark_its_line_ends_and_no_cell_too_long(folder, tmp_path):
    outcome, rows = table(folder, tmp_path / "a.csv", excel=True)
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfkey,")
    assert (tmp_path / "a.csv").read_bytes().endswith(b"\r\n")
    assert len(rows["c.html"]["body"]) == 32_767
    assert outcome.cut_cells == 1


def test_parquet_has_dates_as_dates_and_codes_as_text(folder, tmp_path):
    export(folder, Order("parquet", tmp_path / "a.parquet"))
    rows = pq.read_table(tmp_path / "a.parquet").to_pylist()
    row = next(row for row in rows if row["title"] == "Bài một, đã sửa")
    assert row["published_on"] == date(2025, 7, 1)
    assert row["published_at"] == datetime.fromisoformat("2025-07-01T06:30:00+07:00")
    assert row["tags"] == ["b", "a"]
    assert isinstance(row["key"], str)


def in_snapshot(output, sql):
    with closing(sqlite3.connect(output)) as db:
        return db.execute(sql).fetchall()


def test_sqlite_is_a_whole_copy_out_of_wal_mode(folder, tmp_path):
    export(folder, Order("sqlite", tmp_path / "a.db"))
    assert in_snapshot(tmp_path / "a.db", "PRAGMA journal_mode") == [("delete",)]
    assert in_snapshot(tmp_path / "a.db", "PRAGMA integrity_check") == [("ok",)]
    assert in_snapshot(tmp_path / "a.db", "SELECT count(*) FROM articles") == [(3,)]
    assert in_snapshot(tmp_path / "a.db", "SELECT count(*) FROM frontier")[0][0] > 0
    assert in_snapshot(tmp_path / "a.db", "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'sửa'") == [(1,)]


def test_sqlite_for_publishing_goes_without_frontier_and_removed_blocks(folder, tmp_path):
    export(folder, Order("sqlite", tmp_path / "a.db", publish=True))
    for name in ("frontier", "removed_blocks", "blocks"):
        assert in_snapshot(tmp_path / "a.db", f"SELECT count(*) FROM {name}") == [(0,)]


def test_what_is_published_answers_as_the_archive_does(folder, tmp_path):
    for name in ("whole", "published"):
        export(folder, Order("sqlite", tmp_path / f"{name}.db", publish=name == "published"))
    views = in_snapshot(tmp_path / "whole.db", "SELECT name FROM sqlite_schema WHERE type = 'view'")
    assert ("coverage_by_month",) in views
    for (name,) in views:
        whole, published = (in_snapshot(tmp_path / f"{which}.db", f"SELECT * FROM {name}") for which in
                            ("whole", "published"))  # fmt: skip
        assert sorted(map(repr, published)) == sorted(map(repr, whole))
    kinds = dict(in_snapshot(tmp_path / "published.db", "SELECT name, type FROM sqlite_schema"))
    assert kinds["coverage_by_month"] == "table"
    assert in_snapshot(tmp_path / "published.db", "PRAGMA journal_mode") == [("delete",)]
    assert in_snapshot(tmp_path / "published.db", "PRAGMA freelist_count") == [(0,)]
    assert in_snapshot(tmp_path / "published.db", "SELECT count(*) FROM coverage_by_month")[0][0] > 0
    found = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'sửa'"
    assert in_snapshot(tmp_path / "published.db", found) == [(1,)]


def test_sqlite_holds_only_what_was_chosen(folder, tmp_path):
    export(folder, Order("sqlite", tmp_path / "a.db", Selection(Filters(section="Xã hội"), date(2025, 7, 20))))
    assert in_snapshot(tmp_path / "a.db", "SELECT title, version FROM articles") == [("Bài một", 1)]
    assert in_snapshot(tmp_path / "a.db", "SELECT count(*) FROM article_versions") == [(0,)]
    assert in_snapshot(tmp_path / "a.db", "PRAGMA foreign_key_check") == []


def test_sqlite_can_be_taken_while_the_archive_is_written(folder, archive, make, tmp_path):
    with archive.db.atomic():
        store_visit(archive, make.visit("/e.html"))
        export(folder, Order("sqlite", tmp_path / "a.db"))
    assert in_snapshot(tmp_path / "a.db", "SELECT count(*) FROM articles") == [(3,)]


# -- pages -------------------------------------------------------------------------------------------------------------


def warc(folder, output, **selection):
    outcome = export(folder, Order("warc", output, Selection(**selection)))
    found = []
    with output.open("rb") as file:
        for one in ArchiveIterator(file, check_digests="raise"):
            body = one.content_stream().read()
            found.append((one.rec_type, one.rec_headers, one.http_headers, body))
    return outcome, found


def test_warc_holds_every_answered_page_with_its_request(folder, tmp_path):
    outcome, found = warc(folder, tmp_path / "a.warc.gz")
    kinds = [kind for kind, *_ in found]
    assert kinds[0] == "warcinfo"
    assert kinds.count("request") == kinds.count("response") + kinds.count("revisit") == outcome.pages
    assert outcome.unanswered == 1


def test_warc_has_the_time_of_the_capture(folder, tmp_path):
    _, found = warc(folder, tmp_path / "a.warc.gz")
    dates = {headers["WARC-Date"][:10] for kind, headers, *_ in found if kind in {"response", "revisit"}}
    assert dates == {"2025-07-10", "2025-08-09"}


def test_warc_bodies_are_decoded_under_headers_that_fit_them(folder, tmp_path):
    _, found = warc(folder, tmp_path / "a.warc.gz")
    headers, body = next(
        (http, body)
        for kind, rec, http, body in found
        if kind == "response" and rec["WARC-Target-URI"][-8:] == "alt.html"
    )
    assert body == b"moved"
    assert headers["Content-Length"] == "5"
    assert headers["Content-Encoding"] is None
    assert headers["X-Archive-Orig-Content-Encoding"] == "gzip"
    assert headers["X-Archive-Orig-Content-Length"] == "7"
    assert headers["Location"] == "/a.html"


def test_warc_writes_known_bytes_as_a_revisit(archive, make, tmp_path):
    for _ in range(2):
        store_visit(archive, make.listing("/tin/"))
    outcome, found = warc(archive.folder, tmp_path / "a.warc.gz")
    (revisit,) = [rec for kind, rec, *_ in found if kind == "revisit"]
    first = next(rec for kind, rec, *_ in found if kind == "response")
    assert outcome.revisits == 1
    assert revisit["WARC-Refers-To-Target-URI"] == first["WARC-Target-URI"]
    assert revisit["WARC-Refers-To-Date"] == first["WARC-Date"]
    assert revisit["WARC-Payload-Digest"] == first["WARC-Payload-Digest"]


def test_warc_of_a_selection_holds_the_articles_captures_and_files(folder, tmp_path):
    _, found = warc(folder, tmp_path / "a.warc.gz", filters=Filters(section="Xã hội"))
    assert {rec["WARC-Target-URI"][-6:] for kind, rec, *_ in found if kind in {"response", "revisit"}} == {
        "a.html",
        "/a.pdf",
    }


def test_wacz_holds_the_warc_its_index_and_the_articles(folder, tmp_path):
    export(folder, Order("wacz", tmp_path / "a.wacz"))
    with zipfile.ZipFile(tmp_path / "a.wacz") as package:
        about = json.loads(package.read("datapackage.json"))
        for resource in about["resources"]:
            assert resource["hash"] == "sha256:" + sha256(package.read(resource["path"])).hexdigest()
        digest = json.loads(package.read("datapackage-digest.json"))
        assert digest["hash"] == "sha256:" + sha256(package.read("datapackage.json")).hexdigest()
        pages = [json.loads(line) for line in package.read("pages/pages.jsonl").splitlines()]
    assert about["wacz_version"] == "1.1.1"
    assert "Bài một, đã sửa" in [page.get("title") for page in pages]
