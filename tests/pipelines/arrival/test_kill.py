"""SIGKILL anywhere in an import or a merge: the archive is whole, and the same command again ends as undisturbed."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.archive.equality import fingerprint
from pipelines.verify import verify

HERE = Path(__file__).parent
KILLS = int(os.environ.get("CONGTIN_KILLS", "5"))


def run(command, folder, *sources, killed_at=0):
    """Import or merge in a child, to its end or its kill; return what it printed."""
    command = [sys.executable, HERE / "receive_until_killed.py", folder, str(killed_at), command, *sources]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HERE.parents[2])
    assert done.returncode == (-9 if killed_at else 0), done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def files(tmp_path_factory, warc_at, article, capture):
    folder = tmp_path_factory.mktemp("files")
    gone = capture("/tin/b.html", "2025-09-01T00:00:00Z", b"", "404 Not Found")
    pdf = capture("/a.pdf", body=b"%PDF-1.4 a notice")
    edited = article("a", "2025-08-01T00:00:00Z", lines=["Sửa lại một lần cho đúng. " * 5] * 4)
    first = warc_at(folder / "1.warc.gz", [*(article(name) for name in "abcdef"), pdf])
    return [first, warc_at(folder / "2.warc.gz", [edited, gone, article("g")])]


@pytest.fixture(scope="module")
def imported_whole(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("whole")
    return int(run("import", folder, *files)), fingerprint(folder)


@pytest.fixture(scope="module")
def halves(tmp_path_factory, files):
    folders = [tmp_path_factory.mktemp("half") for _ in files]
    for folder, file in zip(folders, files, strict=True):
        run("import", folder, file)
    return folders


@pytest.fixture(scope="module")
def merged_whole(tmp_path_factory, halves):
    folder = tmp_path_factory.mktemp("merged")
    shutil.copytree(halves[0], folder, dirs_exist_ok=True)
    return int(run("merge", folder, halves[1])), fingerprint(folder)


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_import_ends_as_an_undisturbed_one(imported_whole, files, tmp_path, seed):
    statements, expected = imported_whole
    run("import", tmp_path, *files, killed_at=random.Random(seed).randrange(1, statements))
    assert verify(tmp_path) == []
    run("import", tmp_path, *files)
    assert verify(tmp_path) == []
    assert fingerprint(tmp_path) == expected


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_merge_ends_as_an_undisturbed_one(merged_whole, halves, tmp_path, seed):
    statements, expected = merged_whole
    shutil.copytree(halves[0], tmp_path, dirs_exist_ok=True)
    run("merge", tmp_path, halves[1], killed_at=random.Random(seed).randrange(1, statements))
    assert verify(tmp_path) == []
    run("merge", tmp_path, halves[1])
    assert verify(tmp_path) == []
    assert fingerprint(tmp_path) == expected
