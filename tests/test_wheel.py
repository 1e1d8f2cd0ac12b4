"""The wheel: what it carries, and that it works where there is nothing else of the project."""

import shlex
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEVER = ("unlicensed", "archive.db", "tests/", "tools/", "benchmarks/", "sample-archive", "__pycache__")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, folder], cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def files(*folders: str) -> set[str]:
    paths = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
    return {str(path.relative_to(ROOT)) for path in paths if "__pycache__" not in path.parts}


def test_it_carries_all_code_and_no_tests(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert files("crawler", "pipelines") <= names
    assert not [name for name in names if any(part in name for part in NEVER)]


def test_it_carries_every_folder_of_data_but_archives_and_what_has_no_licence(wheel):
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("crawler/_data/")}
    folders = [path.name for path in (ROOT / "data").iterdir() if path.is_dir() and "archive" not in path.name]
    wanted = files(*(f"data/{folder}" for folder in folders)) | {"data/LICENSES.md"}
    assert carried == {name.replace("data/", "crawler/_data/", 1) for name in wanted if "unlicensed" not in name}


def test_it_crawls_the_samples_from_an_empty_folder(wheel, tmp_path):
    """The dependencies are those of the environment that runs the tests, without its own congtin."""
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run(install, check=True)
    purelib = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    Path(purelib, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    empty = tmp_path / "empty"
    empty.mkdir()
    ended = subprocess.run(
        [python.with_name("congtin"), "sample", "--crawl"], cwd=empty, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert "sample articles are exact" in ended.stdout
    assert (empty / "data" / "sample-archive" / "archive.db").exists()
    offered = next(line for line in ended.stdout.splitlines() if line.startswith("Search it:"))
    command = shlex.split(offered.removeprefix("Search it:"))
    assert "mat-tran.localhost" in subprocess.run(command, cwd=empty, capture_output=True, text=True, check=True).stdout
