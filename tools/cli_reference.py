"""Writes docs/cli.md from the commands' own help: python tools/cli_reference.py > docs/cli.md (make docs)."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from crawler.cli import cli

HEAD = """\
# The command line

Made from the commands' own help by `make docs`. Exit codes and unattended crawls: [operations.md](operations.md).
"""


def pages(command: click.Command, context: click.Context) -> Iterator[str]:
    """The help of a command and of all commands below it."""
    yield f"\n## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name, below in sorted(command.commands.items()):
            yield from pages(below, click.Context(below, parent=context, info_name=name, terminal_width=100))


if __name__ == "__main__":
    top = click.Context(cli, info_name="congtin", terminal_width=100, **cli.context_settings)
    sys.stdout.write(HEAD + "".join(pages(cli, top)))
