"""How a fault of the program becomes the end of a visit, so that the address and its pages are not lost."""

from __future__ import annotations

import logging
from collections.abc import Callable

from crawler.items import Visit

logger = logging.getLogger(__name__)


def failed_with(visit: Visit, error: Exception) -> None:
    """The visit ends with this error: its pages stay, what was read from them does not."""
    visit.outcome = "exception"
    visit.reason = f"{type(error).__name__}: {error}"
    visit.article = None
    visit.links, visit.steps = [], []
    visit.next_page = visit.redirected_to = ""


def guarded(step: Callable[[Visit], None], visit: Visit) -> Visit:
    """Apply a step to a visit; an exception becomes the visit's end."""
    try:
        step(visit)
    except Exception as error:
        logger.exception("%s could not be prepared", visit.address.url)
        failed_with(visit, error)
    return visit
