"""Chooses the time of publication among the dates of a page by where each stands.

It must not know HTML: the extractor says where a date was found. The rules, the first that yields a date counts:

1. A visible date near the title: portals' machine dates lie (NukeViet's microdata is the last edit), what editors see
   is right. Never a header clock, a related article's date, a date inside the body, or one that words call an event.
2. Where a visible date has no time, a machine date of the same day lends its time, if it is proven to be no edit
   time: the page declares its edits apart, and they are later (on NukeViet both are the last edit), or it declares
   none and tells the same moment under two names (WordPress: `<time>` and `article:published_time`).
   One that is the day of the last edit, and not of the publication that the page declares before it, yields.
3. Where day and month of a visible date, swapped, make the very day that a machine date tells, and nothing confirms
   the day as printed, the portal prints the month first.
4. Without a visible date: microdata and JSON-LD, then metas; one that equals the last edit yields to an earlier one.
5. A feed's date, a visible date that is labelled an update and stands alone (thanhba.phutho prints "Cập nhật:" on
   everything; it is the update as well), at last the date in the address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from crawler.extraction.dates.found import LOCAL, DateFound, DateKind
from crawler.extraction.dates.table import MACHINE, PLACES, label_kind
from crawler.items import DatePlace, Precision

_NEAR = PLACES["visible"]
_RANKS: dict[DatePlace, int] = {"visible": 0, "microdata": 1, "meta": 2, "feed": 3, "url": 5}
_EDIT_RANK = 4
_TIMED = frozenset({"minute", "second"})
_UNSAID = len(PLACES["name"])
_KNOWN = 1_000
"""Blocks that the place which a family declares is nearer to the title than any other."""


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date and where it stands. `distance` counts blocks from the title, negative before it.

    `label` is the machine name in lower case (a key of `MACHINE`); of a visible date the text of the block before it,
    where that block is no more than a label ("Last updated:" | "August 19, 2025"). `known` is a date that stands where
    the page's family prints it, `below` one that stands under the text, where machine dates are believed sooner.
    """

    found: DateFound
    place: DatePlace
    distance: int = 0
    near_clock: bool = False
    in_body: bool = False
    in_related: bool = False
    label: str = ""
    known: bool = False
    below: bool = False

    @property
    def kind(self) -> DateKind:
        """What the date claims to be, by its own words, by the words before it or by the machine name."""
        if self.place in {"microdata", "meta"}:
            return MACHINE[self.label][1] if self.label in MACHINE else self.found.kind
        return label_kind(self.label) if self.found.kind == "unknown" and self.label else self.found.kind

    @property
    def day(self) -> date:
        """The day as printed, in the zone that it was printed in."""
        return self.found.printed.date()

    @property
    def days(self) -> set[date]:
        """The day where it was printed and the day in Vietnam: machines print UTC, and readers see the local day."""
        return {self.day, self.found.value.date()}


class Published(NamedTuple):
    """The chosen time, with its precision, text and place; `updated` is a later edit that the page tells of."""

    published: datetime | None = None
    precision: Precision = "none"
    raw: str = ""
    place: DatePlace = ""
    updated: datetime | None = None


def choose_published(
    candidates: Sequence[DateCandidate], *, not_after: datetime | None = None, local: bool = True
) -> Published:
    """The time of publication that the candidates tell of, and the last edit if one is told apart from it.

    On a page of Vietnam (`local`) the time is in Vietnam's zone; elsewhere in the zone that it was printed in, since
    the publisher's day is the one that counts.
    """
    possible = [one for one in candidates if _counts(one, not_after)]
    chosen = _choose(possible)
    if chosen is None:
        return Published()
    zone = LOCAL if local else chosen.found.zone or LOCAL
    edits = [one.found.value for one in possible if one.kind == "updated" and (one is chosen or _is_later(one, chosen))]
    updated = max(edits).astimezone(zone) if edits else None
    found = chosen.found
    return Published(found.value.astimezone(zone), found.precision, found.raw, chosen.place, updated)


def _counts(one: DateCandidate, not_after: datetime | None) -> bool:
    """Whether a date can be one of the article at all."""
    elsewhere = one.near_clock or one.in_body or one.in_related or one.kind in {"clock", "event"}
    future = not_after is not None and one.found.value > not_after + timedelta(days=1)
    return not elsewhere and not future and (one.place != "visible" or _near(one, not_after))


def _is_later(edit: DateCandidate, chosen: DateCandidate) -> bool:
    """Whether an edit is told apart from the publication at the precision of the less exact of the two."""
    if {edit.found.precision, chosen.found.precision} <= _TIMED:
        return edit.found.value - chosen.found.value >= timedelta(minutes=1)
    return edit.day > chosen.day


