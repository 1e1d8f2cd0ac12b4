"""Re-extraction: stored pages through today's extractor, numbers and times kept, resumable."""

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from pipelines import workers
from pipelines.archive import Archive
from pipelines.archive.equality import fingerprint
from pipelines.archive.errors import ArchiveError
from pipelines.reextract import reextract
from pipelines.renewal import Renewed
from pipelines.store import store_visit
from pipelines.verify import verify

CHILD = Path(__file__).with_name("reextract_until_killed.py")
KILLS = int(os.environ.get("CONGTIN_KILLS", "5"))

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
    assert reextract(archive, processes=1) == Renewed(pages=4, changed=4)
    assert rows(archive, times) == before
    assert rows(archive, "SELECT title, body FROM articles ORDER BY id LIMIT 1") == [("Tin sửa", "\n".join(LINES))]
    assert rows(archive, "SELECT title, version FROM article_versions") == [("Tin /tin/bai-0.html", 1)]
    both = "captures JOIN articles ON id = article_id AND captures.content_hash = articles.content_hash"
    assert rows(archive, f"SELECT count(*) FROM {both}") == [(3,)]


def test_a_second_time_there_is_nothing_to_do(misread, tmp_path):
    archive = misread(tmp_path / "a")
    reextract(archive, processes=1)
    before = fingerprint(archive.folder)
    assert reextract(archive, processes=1) == Renewed()
    assert fingerprint(archive.folder) == before


def test_what_reads_the_same_is_only_marked(misread, rows, tmp_path):
    archive = misread(tmp_path / "a")
    reextract(archive, processes=1)
    archive.db.execute("UPDATE articles SET extractor = 'old'")
    assert reextract(archive, processes=1) == Renewed(pages=3, unchanged=3)
    assert rows(archive, "SELECT count(*) FROM articles WHERE extractor = 'old'") == [(0,)]


def test_work_that_was_interrupted_goes_on(misread, tmp_path, monkeypatch):
    whole, broken = misread(tmp_path / "a", count=8), misread(tmp_path / "b", count=8)
    reextract(whole, processes=2)
    monkeypatch.setattr(workers, "_TOGETHER", 2)
    monkeypatch.setattr(workers, "_BATCH", 2)

    def stop(done):
        pages.append(done)
        if len(pages) == 2:
            raise KeyboardInterrupt

    pages = []
    with pytest.raises(KeyboardInterrupt):
        reextract(broken, processes=1, on_pages=stop)
    assert reextract(broken, processes=1).pages == 9 - 4
    assert fingerprint(broken.folder) == fingerprint(whole.folder)


@pytest.mark.parametrize("processes", [2, 3])
def test_more_processes_come_to_the_same(misread, tmp_path, monkeypatch, processes):
    monkeypatch.setattr(workers, "_TOGETHER", 3)
    monkeypatch.setattr(workers, "_BATCH", 1)
    one, more = misread(tmp_path / "a", count=12), misread(tmp_path / "b", count=12)
    assert (
        reextract(more, processes=processes)
        == reextract(one, processes=1)
        == Renewed(pages=13, changed=13, templates=1)
    )
    assert fingerprint(more.folder) == fingerprint(one.folder)


def test_only_what_differs_is_written(misread, rows, tmp_path):
    archive = misread(tmp_path / "a", count=2)
    reextract(archive, processes=1)
    archive.db.execute("UPDATE articles SET extractor = 'old'")
    archive.db.execute("UPDATE articles SET source = 'misread' WHERE id = 2")
    statements = []
    archive.db.conn.set_trace_callback(statements.append)
    assert reextract(archive, processes=1) == Renewed(pages=2, changed=1, unchanged=1)
    archive.db.conn.set_trace_callback(None)
    assert len({sql for sql in statements if "SET url = " in sql}) == 1
    assert rows(archive, "SELECT source FROM articles WHERE id = 2") == [("",)]


def test_twins_and_near_duplicates_follow(misread, rows, tmp_path):
    archive = misread(tmp_path / "a", count=3)
    assert rows(archive, "SELECT count(*) FROM articles WHERE duplicate_of IS NOT NULL") == [(1,)]
    reextract(archive, processes=1)
    assert rows(archive, "SELECT count(*) FROM articles WHERE duplicate_of IS NOT NULL") == [(0,)]
    assert rows(archive, "SELECT kind FROM duplicates") == [("exact",), ("exact",)]


def test_an_article_is_found_on_a_page_that_had_none(opened, make, rows, tmp_path):
    archive = opened(portal=type(make.portal)("xa", "Xã Mẫu", "https://xa.example.vn/"))
    archive.frontier.add("xa", [make.link("/tin/bai-1.html"), make.link("/gioi-thieu.html")])
    for path, body in (("/tin/bai-1.html", html("Tin")), ("/gioi-thieu.html", b"<html><body>Menu</body></html>")):
        visit = make.ended(path, "page", 200)
        visit.pages = [make.page(path, body)]
        store_visit(archive, visit)
    assert reextract(archive, processes=1) == Renewed(pages=2, found=1)
    assert rows(archive, "SELECT title FROM articles") == [("Tin",)]
    assert rows(archive, "SELECT outcome, reason FROM frontier ORDER BY id LIMIT 1") == [("article", "")]


def test_a_state_that_is_no_article_any_more_is_kept(opened, make, rows):
    archive = opened()
    archive.frontier.add("xa", [make.link("/tin/a-1.html")])
    store_visit(archive, make.visit("/tin/a-1.html", body=b"<html><body>Menu</body></html>"))
    archive.db.execute("UPDATE articles SET extractor = 'old'")
    assert reextract(archive, processes=1) == Renewed(pages=1, lost=1)
    assert rows(archive, "SELECT title, extractor FROM articles") == [("Tin 1", "old")]


def is_running(pid):
    """Whether the process is there, and not only waiting to be reaped."""
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def in_a_child(folder, *, killed_at=0, processes=1):
    """What a process prints that re-extracts an archive until its end or its kill."""
    command = [sys.executable, CHILD, folder, str(killed_at), str(processes)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=CHILD.parents[3])
    assert done.returncode == (-9 if killed_at else 0), done.stderr
    return done.stdout.split()


@pytest.mark.parametrize("seed", range(KILLS))
@pytest.mark.parametrize("processes", [1, 2])
def test_a_kill_leaves_no_worker_and_the_rest_to_the_next_time(misread, tmp_path, seed, processes):
    whole, killed = misread(tmp_path / "a", count=8), misread(tmp_path / "b", count=8)
    whole.close()
    killed.close()
    (writes,) = in_a_child(whole.folder)
    killed_at = random.Random(seed).randint(1, int(writes))
    for pid in in_a_child(killed.folder, killed_at=killed_at, processes=processes):
        while is_running(pid):
            time.sleep(0.05)
    assert verify(killed.folder) == []
    with Archive.open(killed.folder, write=True) as archive:
        reextract(archive, processes=1)
    assert fingerprint(killed.folder) == fingerprint(whole.folder)


def test_a_process_that_is_ended_from_outside_is_named(misread, tmp_path, monkeypatch):
    def pool(*arguments):
        made = original(*arguments)
        made.submit(os.getpid).result()
        os.kill(next(iter(made._processes)), signal.SIGKILL)
        with pytest.raises(BrokenProcessPool):
            while True:
                made.submit(os.getpid).result()
        return made

    original = workers._pool
    monkeypatch.setattr(workers, "_pool", pool)
    with pytest.raises(ArchiveError, match="run the same command again, with fewer --processes"):
        reextract(misread(tmp_path / "a"), processes=2)
