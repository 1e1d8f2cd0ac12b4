"""Chooses the time of publication among the dates of a page by where each stands; the rules are in `_rank`.

It must not know HTML: the extractor says where a date was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from crawler.extraction.dates.found import DateFound
from crawler.items import DatePlace, Precision


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date and where it stands. `distance` counts blocks from the title, negative before it."""

    found: DateFound
    place: DatePlace
    distance: int = 0
    near_clock: bool = False
    in_body: bool = False
    in_related: bool = False
    label: str = ""


class Published(NamedTuple):
    """The chosen time, with its precision, text and place; `updated` is a later edit that the page tells of."""

    published: datetime | None = None
    precision: Precision = "none"
    raw: str = ""
    place: DatePlace = ""
    updated: datetime | None = None


_PLACES: tuple[DatePlace, ...] = ("visible", "microdata", "meta", "feed", "url")


def choose_published(candidates: Sequence[DateCandidate], *, not_after: datetime | None = None) -> Published:
    """The time of publication that the candidates tell of, and the last edit if one is told apart from it."""
    limit = not_after + timedelta(days=1) if not_after else None
    possible = [one for one in candidates if (limit is None or one.found.value <= limit) and _may_count(one)]
    dated = [one for one in possible if _kind(one) in {"published", "unknown"}]
    edits = [one for one in possible if _kind(one) == "updated"]
    best = min(dated or edits, key=_rank, default=None)
    if best is None:
        return Published()
    later = [one.found.value for one in edits if one is not best and one.found.value > best.found.value]
    found = best.found
    return Published(found.value, found.precision, found.raw, best.place, max(later, default=None))


def _kind(one: DateCandidate) -> str:
    return one.found.kind


def _may_count(one: DateCandidate) -> bool:
    hidden = one.near_clock or one.in_body or one.in_related
    return not hidden and one.found.kind not in {"clock", "event"}


def _rank(one: DateCandidate) -> tuple[int, bool, int]:
    return _PLACES.index(one.place), one.found.kind != "published", abs(one.distance)
