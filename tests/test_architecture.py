"""Who may know whom: the imports of the packages, as the design promises them."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PURE = ["crawler/extraction", "crawler/text", "crawler/platforms", "crawler/discovery"]
SQL = {"sqlite3", "sqlite_utils", "pipelines"}
HTML = {"selectolax", "bs4", "nh3", "lxml", "crawler.extraction.reading", "crawler.discovery"}


def imported(file: Path) -> set[str]:
    """All modules that a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def knows(folder: str, modules: set[str], *, but: str = " ") -> list[str]:
    """The files below a folder that import one of the modules, or something of it."""
    files = [file for file in sorted((ROOT / folder).rglob("*.py")) if but not in str(file)]
    assert files
    return [
        str(file.relative_to(ROOT))
        for file in files
        if any(name == module or name.startswith(f"{module}.") for name in imported(file) for module in modules)
    ]


def test_only_the_command_line_of_crawler_knows_the_archive():
    assert knows("crawler", SQL, but="crawler/cli/") == []


@pytest.mark.parametrize("folder", PURE)
def test_what_reads_pages_knows_no_scrapy(folder):
    assert knows(folder, {"scrapy", "twisted"}) == []


def test_pipelines_read_no_html():
    assert knows("pipelines", HTML) == []


def test_no_spider_yields_what_scrapy_would_lose():
    for name in ("DropItem", "JOBDIR"):
        found = [file for file in (ROOT / "crawler").rglob("*.py") if name in file.read_text("utf-8")]
        assert found == []
