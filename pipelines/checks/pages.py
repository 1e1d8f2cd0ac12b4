"""The stored pages: every fetch under its name, every body under its digest, every pointer to them with its target."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256

from zstandard import ZstdError

from pipelines.archive import Archive
from pipelines.archive.compression import Codec
from pipelines.archive.pages import digest
from pipelines.archive.withdrawal import withdrawn_digests
from pipelines.checks.problem import Check

Found = Iterator[tuple[str, str]]
_RESTORE = "restore pages.db from a copy, or fetch the address again with `congtin crawl --full`"


def _names(archive: Archive) -> Found:
    for name, url, fetched_at, body in archive.pages.db.execute("SELECT id, url, fetched_at, body_sha256 FROM pages"):
        if sha256(f"{url}\n{fetched_at}\n{body}".encode()).hexdigest() != name:
            yield f"page {name} of {url}", "has another address, time or digest than its name says"


def _bodies(archive: Archive) -> Found:
    for sha, size in archive.pages.db.execute("SELECT sha256, size FROM bodies"):
        try:
            body = archive.pages.body(sha)
        except ZstdError as error:
            yield f"body {sha}", f"cannot be decompressed: {error}"
        else:
            if digest(body) != sha or len(body) != size:
                yield f"body {sha}", "has other bytes than its digest says"


def _headers(archive: Archive) -> Found:
    codec = Codec(archive.pages.db)
    for name, url, data, dictionary in archive.pages.db.execute(
        "SELECT id, url, headers, headers_dictionary FROM pages"
    ):
        try:
            json.loads(codec.decompress(data, dictionary))
        except (ZstdError, ValueError) as error:
            yield f"page {name} of {url}", f"has headers that cannot be read: {error}"


def _kept(archive: Archive) -> Found:
    """Every page has its bytes: in `bodies`, or in files/ for a file."""
    sql = """
        SELECT id, url, outcome, coalesce(kept_sha256, body_sha256) AS kept FROM pages
        WHERE NOT EXISTS (SELECT 1 FROM bodies WHERE sha256 = kept)
    """
    erased = withdrawn_digests(archive.db)
    for name, url, outcome, kept in archive.pages.db.execute(sql):
        if kept in erased:
            continue
        if outcome != "file" or not archive.files.path(kept).is_file():
            yield f"page {name} of {url}", f"has lost its bytes ({kept})"


def _unclaimed(archive: Archive) -> Found:
    sql = """
        SELECT sha256 FROM bodies WHERE NOT EXISTS (SELECT 1 FROM pages WHERE body_sha256 = sha256)
            AND NOT EXISTS (SELECT 1 FROM pages WHERE kept_sha256 = sha256)
    """
    for (sha,) in archive.pages.db.execute(sql):
        yield f"body {sha}", "belongs to no page: the row of its page is lost"


_POINTERS = {
    "article": "SELECT key, page_id FROM articles",
    "a version of article": "SELECT key, v.page_id FROM article_versions AS v JOIN articles ON id = article_id",
    "a capture of article": "SELECT key, c.page_id FROM captures AS c JOIN articles ON id = article_id",
    "address": "SELECT url, page_id FROM frontier WHERE page_id IS NOT NULL",
}


def _pointers(archive: Archive) -> Found:
    for what, sql in _POINTERS.items():
        for subject, page in archive.db.execute(sql):
            if archive.pages.kept_digest(page) is None:
                yield f"{what} {subject}", f"comes from page {page}, which is not stored"


CHECKS = [
    Check("pages", _names, _RESTORE),
    Check("page bodies", _bodies, _RESTORE),
    Check("page headers", _headers, _RESTORE),
    Check("page bytes", _kept, _RESTORE),
    Check("unclaimed bodies", _unclaimed, _RESTORE),
    Check("provenance", _pointers, _RESTORE),
]
