"""Times as the archive writes them: ISO 8601 text at +07:00, which sorts as the times do."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

LOCAL = timezone(timedelta(hours=7))


def now() -> datetime:
    """The present, in local time."""
    return datetime.now(LOCAL)


def stamp(moment: datetime) -> str:
    """A time of our own (a fetch, a run), always with milliseconds: captures of one second keep their order."""
    return moment.astimezone(LOCAL).isoformat(timespec="milliseconds")


def printed(moment: datetime | None) -> str | None:
    """A time that a portal printed: to the second, None without one."""
    return moment.astimezone(LOCAL).isoformat(timespec="seconds") if moment else None


def moment(text: str) -> datetime:
    """The time behind a text that this file wrote."""
    return datetime.fromisoformat(text)
