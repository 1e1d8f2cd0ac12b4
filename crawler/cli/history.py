"""`congtin history` and `congtin cite`: one article of an archive, through time and as a reference."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import cast

import click

from crawler.cli.options import archive_option, emit, json_option
from pipelines.archive.databases import open_for_reading
from pipelines.archive.naming import article_named
from pipelines.changes import Edit, Piece, Step, history_of
from pipelines.citation import Form
from pipelines.citation import cite as citation

_AROUND = 60
"""Characters of unchanged text that are shown beside a change."""


@click.command()
@click.argument("name", metavar="KEY-or-URL")
@archive_option
@json_option
def history(*, name: str, archive: Path, as_json: bool) -> None:
    """Show what the publisher changed in an article, word by word.

    Each state is named with the time of its capture and its stored page; [-removed-] and {+added+} words stand between
    what stayed.
    """
    db = open_for_reading(archive, "archive")
    for step in history_of(db, article_named(db, name)):
        emit(asdict(step), _shown(step), as_json=as_json)


def _shown(step: Step) -> str:
    lines = [f"  {at}: not there ({outcome})" for at, outcome in step.missed]
    lines.append(f"version {step.version}, captured {step.captured_at}, page {step.page_id[:12]}")
    lines += [f"  {edit.field}: {_words(edit)}" for edit in step.edits]
    return "\n".join(lines)


def _words(edit: Edit) -> str:
    return "".join(_piece(piece) for piece in edit.pieces)


def _piece(piece: Piece) -> str:
    kind, text = piece
    text = text.replace("\n", " ⏎ ")
    if kind == "removed":
        return click.style(f"[-{text}-]", fg="red")
    if kind == "added":
        return click.style(f"{{+{text}+}}", fg="green")
    return text if len(text) <= 2 * _AROUND else f"{text[:_AROUND]} … {text[-_AROUND:]}"


@click.command()
@click.argument("name", metavar="KEY-or-URL")
@click.option("--format", "form", type=click.Choice(["text", "bibtex", "ris"]), default="text", show_default=True)
@archive_option
def cite(*, name: str, form: str, archive: Path) -> None:
    """Print a reference to an article, with the time of its capture."""
    db = open_for_reading(archive, "archive")
    click.echo(citation(db, article_named(db, name), cast(Form, form)))
