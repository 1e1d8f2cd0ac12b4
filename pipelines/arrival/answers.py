"""From the records of a WARC file to the fetches that they hold, as `Page`s. Must not know the archive.

An answer waits for the record after it, which may be its request. A revisit comes without a body, and says where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from crawler.addresses import canonical
from crawler.items import Page
from pipelines.arrival.codings import UndecodableError, decoded
from pipelines.arrival.records import Fault, Record, records
from pipelines.arrival.replays import original
from pipelines.export.warc import ANSWER_DIGEST

_STATUS = re.compile(r"HTTP/\d(?:\.\d)? +(\d{3})")
_ORIGINAL = "x-archive-orig-"
_ANSWERS = frozenset({"response", "resource", "revisit"})


@dataclass(frozen=True, slots=True)
class Answer:
    """One fetch. `answer_digest` is that of the bytes that were sent where others are kept; empty where it is theirs.

    A revisit's page has no body: it is that of the record, payload or capture that the other fields name.
    """

    offset: int
    page: Page
    record_id: str
    payload_digest: str = ""
    answer_digest: str = ""
    is_revisit: bool = False
    refers_to: str = ""
    refers_to_capture: tuple[str, datetime] | None = None


def answers(path: Path) -> Iterator[Answer | Fault]:
    """All fetches of a file, and what could not be read."""
    last: Record | None = None
    held: Answer | None = None
    own = False
    for record in records(path):
        if isinstance(record, Fault):
            yield record
            continue
        if record.type == "warcinfo":
            own = b"software: congtin " in record.block
        elif record.type == "request" and held and _is_of(record, held.record_id):
            held = _asked(held, record)
        elif record.type in _ANSWERS:
            if held:
                yield held
            held = None
            found = _read(path, record, own=own)
            if isinstance(found, Answer):
                held = _asked(found, last) if last and _is_of(record, last.id) else found
            elif found:
                yield found
        last = record if record.type == "request" else None
    if held:
        yield held


def _is_of(record: Record, other: str) -> bool:
    return bool(other) and record.headers.get("warc-concurrent-to") == other


def _asked(answer: Answer, request: Record) -> Answer:
    """The answer with its request. The header Host only repeats the address."""
    head, _, body = _split(request.block)
    headers = tuple(pair for pair in _pairs(head) if pair[0].lower() != "host")
    return replace(answer, page=replace(answer.page, request_headers=headers, request_body=body))


def _read(path: Path, record: Record, *, own: bool) -> Answer | Fault | None:
    """The fetch of a record; None for one that is no fetch of the web, or is the replay's own redirect."""
    if not _target(record).startswith(("http://", "https://")):
        return None
    try:
        return _answer(record, own=own)
    except (UndecodableError, ValueError) as error:
        return Fault(path, record.offset, f"{_target(record)} is left out: {error}")


def _target(record: Record) -> str:
    """wget writes addresses in angle brackets."""
    return record.headers.get("warc-target-uri", "").strip("<>")


def _answer(record: Record, *, own: bool) -> Answer | None:
    said = record.headers
    is_revisit = record.type == "revisit"
    if "warc-segment-number" in said or ("warc-truncated" in said and not is_revisit):
        raise ValueError("it was cut when it was captured")
    url, replayed_at = original(_target(record))
    status, headers, body = _http(record)
    is_revisit = is_revisit and status != 304
    if replayed_at and _leads_to_itself(url, headers):
        return None
    page = Page(
        url=canonical(url),
        fetched_at=replayed_at or _date(said.get("warc-date", "")),
        status=status,
        headers=_restored(headers, own=own),
        body=decoded(body, headers) if record.type != "revisit" else b"",
        origin="replay" if replayed_at else "import",
    )
    return Answer(
        record.offset, page, record.id, said.get("warc-payload-digest", ""),
        said.get(ANSWER_DIGEST.lower(), "").removeprefix("sha256:"), is_revisit,
        said.get("warc-refers-to", ""), _capture(said),
    )  # fmt: skip


def _capture(said: dict[str, str]) -> tuple[str, datetime] | None:
    url, date = said.get("warc-refers-to-target-uri", "").strip("<>"), said.get("warc-refers-to-date", "")
    if not url or not date:
        return None
    url, replayed_at = original(url)
    return canonical(url), replayed_at or _date(date)


def _date(text: str) -> datetime:
    try:
        date = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"its date {text!r} is none") from error
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _http(record: Record) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
    """Status, headers and undecoded body. A resource is the bytes alone; a revisit may leave out the headers."""
    if record.type == "resource" or (record.type == "revisit" and not record.block.strip()):
        return 200, (("Content-Type", record.headers.get("content-type", "")),), record.block
    head, first, body = _split(record.block)
    status = _STATUS.match(first)
    if not status:
        raise ValueError("it holds no answer of a web server")
    return int(status[1]), _pairs(head), body


def _split(block: bytes) -> tuple[list[str], str, bytes]:
    """The header lines of an HTTP message, its first line, and its body."""
    end = re.search(rb"\r?\n\r?\n", block)
    head = block[: end.start()] if end else block
    first, *lines = re.split(r"\r?\n", head.decode("latin-1"))
    return lines, first, block[end.end() :] if end else b""


def _pairs(lines: list[str]) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for line in lines:
        if line[:1] in {" ", "\t"} and pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}")
        elif ":" in line:
            name, _, value = line.partition(":")
            pairs.append((name.strip(), value.strip()))
    return tuple(pairs)


def _restored(headers: tuple[tuple[str, str], ...], *, own: bool) -> tuple[tuple[str, str], ...]:
    """The headers as the site sent them; an export of congtin puts the length of what it wrote at their end."""
    if own and headers and headers[-1][0] == "Content-Length":
        headers = headers[:-1]
    kept = {name.lower().removeprefix(_ORIGINAL) for name, _ in headers if name.lower().startswith(_ORIGINAL)}
    return tuple(
        (name[len(_ORIGINAL) :] if name.lower().startswith(_ORIGINAL) else name, _unreplayed(name, value))
        for name, value in headers
        if name.lower() not in kept
    )


def _unreplayed(name: str, value: str) -> str:
    return original(value)[0] if name.lower().endswith("location") else value


def _leads_to_itself(url: str, headers: tuple[tuple[str, str], ...]) -> bool:
    """A replay redirects to the exact time of a capture."""
    locations = [_unreplayed(name, value) for name, value in headers if name.lower() == "location"]
    return any(location == url for location in locations)
