"""The `congtin` command: its subcommands, and how errors become messages and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from crawler.cli.crawl import crawl
from crawler.cli.exits import Exit, exit_of
from crawler.cli.export import export
from crawler.cli.extract import extract
from crawler.cli.health import health
from crawler.cli.history import cite, history
from crawler.cli.import_ import import_
from crawler.cli.merge import merge
from crawler.cli.portals import portals
from crawler.cli.reextract import reextract
from crawler.cli.sample import sample
from crawler.cli.search import search
from crawler.cli.serve import serve
from crawler.cli.verify import verify
from crawler.cli.withdraw import withdraw


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="congtin", message="%(prog)s %(version)s")
def cli() -> None:
    """Archive the news of Vietnam's local-government portals into SQLite."""


COMMANDS = (
    cite,
    crawl,
    export,
    extract,
    health,
    history,
    import_,
    merge,
    portals,
    reextract,
    sample,
    search,
    serve,
    verify,
    withdraw,
)

for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the command that was typed, and end the process with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; what is wrong is said on standard error."""
    try:
        return int(cli.main(list(arguments), prog_name="congtin", standalone_mode=False) or Exit.DONE)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted. What was stored is whole; the same command goes on from there.", err=True)
        return Exit.INTERRUPTED
    except Exception as error:
        code = exit_of(error)
        if code is None:
            raise
        click.echo(f"Error: {error}", err=True)
        return code
