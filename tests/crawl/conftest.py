"""What the end-to-end tests share: a faulty site, and crawls of it in processes of their own."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def _load(name: str):
    spec = spec_from_file_location(f"tests_crawl_{name}", HERE / f"{name}.py")
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


faulty_site = _load("faulty_site")


class Crawled:
    """An archive folder, and what is asked of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, sql: str, *values) -> list[tuple]:
        with closing(sqlite3.connect(f"file:{self.folder}/archive.db?mode=ro", uri=True)) as db:
            return db.execute(sql, values).fetchall()

    def titles(self) -> list[str]:
        return [row[0] for row in self.rows("SELECT title FROM articles ORDER BY url")]

    def state(self, url: str) -> tuple[str, str, str]:
        return self.rows("SELECT state, outcome, reason FROM frontier WHERE url = ?", url)[0]


@pytest.fixture
def answer():
    """Make an answer of the faulty site."""
    return faulty_site.Answer


@pytest.fixture
def site():
    """A small site on loopback, without a fault until the test puts one in."""
    with faulty_site.FaultySite() as running:
        yield running


@pytest.fixture
def archive(tmp_path):
    return Crawled(tmp_path / "archive")


@pytest.fixture
def crawl(archive):
    """Crawl an address in a process of its own; `kill` is (where, n). Returns the report of the one portal."""

    def run(url: str, *, kill: tuple[str, int] | None = None, into: Path | None = None) -> dict:
        command = [sys.executable, str(HERE / "child.py"), url, str(into or archive.folder)]
        done = subprocess.run(
            command + ([kill[0], str(kill[1])] if kill else []), capture_output=True, text=True, check=False
        )
        if kill:
            assert done.returncode == -9, f"was not killed at {kill}: {done.stderr}"
            return {}
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)[0]

    return run
