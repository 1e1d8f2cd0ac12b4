"""From Scrapy's responses and failures to the `Page`s and outcomes of a visit. Must decide nothing about content."""

from __future__ import annotations

from datetime import datetime

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response

from crawler.guards.capture import VIETNAM, header_pairs
from crawler.items import Outcome, Page

NETWORK_ERRORS: dict[type[BaseException], str] = {
    CannotResolveHostError: "the host name does not resolve",
    DownloadConnectionRefusedError: "the connection was refused",
    DownloadTimeoutError: "no answer in time",
    ResponseDataLossError: "the answer broke off",
    DownloadFailedError: "the connection failed",
}


def page_of(response: Response, origin: str) -> Page:
    """The fetch as it is archived: the address asked for, headers as received, the body with transfer decoded."""
    request = response.request
    if request is None:
        raise ValueError(f"the response for {response.url} carries no request")
    return Page(
        url=request.url,
        fetched_at=request.meta["fetched_at"],
        status=response.status,
        headers=request.meta["received_headers"],
        body=response.body,
        request_headers=header_pairs(request),
        request_body=request.body,
        tls=f"{response.protocol or ''} verified".strip() if response.certificate else "",
        origin=origin,
    )


def unanswered(request: Request, origin: str) -> Page:
    """The fetch that brought no answer: status 0, so that the archive says that it was tried."""
    return Page(
        url=request.url,
        fetched_at=datetime.now(VIETNAM),
        status=0,
        request_headers=header_pairs(request),
        request_body=request.body,
        origin=origin,
    )


def outcome_of(error: BaseException) -> tuple[Outcome, str]:
    """How a visit ends whose request failed, with the reason in words."""
    if isinstance(error, DownloadCancelledError):
        return "too_large", f"larger than the download limit: {error}"
    if isinstance(error, UnsupportedURLSchemeError):
        return "refused", f"not an address of the web: {error}"
    for kind, words in NETWORK_ERRORS.items():
        if isinstance(error, kind):
            return "network_error", f"{words}: {error}" if str(error) else words
    return "exception", f"{type(error).__name__}: {error}"


def header(page: Page, name: str) -> str:
    """The first header of that name; empty when it was not sent."""
    return next((value for key, value in page.headers if key.lower() == name), "")


def retry_after(page: Page) -> float | None:
    """The seconds of a Retry-After header; None when it was not sent or is a date."""
    value = header(page, "retry-after")
    return float(value) if value.isdecimal() else None
