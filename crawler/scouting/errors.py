"""The ways in which a look at a site ends without a portal file. Light: the command line knows them before any look."""

from __future__ import annotations

from crawler.portals import State


class RecordError(Exception):
    """A file that is not written, because one is there already or it does not belong there."""


class ScoutingError(Exception):
    """A site that could not be looked at. `state` is what a portal record would say of it; None: nothing."""

    what = "could not be looked at"
    state: State | None = None


class UnreachableError(ScoutingError):
    """The site does not answer, or answers with errors of its own."""

    what = "does not answer as it should; try again later"
    state: State | None = "unreachable"


class RefusedError(ScoutingError):
    """The site does not want to be read by programs: robots.txt, or HTTP 401 and 403."""

    what = "does not want to be read by programs, which is respected"
    state: State | None = "gated"


class GatedError(ScoutingError):
    """A gate, a login or a flood notice stands before the site. It is respected, not solved."""

    what = "lets nobody in without a browser, a login or a pause, and gates are not passed"
    state: State | None = "gated"


class ElsewhereError(ScoutingError):
    """The address leads to another site."""

    what = "is not where the site is; add the other address"


class NoNewsError(ScoutingError):
    """The site answers, and no dated article was found on it."""

    what = "is no news portal"
