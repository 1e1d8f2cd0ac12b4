"""`congtin serve`: the browsing site of an archive, for this machine only."""

from __future__ import annotations

import socket
import tomllib
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler import data
from crawler.cli.options import archive_option
from pipelines.archive.databases import open_for_reading

if TYPE_CHECKING:
    from datasette.app import Datasette


@click.command()
@archive_option
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="Port to serve on.")
def serve(*, archive: Path, port: int) -> None:
    """Browse an archive, also while a crawl writes to it.

    Nothing can be changed through the site, and it answers on this machine alone.
    """
    from uvicorn import Config, Server

    site = browsing_site(archive)
    with listening(port) as listener:
        click.echo(f"Browse {archive} at http://127.0.0.1:{listener.getsockname()[1]}/ ; stop with Ctrl+C", err=True)
        with suppress(KeyboardInterrupt):
            Server(Config(site.app(), log_level="warning")).run(sockets=[listener])


def listening(port: int) -> socket.socket:
    """A socket on this machine's own address; 0 takes any free port."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise click.ClickException(f"port {port} can't be used: {error.strerror}; name another with --port") from error


def browsing_site(archive: Path) -> Datasette:
    """Datasette on an archive's articles, read-only (Datasette opens its files with mode=ro)."""
    from datasette.app import Datasette  # takes half a second to load: not for other commands

    open_for_reading(archive, "archive").close()
    folder = data.path("datasette")
    return Datasette(
        files=[str(archive / "archive.db")],
        metadata=_metadata(folder),
        template_dir=str(folder / "templates"),
        plugins_dir=str(folder / "plugins"),
        static_mounts=[("static-congtin", str(folder / "static"))],
        settings={"allow_download": False, "suggest_facets": False, "default_facet_size": 15},
    )


def _metadata(folder: Path) -> dict[str, Any]:
    """The site's metadata, with what every table and column means."""
    from datasette.utils import parse_metadata

    metadata: dict[str, Any] = parse_metadata((folder / "metadata.yaml").read_text("utf-8"))
    tables = metadata["databases"]["archive"]["tables"]
    for name, meanings in tomllib.loads((files("pipelines.archive") / "descriptions.toml").read_text("utf-8")).items():
        table = tables.setdefault(name, {})
        table["description"] = meanings.pop("_table")
        table["columns"] = meanings
    return metadata
