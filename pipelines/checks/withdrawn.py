"""What was withdrawn is nowhere: no article, no address that is fetched, no page that is exported, no erased bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipelines.archive import Archive, signatures
from pipelines.archive.erasure import hide
from pipelines.archive.pages import NO_HEADERS
from pipelines.archive.withdrawal import delete_article
from pipelines.checks.problem import Check

Found = Iterator[tuple[str, str]]
_REPAIR = "`congtin verify --repair` takes it out again"
_ERASE = "`congtin withdraw KEY --reason TEXT --erase` with this key destroys them again"
_ADDRESSES = "SELECT value FROM withdrawn, json_each(addresses)"
_ARTICLES = f"""
    SELECT id, key FROM articles WHERE key IN (SELECT key FROM withdrawn)
    UNION SELECT id, key FROM articles WHERE url IN ({_ADDRESSES})
    UNION SELECT article_id, articles.key FROM article_addresses AS a JOIN articles ON id = article_id
        WHERE a.url IN ({_ADDRESSES})
"""
_KNOWN = f"""
    SELECT url FROM frontier WHERE url IN ({_ADDRESSES})
        AND (state <> 'excluded' OR outcome <> 'withdrawn' OR found_title <> '' OR page_id IS NOT NULL
            OR sha256 IS NOT NULL)
"""


def _articles(archive: Archive) -> Found:
    for _, key in archive.db.execute(_ARTICLES):
        yield f"article {key}", "was withdrawn and is there"


def _take_out(archive: Archive) -> None:
    with archive.db.atomic():
        numbers = [number for number, _ in archive.db.execute(_ARTICLES).fetchall()]
        signatures.forget(archive.db, numbers)
        for number in numbers:
            delete_article(archive.db, number)


def _addresses(archive: Archive) -> Found:
    for (url,) in archive.db.execute(_KNOWN):
        yield f"address {url}", "was withdrawn and is not excluded from crawls"


def _exclude(archive: Archive) -> None:
    sql = """
        UPDATE frontier SET state = 'excluded', outcome = 'withdrawn', reason = 'withdrawn', found_title = '',
            page_id = NULL, sha256 = NULL, next_due_at = NULL
    """
    archive.db.execute(f"{sql} WHERE url IN ({_KNOWN})")


def _shown(archive: Archive) -> Iterator[str]:
    for (url,) in archive.db.execute(_ADDRESSES):
        sql = "SELECT 1 FROM pages WHERE url = ? AND outcome <> 'withdrawn'"
        if archive.pages.db.execute(sql, [url]).fetchone():
            yield url


def _pages(archive: Archive) -> Found:
    for url in _shown(archive):
        yield f"a page of {url}", "was withdrawn and would be exported"


def _hide(archive: Archive) -> None:
    hide(archive.pages, list(_shown(archive)))


def _bytes(archive: Archive) -> Found:
    sql = "SELECT key, addresses, digests FROM withdrawn WHERE erased = 1"
    for key, addresses, digests in archive.db.execute(sql):
        for sha in json.loads(digests):
            if archive.pages.has_body(sha) or archive.files.path(sha).exists():
                yield f"withdrawn {key}", f"has bytes that were erased ({sha})"
        for url in json.loads(addresses):
            answered = "SELECT 1 FROM pages WHERE url = ? AND headers <> ?"
            if archive.pages.db.execute(answered, [url, NO_HEADERS]).fetchone():
                yield f"withdrawn {key}", f"has headers of {url} that were erased"


CHECKS = [
    Check("withdrawn articles", _articles, _REPAIR, _take_out),
    Check("withdrawn addresses", _addresses, _REPAIR, _exclude),
    Check("withdrawn pages", _pages, _REPAIR, _hide),
    Check("erased bytes", _bytes, _ERASE),
]
