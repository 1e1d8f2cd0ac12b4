"""From Scrapy's failures to outcomes, and from headers to what they say."""

from datetime import datetime

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from crawler.guards.capture import VIETNAM
from crawler.items import Page
from crawler.spiders.answers import header, outcome_of, retry_after


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (CannotResolveHostError("mau.example"), "network_error"),
        (DownloadConnectionRefusedError(""), "network_error"),
        (DownloadTimeoutError("60 s"), "network_error"),
        (DownloadFailedError("reset"), "network_error"),
        (ResponseDataLossError(""), "network_error"),
        (DownloadCancelledError("64 MB"), "too_large"),
        (UnsupportedURLSchemeError("ftp"), "refused"),
        (KeyError("a fault of ours"), "exception"),
    ],
)
def test_every_failure_has_an_outcome_and_a_reason(error, outcome):
    assert outcome_of(error)[0] == outcome
    assert outcome_of(error)[1]


def answer(*headers: tuple[str, str]) -> Page:
    return Page("http://phuong-mau.example/", datetime(2025, 7, 1, tzinfo=VIETNAM), 429, headers)


def test_headers_are_found_in_any_case():
    assert header(answer(("RETRY-AFTER", "5")), "retry-after") == "5"
    assert header(answer(), "retry-after") == ""


@pytest.mark.parametrize(("value", "seconds"), [("5", 5.0), ("Wed, 21 Oct 2026 07:28:00 GMT", None), ("-1", None)])
def test_retry_after_counts_only_as_seconds(value, seconds):
    assert retry_after(answer(("Retry-After", value))) == seconds
