"""From a TOML table to a dataclass, by the dataclass's own annotations. Must not know what a portal is."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from difflib import get_close_matches
from types import UnionType
from typing import Literal, TypeVar, get_args, get_origin, get_type_hints

from crawler.portals.fault import Place

T = TypeVar("T")


def record(cls: type[T], given: object, at: Place) -> T:
    """The dataclass that a table describes; the first wrong field is a `PortalFileError`."""
    if not isinstance(given, Mapping):
        raise at.error(f"must be a table with the fields {_names(cls)}")
    for name in given:
        if name not in _names(cls):
            raise (at / name).error(_unknown(name, _names(cls)))
    kinds = get_type_hints(cls)
    for item in fields(cls):  # type: ignore[arg-type]
        if item.default is MISSING and item.name not in given:
            raise (at / item.name).error("missing; it has to be given")
    return cls(**{name: _value(kinds[name], value, at / name) for name, value in given.items()})


def _names(cls: type) -> list[str]:
    return [item.name for item in fields(cls)]


def _unknown(name: str, allowed: list[str]) -> str:
    near = get_close_matches(name, allowed, n=1)
    return "no such field; " + (f"did you mean {near[0]!r}?" if near else f"allowed are {', '.join(allowed)}")


def _value(kind: object, given: object, at: Place) -> object:
    """A value as its annotation wants it: a basic type, a list of values, a record, or one of some words."""
    if get_origin(kind) is UnionType:  # "X | None": TOML has no None, the field is left out instead
        kind = get_args(kind)[0]
    if get_origin(kind) is tuple:
        return _items(get_args(kind)[0], given, at)
    if get_origin(kind) is Literal:
        return _choice(get_args(kind), given, at)
    if is_dataclass(kind):
        return record(kind, given, at)  # type: ignore[arg-type]
    accepts, wanted = _BASIC[kind]
    if not accepts(given):
        raise at.error(f"must be {wanted}, not {given!r}")
    return given


def _items(kind: object, given: object, at: Place) -> tuple[object, ...]:
    if not isinstance(given, list):
        raise at.error("must be a list")
    return tuple(_value(kind, item, at / index) for index, item in enumerate(given))


def _choice(allowed: tuple[str, ...], given: object, at: Place) -> object:
    if given not in allowed:
        raise at.error(f"{given!r} is not one of {', '.join(filter(None, allowed))}")
    return given


def _is_text(given: object) -> bool:
    return isinstance(given, str) and unicodedata.is_normalized("NFC", given)


def _is_number(given: object) -> bool:
    return isinstance(given, (int, float)) and not isinstance(given, bool)


def _is_day(given: object) -> bool:
    return isinstance(given, date) and not isinstance(given, datetime)


_BASIC: dict[object, tuple[Callable[[object], bool], str]] = {
    str: (_is_text, "text in quotes (Unicode NFC)"),
    bool: (lambda given: isinstance(given, bool), "true or false"),
    float: (_is_number, "a number"),
    date: (_is_day, "a day without quotes, as 2025-07-01"),
}
