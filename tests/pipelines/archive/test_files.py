"""Attachments: named by their digest, whole or not there, tied to their articles in either order."""

import os
from hashlib import sha256

import pytest

from pipelines.archive.files import Files, media_type
from pipelines.store import store_visit

PDF = b"%PDF-1.7 ..."


def file_visit(make, path="/a.pdf", body=PDF):
    visit = make.ended(path, "file", 200, role="file")
    visit.pages = [make.page(path, body, headers=[("Content-Type", "application/octet-stream")])]
    return visit


@pytest.mark.parametrize("file_first", [True, False])
@pytest.mark.parametrize("redirected", [True, False])
def test_an_attachment_names_its_stored_file(archive, make, rows, file_first, redirected):
    archive.frontier.add("xa", [make.link("/a.pdf", "file"), make.link("/b.pdf", "file"), make.link("/tin/a-1.html")])
    visits = [
        file_visit(make, "/b.pdf" if redirected else "/a.pdf"),
        make.visit("/tin/a-1.html", make.full_article("/tin/a-1.html")),
    ]
    if redirected:
        visits.insert(0, make.ended("/a.pdf", "redirect", 302, role="file", redirected_to=make.url("/b.pdf")))
    for visit in visits if file_first else visits[::-1] if not redirected else [visits[0], visits[2], visits[1]]:
        store_visit(archive, visit)
    digest = sha256(PDF).hexdigest()
    assert rows(archive, "SELECT sha256 FROM attachments") == [(digest,)]
    assert rows(archive, "SELECT sha256, size, media_type FROM files") == [(digest, len(PDF), "application/pdf")]
    assert archive.files.path(digest).read_bytes() == PDF


def test_the_bytes_of_a_file_are_stored_once(archive, make):
    archive.frontier.add("xa", [make.link("/a.pdf", "file")])
    store_visit(archive, file_visit(make))
    assert archive.pages.db.execute("SELECT count(*) FROM bodies").fetchone() == (0,)
    assert archive.pages.db.execute("SELECT body_sha256 FROM pages").fetchone() == (sha256(PDF).hexdigest(),)


def test_a_file_is_whole_or_not_there(tmp_path, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    files = Files(tmp_path)
    with pytest.raises(OSError, match="No space"):
        files.put(PDF)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("body", "said", "is_"),
    [
        (PDF, "text/html", "application/pdf"),
        (b"PK\x03\x04...", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"PK\x03\x04...", "application/octet-stream", "application/zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", "application/msword"),
        (b"a,b", "text/csv; charset=utf-8", "text/csv"),
        (b"", "", ""),
    ],
)  # fmt: skip
def test_the_media_type_is_what_the_bytes_show(body, said, is_):
    assert media_type(body, said) == is_
