"""What an address is by its own form: the family's patterns first, then the common ones of `data/addresses/roles.toml`.

The page that names the address is not known here; where the form alone does not tell, there is no role.
"""

from __future__ import annotations

from functools import lru_cache
from re import Pattern
from typing import Literal
from urllib.parse import urlsplit

from crawler.discovery.tables import fits, table
from crawler.items import Role
from crawler.platforms.family import Family

Form = Role | Literal["excluded", ""]
"""A role, "excluded" (no news, a trap, an image), or "" where the address alone does not tell."""

_TABLE = ("addresses", "roles.toml")
_COMMON: dict[str, Form] = {
    "file": "file",
    "feed": "feed",
    "twin": "twin",
    "other": "excluded",
    "excluded": "excluded",
}
"""The rows of the table, first come first."""
_EXCLUDED: Form = "excluded"
_ARTICLE: Form = "article"
_LISTING: Form = "listing"


@lru_cache(maxsize=20_000)
def target_of(url: str) -> str:
    """Path and query, which is what patterns are searched in."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def form_of(target: str, family: Family) -> Form:
    """The role that the path and query of a canonical address show."""
    common = _common_form(target)
    if common == "trap":
        return "excluded"
    if _any(family.twin, target):
        return "twin"
    if common in ("file", "feed"):
        return common
    return _declared_form(target, family) or common or ("excluded" if family.article and family.listing else "")


def _declared_form(target: str, family: Family) -> Form:
    for patterns, form in (
        (family.excluded, _EXCLUDED),
        (family.article, _ARTICLE),
        (family.listing, _LISTING),
    ):
        if _any(patterns, target):
            return form
    return ""


@lru_cache(maxsize=20_000)
def _common_form(target: str) -> Form | Literal["trap"]:
    """What the common patterns say; a portal's pages link to the same few hundred addresses again and again."""
    if _grows(target) or fits(target, "trap", *_TABLE):
        return "trap"
    for name, form in _COMMON.items():
        if fits(target, name, *_TABLE):
            return form
    return ""


def _grows(target: str) -> bool:
    limits: dict[str, int] = table(*_TABLE)["limits"]
    path, _, query = target.partition("?")
    sizes = {"length": len(target), "depth": path.count("/"), "parameters": query.count("&") + 1}
    return any(sizes[name] > limit for name, limit in limits.items())


def _any(patterns: tuple[Pattern[str], ...], target: str) -> bool:
    return any(pattern.search(target) for pattern in patterns)