def _choose(possible: list[DateCandidate]) -> DateCandidate | None:
    machine = [one for one in possible if one.place in {"microdata", "meta"} and one.kind != "updated"]
    edits = [one for one in possible if one.place in {"microdata", "meta"} and one.kind == "updated"]
    visible = [one for one in possible if one.place == "visible" and one.kind != "updated"]
    if any(one.place == "visible" and one.kind == "updated" and one.distance >= 0 for one in possible):
        visible = [one for one in visible if not _may_be_clock(one)]
    if any(one.kind == "published" for one in machine):
        visible = [one for one in visible if not one.below or _is_telling(one)]
    if visible:
        days = {day for one in machine for day in one.days}
        best = min(visible, key=lambda one: _distrust(one, days))
        if (first := _told_apart(best, machine, edits)) is not None:
            return first
        return _finer(_unswapped(best, days), machine, edits)
    dated = [one for one in possible if one.kind != "updated" or one.place == "visible"]
    return min(dated, key=lambda one: _rank(one, machine, edits), default=None)


def _may_be_clock(one: DateCandidate) -> bool:
    """Whether a header's clock can have printed a date: a weekday and a day above the title, and nothing more."""
    found = one.found
    return one.distance < 0 and found.weekday and found.precision == "day" and one.kind == "unknown" and not one.known


def _is_telling(one: DateCandidate) -> bool:
    """Whether a date says more than that it is one: by a label or by a time."""
    return one.kind == "published" or one.found.precision in _TIMED


def _told_apart(one: DateCandidate, machine: list[DateCandidate], edits: list[DateCandidate]) -> DateCandidate | None:
    """The machine time of publication, where a theme prints the day of the last edit (idenfy.com)."""
    if one.kind == "published" or not any(one.day in edit.days for edit in edits):
        return None
    days = {day for other in machine for day in other.days}
    told = [other for other in machine if other.kind == "published" and other.found.precision in _TIMED]
    before = [other for other in told if other.found.value < one.found.value]
    return None if one.day in days else min(before, key=lambda other: _RANKS[other.place], default=None)


def _near(one: DateCandidate, not_after: datetime | None) -> bool:
    """Whether a visible date stands where an article's own date stands, and looks like one."""
    found = one.found
    if one.known:
        return True
    if found.prose > _NEAR["prose"]:
        return False
    if _may_be_clock(one):
        today = not_after is not None and one.day == not_after.astimezone(LOCAL).date()
        return not today and -one.distance <= _NEAR["clock"]
    return one.kind == "published" or -_NEAR["before"] <= one.distance <= _NEAR["after"]


def _distrust(one: DateCandidate, machine_days: set[date]) -> float:
    """The less, the likelier a visible date is the article's; counted in blocks from the title."""
    found = one.found
    if one.known:
        return -_KNOWN - (found.precision in _TIMED)
    distance = one.distance if one.distance >= 0 else 0.5 - 1.5 * one.distance
    labelled = 4 * (one.kind == "published")
    return distance - labelled - 2 * (found.precision in _TIMED) - 3 * (one.day in machine_days) + found.prose / 10


def _unswapped(one: DateCandidate, machine_days: set[date]) -> DateCandidate:
    """The date with day and month the other way round, where only that agrees with what the page tells machines."""
    other = one.found.other
    if other is None or other not in machine_days or one.day in machine_days:
        return one
    value = datetime.combine(other, one.found.printed.timetz())
    return replace(one, found=replace(one.found, value=value.astimezone(LOCAL), other=None))


def _finer(one: DateCandidate, machine: list[DateCandidate], edits: list[DateCandidate]) -> DateCandidate:
    """The machine date of the same day with its time, where it is proven to be no edit time; else the date itself."""
    if one.found.precision != "day":
        return one
    same = [other for other in machine if one.day in other.days and other.found.precision in _TIMED]
    proven = [other for other in same if _is_proven(other, same, {edit.found.value for edit in edits})]
    return min(proven, key=lambda other: _RANKS[other.place], default=one)


def _is_proven(one: DateCandidate, same: list[DateCandidate], edits: set[datetime]) -> bool:
    """Whether a machine time is no edit time: edits are told apart from it, or it is told under two names."""
    if edits:
        return one.found.value not in edits and one.found.value < max(edits)
    return len({other.label for other in same if other.found.value == one.found.value}) > 1


def _rank(one: DateCandidate, machine: list[DateCandidate], edits: list[DateCandidate]) -> tuple[float, ...]:
    """The order of dates that are not visible near the title."""
    is_edit = any(edit.found.value == one.found.value for edit in edits)
    earlier = any(other.found.value < one.found.value for other in machine)
    place = _EDIT_RANK if one.place == "visible" else _RANKS[one.place]
    named = MACHINE.get(one.label, (_UNSAID, ""))[0]
    exact = one.found.precision in _TIMED
    return (place > _RANKS["meta"], is_edit and earlier, named, place, not exact, abs(one.distance))
