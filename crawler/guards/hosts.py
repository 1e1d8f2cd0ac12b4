"""Reach reserved host names (the sample portals') on whatever loopback port they are served today.

The server is used as an HTTP proxy, so that addresses stay the same in every archive. Knows nothing of samples.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class HostMap:
    """Send requests for the hosts of the setting HOST_MAP to the address given there."""

    def __init__(self, hosts: dict[str, str]) -> None:
        self.hosts = hosts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> HostMap:
        """Read HOST_MAP; without one the middleware is switched off."""
        hosts = crawler.settings.getdict("HOST_MAP")
        if not hosts:
            raise NotConfigured
        return cls(hosts)

    def process_request(self, request: Request) -> None:
        """Name the proxy for mapped hosts; leave all others alone."""
        target = self.hosts.get(urlsplit(request.url).netloc)
        if target:
            request.meta["proxy"] = f"http://{target}"
