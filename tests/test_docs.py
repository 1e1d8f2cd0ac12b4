"""What the documents say is so: commands, options, fields, codes and links."""

import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import get_args

import click
import pytest

from crawler.cli import cli
from crawler.cli.exits import Exit
from crawler.platforms import FAMILIES
from crawler.portals import Organisation, Portal, State, read_portal

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
WRITTEN = [document for document in DOCUMENTS if document.name != "cli.md"]
TEXT = {document: document.read_text("utf-8") for document in DOCUMENTS}


@pytest.mark.parametrize("name", ["cli", "schema", "portals"])
def test_what_is_made_from_the_code_is_as_the_code(name):
    made = subprocess.run(
        [sys.executable, ROOT / "tools" / f"{name}_reference.py"], capture_output=True, text=True, check=True
    )
    assert (ROOT / "docs" / f"{name}.md").read_text("utf-8") == made.stdout, f"docs/{name}.md is old: make docs"


@pytest.mark.parametrize("document", WRITTEN, ids=lambda document: document.name)
def test_every_congtin_command_in_a_document_exists(document):
    for line in re.findall(r"\bcongtin ((?:[a-z]+)\b[^`\n]*)", "\n".join(commands(TEXT[document]))):
        words = line.split()
        command = cli.commands[words[0]]
        if isinstance(command, click.Group):
            command = command.commands[words[1]]
        options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        assert {word for word in words if word.startswith("--")} <= options, line


def commands(text: str) -> list[str]:
    """The code of a document: fenced blocks and `spans`."""
    fences = re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL)
    return [*fences, *re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_to_a_file_leads_somewhere(document):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", TEXT[document]):
        assert (document.parent / target).exists(), target


def test_the_readme_names_the_two_commands_of_the_makefile():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = re.findall(r"^make (\w+)$", TEXT[ROOT / "README.md"], re.MULTILINE)
    assert named == ["crawl", "test"]
    assert all(re.search(rf"^{name}:", makefile, re.MULTILINE) for name in named)


def test_continuous_integration_runs_the_readmes_test_command():
    assert "\nmake test\n" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_all_exit_codes_are_explained():
    codes = re.findall(r"^\| (\d+) \|", TEXT[ROOT / "docs" / "operations.md"], re.MULTILINE)
    assert [int(code) for code in codes] == [code.value for code in Exit]


def test_the_portal_guide_names_every_field_and_every_allowed_value():
    guide = TEXT[ROOT / "docs" / "adding-a-portal.md"]
    named = re.findall(r"^\| `(\w+)` \|", guide, re.MULTILINE)
    assert sorted(named) == sorted(field.name for field in fields(Portal) if field.name != "synthetic")
    for value in [*filter(None, get_args(Organisation)), *get_args(State)]:
        assert f"`{value}`" in guide


def test_the_portal_guides_example_can_be_used(tmp_path):
    example, section = re.findall(r"```toml\n(.*?)```", TEXT[ROOT / "docs" / "adding-a-portal.md"], re.DOTALL)
    assert len(example.splitlines()) <= 10
    file = tmp_path / "vidu.toml"
    file.write_text(example + section, "utf-8")
    assert read_portal(file).sections[0].url.startswith(read_portal(file).url)


def test_every_family_has_a_row_and_a_site_that_tests_crawl():
    rows = [line for line in TEXT[ROOT / "docs" / "portals.md"].splitlines() if line.startswith("| `")]
    assert [row.split("`")[1] for row in rows] == list(FAMILIES)
    assert [row.split("`")[1] for row in rows if "all mock portals" in row] == ["generic"]


def test_the_version_has_an_entry_in_the_changelog():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"\n## {version}" in TEXT[ROOT / "CHANGELOG.md"]
