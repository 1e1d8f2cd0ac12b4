"""Serves the sample sites on one loopback port: to crawlers as a proxy, to browsers by host name.

A crawler sends `GET http://NAME.localhost/path` (absolute form), a browser `GET /path` with the name and the port in
`Host`; both get the same bytes, so that archived addresses carry no port. Knows nothing of what the sites contain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from crawler.samples.answer import Answer, answer
from crawler.samples.index import index_page, unknown_host
from crawler.samples.site import Site, load_sites

_LOOPBACK = "127.0.0.1"


class SampleServer:
    """All sample sites on one port, from `with SampleServer() as server:` until the end of the block."""

    def __init__(self, port: int = 0, sites: list[Site] | None = None) -> None:
        self.sites = {site.host: site for site in (load_sites() if sites is None else sites)}
        self.requests: Counter[tuple[str, str]] = Counter()
        """How often each (method, URL without port) was asked for."""
        self._counting = Lock()
        self._http = ThreadingHTTPServer((_LOOPBACK, port), self._handler(), bind_and_activate=True)
        self._http.daemon_threads = False
        self._thread = Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, name="samples")

    @property
    def port(self) -> int:
        """The port that is served on."""
        return self._http.server_port

    @property
    def hosts(self) -> dict[str, str]:
        """Where each reserved host name is served: what a crawl's HOST_MAP needs."""
        return dict.fromkeys(self.sites, f"{_LOOPBACK}:{self.port}")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def answer(self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        """Answer one request for an absolute URL, and count it."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        with self._counting:
            self.requests[method, f"http://{host}{target}"] += 1
        if site := self.sites.get(host):
            return answer(site, method, target, headers, body)
        if host in {_LOOPBACK, "localhost"} and target == "/":
            return index_page(self.sites.values(), self.port)
        return unknown_host(host, self.sites.values())

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        """A handler class bound to this server, as http.server wants one."""
        server = self

        class Handler(_Handler):
            samples = server

        return Handler


class _Handler(BaseHTTPRequestHandler):
    """HTTP/1.0, one request a connection: no thread is left waiting for a kept connection when the server ends."""

    samples: SampleServer
    timeout = 10

    def do_GET(self) -> None:
        found = self.samples.answer(self.command, self._url(), self._asked(), self._body())
        self.send_response(found.status)
        for name, value in found.headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")  # Twisted reuses a connection unless told, whatever HTTP version
        if found.status != 304:
            self.send_header("Content-Length", str(len(found.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body)

    do_HEAD = do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what was asked for is counted."""

    def _url(self) -> str:
        if self.path.startswith("http://"):
            return self.path
        return f"http://{self.headers.get('Host', _LOOPBACK)}{self.path}"

    def _asked(self) -> dict[str, str]:
        return {name.title(): value for name, value in self.headers.items()}

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))
