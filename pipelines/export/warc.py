"""WARC 1.1: the stored pages as any web archive reads them, with their requests, digests and revisits.

Bodies are written decoded, under headers that fit them; headers that described the bytes on the wire are kept under
`X-Archive-Orig-` names, as pywb does. Record ids follow from page ids, so that equal input gives equal bytes.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable, Iterator
from datetime import UTC
from hashlib import sha1, sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from warcio.recordbuilder import RecordBuilder
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.items import Page
from pipelines.archive.pages import StoredPage
from pipelines.archive.versions import tool
from pipelines.export.outcome import Outcome

ANSWER_DIGEST = "WARC-X-Answer-Digest"
"""Digest of an answer that only counters and clocks told from an earlier one, whose bytes are kept in its place."""
_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers that describe the bytes as sent, not as stored."""


class Writer:
    """Writes one WARC file. A body that stands in it already is written as a revisit."""

    def __init__(self, file: BinaryIO) -> None:
        self._writer = WARCWriter(file, gzip=True, warc_version="WARC/1.1")
        self._builder = RecordBuilder(warc_version="WARC/1.1")
        self._written: dict[str, Page] = {}
        self.outcome = Outcome()

    def begin(self, archive_id: str, when: str) -> None:
        """The record that says what this file is; `when` is the latest capture's date."""
        about = {"software": f"congtin {tool()}", "format": "WARC file version 1.1", "isPartOf": archive_id}
        record = self._builder.create_warcinfo_record("", about)
        record.rec_headers.replace_header("WARC-Date", when)
        record.rec_headers.replace_header("WARC-Record-ID", _record_id("warcinfo", archive_id))
        self._writer.write_record(record)

    def write(self, stored: StoredPage) -> None:
        """One fetch: what was asked and what was answered."""
        if stored.page.status == 0:
            self.outcome.unanswered += 1
            return
        response = self._response(stored)
        self._writer.write_record(response)
        self._writer.write_record(self._request(stored, response))
        self.outcome.pages += 1

    def _response(self, stored: StoredPage) -> ArcWarcRecord:
        page = stored.page
        kept = sha256(page.body).hexdigest()
        first = self._written.get(kept) if page.body else None
        headers = StatusAndHeaders(str(page.status), _fitting(page), protocol="HTTP/1.1")
        warc = {"WARC-Date": warc_date(page), "WARC-Record-ID": _record_id("response", stored.id)}
        if kept != stored.body_sha256:
            warc[ANSWER_DIGEST] = f"sha256:{stored.body_sha256}"
        if first is not None:
            self.outcome.revisits += 1
            refers = (first.url, warc_date(first))
            return self._builder.create_revisit_record(page.url, _payload_digest(page), *refers, headers, warc)
        self._written[kept] = page
        payload = BytesIO(page.body)
        return self._builder.create_warc_record(
            page.url, "response", payload, len(page.body), "", warc, http_headers=headers
        )

    def _request(self, stored: StoredPage, response: ArcWarcRecord) -> ArcWarcRecord:
        page = stored.page
        parts = urlsplit(page.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        method = "POST" if page.request_body else "GET"
        headers = StatusAndHeaders(
            f"{method} {target} HTTP/1.1", [("Host", parts.netloc), *page.request_headers], is_http_request=True
        )
        warc = {
            "WARC-Date": warc_date(page),
            "WARC-Record-ID": _record_id("request", stored.id),
            "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
        }
        payload = BytesIO(page.request_body)
        return self._builder.create_warc_record(
            page.url, "request", payload, len(page.request_body), "", warc, http_headers=headers
        )


def write(pages: Iterable[StoredPage], output: Path, archive_id: str, latest: str) -> Outcome:
    """Write the fetches, in the order given, into one compressed WARC file."""
    with output.open("wb") as file:
        writer = Writer(file)
        writer.begin(archive_id, latest)
        for stored in pages:
            writer.write(stored)
    return writer.outcome


def warc_date(page: Page) -> str:
    """When the page was captured, as WARC has it: UTC, to the microsecond."""
    return page.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _payload_digest(page: Page) -> str:
    return "sha1:" + b32encode(sha1(page.body, usedforsecurity=False).digest()).decode()


def _record_id(kind: str, name: str) -> str:
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, f'congtin:{kind}:{name}')}>"


def _fitting(page: Page) -> list[tuple[str, str]]:
    return [*_renamed(page.headers), ("Content-Length", str(len(page.body)))]


def _renamed(headers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, value in headers:
        yield (f"X-Archive-Orig-{name}", value) if name.lower() in _WIRE else (name, value)
