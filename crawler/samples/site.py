"""A sample site as its `site.toml` describes it: a host name, and which file answers which request.

Knows the files and nothing of sockets.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from crawler import data


class SiteFileError(ValueError):
    """A `site.toml` that says something it may not say; the message names the file."""


@dataclass(frozen=True, slots=True)
class Route:
    """One request that the site answers. `form` are fields that a POST must carry, each with its allowed values."""

    target: str
    file: str = ""
    method: str = "GET"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    form: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Site:
    """One sample site. `not_found` is the file of its own page for addresses that it doesn't have."""

    folder: Path
    host: str
    name: str
    not_found: str
    routes: tuple[Route, ...]

    def route(self, method: str, target: str, form: dict[str, str]) -> Route | None:
        """The first route that fits; HEAD is answered as GET, percent-encoding makes no difference."""
        wanted = ("GET" if method == "HEAD" else method, _plain(target))
        return next((route for route in self.routes if _fits(route, wanted, form)), None)


def load_sites(folder: Path | None = None) -> list[Site]:
    """All sample sites, in the order of their folders' names; raises `SiteFileError`."""
    return [_site(file) for file in sorted((folder or data.path("sample")).glob("*/site.toml"))]


def _site(file: Path) -> Site:
    table = tomllib.loads(file.read_text("utf-8"))
    try:
        routes = tuple(_route(row, file) for row in table.pop("routes"))
        return Site(folder=file.parent, routes=routes, **table)
    except (KeyError, TypeError) as error:
        raise SiteFileError(
            f"{file}: host, name, not_found and [[routes]] are needed, and nothing else: {error}"
        ) from None


def _route(row: dict[str, Any], file: Path) -> Route:
    allowed = {each.name for each in fields(Route)}
    if not {"target"} <= row.keys() <= allowed:
        raise SiteFileError(f"{file}: a route needs 'target' and may have {', '.join(sorted(allowed))}: {row}")
    return Route(**row)


def _fits(route: Route, wanted: tuple[str, object], form: dict[str, str]) -> bool:
    return (route.method, _plain(route.target)) == wanted and all(
        form.get(name) in values for name, values in route.form.items()
    )


def _plain(target: str) -> tuple[str, list[tuple[str, str]]]:
    path, _, query = target.partition("?")
    return unquote(path) or "/", parse_qsl(query, keep_blank_values=True)
