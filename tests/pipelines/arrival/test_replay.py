"""pywb replays an export byte for byte. It is GPL and pins old packages: it runs in an environment made here.

The environment is kept in pytest's cache (.pytest_cache/d/pywb), so that only the first run fetches it.
"""

import socket
import subprocess
import sys
import time
import urllib.request
from datetime import UTC
from urllib.error import URLError

import pytest

from pipelines.archive import Archive
from pipelines.exporting import Order, export

VERSION = "2.10.0"


@pytest.fixture(scope="session")
def pywb(pytestconfig):
    """The folder of pywb's commands."""
    folder = pytestconfig.cache.mkdir("pywb") / VERSION
    commands = folder / "bin"
    if not (commands / "wayback").exists():
        # Without a pip of its own, as Debian without python3-venv has no ensurepip.
        subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", folder], check=True)
        pip = [sys.executable, "-m", "pip", "--python", commands / "python"]
        command = [*pip, "install", "-q", f"pywb=={VERSION}", "setuptools<81"]  # it imports pkg_resources
        made = subprocess.run(command, check=False, capture_output=True, text=True)
        if made.returncode:
            pytest.skip(f"needs pywb: pip install pywb=={VERSION} failed: {made.stderr.strip().splitlines()[-1]}")
    return commands


@pytest.fixture
def replayed(pywb, tmp_path):
    """Serves an export; gives the address of its captures."""
    manager = pywb / "wb-manager"
    for arguments in (["init", "all"], ["add", "all", tmp_path / "out.warc.gz"]):
        subprocess.run([manager, *arguments], check=True, cwd=tmp_path, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen([pywb / "wayback", "-b", "127.0.0.1", "-p", str(port)], cwd=tmp_path, stderr=log)
    try:
        wait_for(server, f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}/all"
    finally:
        server.kill()
        server.wait()


def wait_for(server, url):
    """Until it answers, or has ended."""
    while server.poll() is None:
        try:
            urllib.request.urlopen(url).close()
        except URLError:
            time.sleep(0.1)
        else:
            return


@pytest.fixture
def exported(imported, warc, article, capture, tmp_path):
    """Eighteen articles, one of them twice with the same bytes, and a file."""
    pages = [article(f"số {n}", path=f"/tin/bai-{n}.html") for n in range(18)]
    again = article("số 0", "2025-08-01T00:00:00Z", path="/tin/bai-0.html")
    pdf = capture("/a.pdf", body=b"%PDF-1.4 a notice", headers=(("Content-Type", "application/pdf"),))
    imported(warc("a.warc.gz", *pages, again, pdf))
    export(tmp_path / "archive", Order("warc", tmp_path / "out.warc.gz"))
    return tmp_path / "archive"


def test_pywb_replays_twenty_pages_byte_for_byte(exported, replayed):
    with Archive.open(exported, write=False) as archive:
        names = [row[0] for row in archive.pages.db.execute("SELECT id FROM pages")]
        pages = [archive.pages.page(name).page for name in names]
    assert len(pages) == 20
    for page in pages:
        at = page.fetched_at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
        with urllib.request.urlopen(f"{replayed}/{at}id_/{page.url}") as answer:
            assert answer.read() == page.body
            assert answer.url.endswith(f"/{at}id_/{page.url}")
