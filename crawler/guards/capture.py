"""Keep what the server really sent: the time of the answer and its headers before transfer codings are undone.

A downloader middleware; the archive's provenance depends on it. It must not change requests or responses.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # commands that only need the clock do not load Scrapy
    from scrapy import Request
    from scrapy.http import Response

VIETNAM = timezone(timedelta(hours=7))


class Capture:
    """Note, in the request's meta, when and under which headers the answer came."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Leave `fetched_at` and `received_headers` in `request.meta`."""
        request.meta["fetched_at"] = datetime.now(VIETNAM)
        request.meta["received_headers"] = header_pairs(response)
        return response


def header_pairs(message: Request | Response) -> tuple[tuple[str, str], ...]:
    """All headers in order, one pair a line as sent (Set-Cookie may come several times), as Latin-1 text."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name in message.headers
        for value in message.headers.getlist(name)
    )
