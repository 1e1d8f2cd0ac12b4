"""Canonical addresses: one spelling for every page, and the key, origin and site that follow from it.

Servers compare bytes, so nothing is quoted, decoded or reordered that changes what they see; what is dropped (session
ids, tracking, the menu that was clicked) stands in `data/addresses/parameters.toml`. Portals are not known here.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from functools import cache, lru_cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlsplit

from crawler.data import path as data_path
from crawler.platforms.family import Family

_DEFAULT_PORTS = {"http": 80, "https": 443}
_PATH_SAFE = "/:@!$&'()*+,;=-._~"
_QUERY_SAFE = "/?:@!$&'()*+,;=-._~"
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(rb"[A-Za-z0-9._~-]")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f]+$|^[\x00-\x20\x7f]+|[\t\r\n]")
"""What browsers drop from an href before they read it."""


def canonical(url: str, *, family: Family | None = None) -> str:
    """The one spelling of an absolute http(s) address; ValueError for anything else.

    With a family that declares its identity parameters, all other parameters are dropped.
    """
    return _canonical(url, family.identity_parameters if family else frozenset())


@lru_cache(maxsize=20_000)
def _canonical(url: str, kept: frozenset[str]) -> str:
    """The pages of one portal link to the same few hundred addresses again and again."""
    try:
        parts = urlsplit(_INVISIBLE.sub("", url))
        host = _host(parts.hostname or "")
        port = parts.port
    except ValueError as error:
        raise ValueError(f"not an address: {url!r} ({error})") from error
    if parts.scheme not in _DEFAULT_PORTS or not host:
        raise ValueError(f"not an absolute http or https address: {url!r}")
    netloc = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    query = _query(parts.query, kept)
    return f"{parts.scheme}://{netloc}{_path(parts.path)}" + (f"?{query}" if query else "")


def key(url: str) -> str:
    """20 hex digits that name the page of an address, whatever its scheme, `www.` and default port."""
    address = canonical(url).split("://", 1)[1].removeprefix("www.")
    return hashlib.sha256(address.encode()).hexdigest()[:20]


def origin(url: str) -> str:
    """The host, with its port unless that is the default, without `www.`: the id of an unknown portal."""
    return canonical(url).split("://", 1)[1].split("/", 1)[0].removeprefix("www.")


def same_site(a: str, b: str) -> bool:
    """Whether two addresses belong to one site; scheme, `www.` and default port don't count."""
    return origin(a) == origin(b)


def root(url: str) -> str:
    """Scheme and host, with its port unless that is the default: "https://www.p.example"."""
    address = canonical(url)
    return address[: address.index("/", len("https://"))]


def spelled_like(url: str, page: str) -> str:
    """An address of a page's site, with the scheme and host by which that page answered; canonical.

    Portals link to themselves with and without `www.`, by http and https: one page would be asked for twice.
    """
    address = canonical(url)
    return root(page) + address[len(root(address)) :]


def is_loopback(url: str) -> bool:
    """Whether an address leads to this machine (the samples and the tests)."""
    host = urlsplit(canonical(url)).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _host(host: str) -> str:
    """Lower case, without the root's dot, in ASCII; an IPv6 address in its brackets."""
    if ":" in host:
        return f"[{ip_address(host.partition('%')[0])}]"
    host = host.lower().rstrip(".")
    return host if host.isascii() else host.encode("idna").decode()


def _path(path: str) -> str:
    for pattern in _tables()["path"]:
        path = pattern.sub("", path)
    path = _quoted(path.replace("\\", "/"), _PATH_SAFE)
    return _without_dots(path) or "/"


def _query(query: str, kept: frozenset[str]) -> str:
    noise = _tables()["noise"]
    parameters = []
    for parameter in _quoted(query, _QUERY_SAFE).split("&"):
        name = parameter.partition("=")[0]
        if parameter and not noise.fullmatch(parameter) and (not kept or name in kept):
            parameters.append(parameter)
    return "&".join(parameters)


def _quoted(text: str, safe: str) -> str:
    """Escapes in upper case and only where they are needed; what is no escape is quoted, as UTF-8."""
    pieces = []
    start = 0
    for match in _ESCAPE.finditer(text):
        pieces += [quote(text[start : match.start()], safe), _escape(match.group())]
        start = match.end()
    return "".join([*pieces, quote(text[start:], safe)])


def _escape(escape: str) -> str:
    byte = unquote_to_bytes(escape)
    return byte.decode() if _UNRESERVED.fullmatch(byte) else escape.upper()


def _without_dots(path: str) -> str:
    """The path without `.` and `..`; doubled slashes stay, because some servers know pages by them."""
    if "/." not in path:
        return path if path.startswith("/") else "/" + path
    kept: list[str] = []
    segments = path.split("/")[1:]
    for segment in segments:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


@cache
def _tables() -> dict[str, Any]:
    tables = tomllib.loads(data_path("addresses", "parameters.toml").read_text(encoding="utf-8"))
    noise = [
        re.escape(name).replace(r"\*", "[^=]*") + f"(?:={row.get('value', '.*')})" + ("" if "value" in row else "?")
        for row in tables["noise"]
        for name in row["names"]
    ]
    return {
        "noise": re.compile("|".join(noise), re.IGNORECASE),
        "path": [re.compile(row["pattern"], re.IGNORECASE) for row in tables["path"]],
    }
