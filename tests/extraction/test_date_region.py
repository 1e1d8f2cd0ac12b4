"""Where a page is at home: whose clock its dates keep."""

import pytest

from crawler.extraction.dates import Region, region_of


@pytest.mark.parametrize(
    ("language", "url", "region"),
    [
        ("vi", "https://example.org/a", Region()),
        ("vi-VN", "https://example.org/a", Region()),
        ("", "http://127.0.0.1:18801/a", Region()),
        ("en", "https://hanoi.gov.vn/en/a", Region()),
        ("en-US", "https://example.org/a", Region(local=False, month_first=True)),
        ("en_US", "https://example.org/a", Region(local=False, month_first=True)),
        ("en-GB", "https://example.org/a", Region(local=False)),
        ("de", "https://example.org/a", Region(local=False)),
        ("de", "http://[not an address", Region(local=False)),
    ],
)
def test_the_region_follows_language_and_host(language, url, region):
    assert region_of(language, url) == region
