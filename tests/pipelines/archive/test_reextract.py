"""Re-extraction: stored pages through today's extractor, numbers and times kept, resumable."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines import reextract as module
from pipelines.archive import Archive
from pipelines.archive.equality import fingerprint
from pipelines.reextract import Reextracted, reextract
from pipelines.store import store_visit
from pipelines.verify import verify

CHILD = Path(__file__).with_name("reextract_until_killed.py")

LINES = [f"Dòng thứ {n} của bản tin về buổi họp thôn, có đủ chữ để là một đoạn văn." for n in range(1, 6)]


def html(title, views=1, lines=LINES):
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div class='date'>01/07/2025 08:30</div>"
        f"<div class='content'>{paragraphs}</div><div>Lượt xem: {views}</div></body></html>"
    ).encode()


@pytest.fixture
def misread(opened, make, monkeypatch):
    """An archive whose extractor took something else for the titles, twice for one article."""
    monkeypatch.setattr("pipelines.archive.recording.extractor", lambda: "old")
    monkeypatch.setattr("pipelines.store.extractor", lambda: "old")

    def make_archive(folder, count=3):
        archive = opened(folder=folder, portal=type(make.portal)("xa", "Xã Mẫu", "https://xa.example.vn/"))
        paths = [f"/tin/bai-{n}.html" for n in range(count)]
        archive.frontier.add("xa", [make.link(path) for path in paths])
        for path in paths:
            store_visit(archive, make.visit(path, make.article(path, "misread"), body=html(f"Tin {path}")))
        store_visit(archive, make.visit(paths[0], make.article(paths[0], "misread 2"), body=html("Tin sửa")))
        return archive

    yield make_archive
    monkeypatch.undo()


def test_states_are_rewritten_and_keep_their_numbers_and_times(misread, rows, tmp_path):
    archive = misread(tmp_path / "a")
    columns = "captured_at, page_id, version"
    times = f"SELECT {columns} FROM articles UNION ALL SELECT {columns} FROM article_versions"
    before = rows(archive, times)
    assert reextract(archive, processes=1) == Reextracted(pages=4, changed=4)
    assert rows(archive, times) == before
    assert rows(archive, "SELECT title, body FROM articles ORDER BY id LIMIT 1") == [("Tin sửa", "\n".join(LINES))]
    assert rows(archive, "SELECT title, version FROM article_versions") == [("Tin /tin/bai-0.html", 1)]
    both = "captures JOIN articles ON id = article_id AND captures.content_hash = articles.content_hash"
    assert rows(archive, f"SELECT count(*) FROM {both}") == [(3,)]


def test_a_second_time_there_is_nothing_to_do(misread, tmp_path):
    archive = misread(tmp_path / "a")
    reextract(archive, processes=1)
    before = fingerprint(archive.folder)
    assert reextract(archive, processes=1) == Reextracted()
    assert fingerprint(archive.folder) == before


def test_what_reads_the_same_is_only_marked(misread, rows, tmp_path):
    archive = misread(tmp_path / "a")
    reextract(archive, processes=1)
    archive.db.execute("UPDATE articles SET extractor = 'old'")
    assert reextract(archive, processes=1) == Reextracted(pages=3, unchanged=3)
    assert rows(archive, "SELECT count(*) FROM articles WHERE extractor = 'old'") == [(0,)]


def test_work_that_was_interrupted_goes_on(misread, tmp_path, monkeypatch):
    whole, broken = misread(tmp_path / "a", count=8), misread(tmp_path / "b", count=8)
    reextract(whole, processes=2)
    monkeypatch.setattr(module, "_BATCH", 2)
    written = []

    def stop(*arguments):
        written.append(arguments)
        if len(written) == 4:
            raise KeyboardInterrupt
        return original(*arguments)

    original = module.rewrite_state
    monkeypatch.setattr(module, "rewrite_state", stop)
    with pytest.raises(KeyboardInterrupt):
        reextract(broken, processes=1)
    monkeypatch.setattr(module, "rewrite_state", original)
    assert reextract(broken, processes=1).pages == 9 - 2
    assert fingerprint(broken.folder) == fingerprint(whole.folder)


def test_an_article_is_found_on_a_page_that_had_none(opened, make, rows, tmp_path):
    archive = opened(portal=type(make.portal)("xa", "Xã Mẫu", "https://xa.example.vn/"))
    archive.frontier.add("xa", [make.link("/tin/bai-1.html"), make.link("/gioi-thieu.html")])
    for path, body in (("/tin/bai-1.html", html("Tin")), ("/gioi-thieu.html", b"<html><body>Menu</body></html>")):
        visit = make.ended(path, "page", 200)
        visit.pages = [make.page(path, body)]
        store_visit(archive, visit)
    assert reextract(archive, processes=1) == Reextracted(pages=2, found=1)
    assert rows(archive, "SELECT title FROM articles") == [("Tin",)]
    assert rows(archive, "SELECT outcome, reason FROM frontier ORDER BY id LIMIT 1") == [("article", "")]


def test_a_state_that_is_no_article_any_more_is_kept(opened, make, rows):
    archive = opened()
    archive.frontier.add("xa", [make.link("/tin/a-1.html")])
    store_visit(archive, make.visit("/tin/a-1.html", body=b"<html><body>Menu</body></html>"))
    archive.db.execute("UPDATE articles SET extractor = 'old'")
    assert reextract(archive, processes=1) == Reextracted(pages=1, lost=1)
    assert rows(archive, "SELECT title, extractor FROM articles") == [("Tin 1", "old")]


def is_running(pid):
    """Whether the process is there, and not only waiting to be reaped."""
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize("statement", [3, 40, 90, 130, 200])
def test_a_kill_leaves_no_worker_and_the_rest_to_the_next_time(misread, tmp_path, statement):
    whole, killed = misread(tmp_path / "a", count=8), misread(tmp_path / "b", count=8)
    reextract(whole, processes=1)
    killed.close()
    command = [sys.executable, str(CHILD), str(killed.folder), str(statement)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=CHILD.parents[3])
    assert done.returncode == -9, done.stderr
    for pid in done.stdout.split():
        while is_running(pid):
            time.sleep(0.05)
    assert verify(killed.folder) == []
    with Archive.open(killed.folder, write=True) as archive:
        reextract(archive, processes=1)
    assert fingerprint(killed.folder) == fingerprint(whole.folder)
