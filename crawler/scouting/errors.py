"""The ways in which a look at a site ends without a portal file. Light: the command line knows them before any look."""

from __future__ import annotations

from crawler.portals import State


class RecordError(Exception):
    """A file that is not written, because one is there already or it does not belong there."""


class ScoutingError(Exception):
    """A site that could not be looked at. `state` is what a portal record would say of it; empty: nothing."""

    state: State | None = None


class UnreachableError(ScoutingError):
    """The site does not answer, or answers with errors of its own."""

    state: State | None = "unreachable"


class RefusedError(ScoutingError):
    """The site does not want to be read by programs: robots.txt, or HTTP 401 and 403."""

    state: State | None = "gated"


class GatedError(ScoutingError):
    """A gate, a login or a flood notice stands before the site. It is respected, not solved."""

    state: State | None = "gated"


class ElsewhereError(ScoutingError):
    """The address leads to another site."""


class NoNewsError(ScoutingError):
    """The site answers, and no dated article was found on it."""
