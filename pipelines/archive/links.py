"""How addresses become known: each keeps where, when and under what title it was named, also when it is never fetched.

Not fetched are twins (print pages and the like), other spellings of a known address, other addresses of an article
that is known by its identity, and what leaves the portal; each is recorded with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlite_utils import Database

from crawler.addresses import key, origin
from crawler.extraction.dates import parse_date
from crawler.items import Link
from crawler.platforms import Family
from pipelines.archive.addresses import article_at, note, twin_kind
from pipelines.archive.withdrawal import is_withdrawn

_DIGITS = {"year": 4, "month": 7}
HEADS = frozenset({"robots", "home", "sitemap", "feed", "listing"})

_INSERT = """
    INSERT INTO frontier (url, key, portal_id, host, role, section, walk, page_number, identity, state, reason,
                          found_on, found_title, found_date, found_day, found_at, found_run)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_NAME_AGAIN = """
    UPDATE frontier SET found_title = iif(found_title = '', ?, found_title),
                        found_date = iif(found_date = '', ?, found_date), found_day = coalesce(found_day, ?)
    WHERE url = ? AND (found_title = '' OR found_date = '')
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """What all links of one page share: the portal, its sites and family, and where and when they were named."""

    portal_id: str
    sites: frozenset[str]
    family: Family | None
    found_on: str
    found_at: str
    run_id: int | None


def identity(url: str, family: Family | None) -> str:
    """The name of the article within its portal that the address holds; empty without one."""
    if family is None or family.identity is None:
        return ""
    parts = urlsplit(url)
    match = family.identity.search(parts.path + (f"?{parts.query}" if parts.query else ""))
    return match[1] if match else ""


def add(db: Database, links: Iterable[Link], finding: Finding) -> list[str]:
    """Make addresses known; return the hosts that have something new to fetch, one per address."""
    hosts = []
    for link in links:
        if _is_known(db, link):
            continue
        reason = _reason_to_exclude(db, link, finding)
        _insert(db, link, finding, reason)
        if not reason:
            hosts.append(origin(link.url))
    return hosts


def _is_known(db: Database, link: Link) -> bool:
    if db.execute("SELECT 1 FROM frontier WHERE url = ?", (link.url,)).fetchone() is None:
        return False
    if link.title or link.date:
        db.execute(_NAME_AGAIN, (link.title, link.date, _day(link.date), link.url))
    return True


def _insert(db: Database, link: Link, finding: Finding, reason: str) -> None:
    walk = link.url if link.role in HEADS else ""
    named = identity(link.url, finding.family) if link.role in ("article", "twin") else ""
    place = (link.url, key(link.url), finding.portal_id, origin(link.url), link.role, link.section, walk, 1, named)
    state = "excluded" if reason else "pending"
    row = (
        *place,
        state,
        reason,
        finding.found_on,
        link.title,
        link.date,
        _day(link.date),
        finding.found_at,
        finding.run_id,
    )
    db.execute(_INSERT, row)
    if named:
        _note_twin(db, link, named, finding)


def _day(printed: str) -> str | None:
    """The day that a listing prints beside an article, or as much of it as is printed."""
    found = parse_date(printed) if printed else None
    return found.value.date().isoformat()[: _DIGITS.get(found.precision, 10)] if found else None


def _reason_to_exclude(db: Database, link: Link, finding: Finding) -> str:
    if _is_withdrawn(db, link, finding):
        return "withdrawn"
    if link.role == "twin":
        return "a twin: print page, copy in another language or the like"
    if finding.sites and origin(link.url) not in finding.sites:
        return "on another site"
    other = _same_key(db, link)
    if other:
        return f"the same address as {other}"
    other = _same_identity(db, link, finding)
    return f"the same article as {other}" if other else ""


def _is_withdrawn(db: Database, link: Link, finding: Finding) -> bool:
    """By its address, or by the identity of an article that was withdrawn under another one."""
    named = identity(link.url, finding.family) if link.role in ("article", "twin") else ""
    sql = """
        SELECT 1 FROM frontier
        WHERE portal_id = ? AND identity = ? AND identity <> '' AND outcome = 'withdrawn' LIMIT 1
    """
    found = named and db.execute(sql, (finding.portal_id, named)).fetchone() is not None
    return bool(found) or is_withdrawn(db, link.url)


def _same_key(db: Database, link: Link) -> str:
    sql = "SELECT url FROM frontier WHERE key = ? AND state <> 'excluded' ORDER BY id LIMIT 1"
    row = db.execute(sql, (key(link.url),)).fetchone()
    return row[0] if row else ""


def _same_identity(db: Database, link: Link, finding: Finding) -> str:
    named = identity(link.url, finding.family) if link.role == "article" else ""
    if not named:
        return ""
    sql = """
        SELECT url FROM frontier
        WHERE portal_id = ? AND identity = ? AND identity <> '' AND role = 'article' AND state <> 'excluded'
        ORDER BY id LIMIT 1
    """
    row = db.execute(sql, (finding.portal_id, named)).fetchone()
    return row[0] if row else ""


def _note_twin(db: Database, link: Link, named: str, finding: Finding) -> None:
    """The article of this identity may be in the archive already."""
    sql = "SELECT url FROM frontier WHERE portal_id = ? AND identity = ? AND identity <> '' AND url <> ?"
    for (url,) in db.execute(sql, (finding.portal_id, named, link.url)).fetchall():
        article_id = article_at(db, url)
        if article_id is not None:
            note(db, link.url, article_id, twin_kind(link.url, url), finding.found_at)


def listed(db: Database, links: Iterable[Link], at: str) -> None:
    """A listing named these articles: set when that last was."""
    rows = [(at, link.url) for link in links if link.role == "article"]
    db.conn.executemany("UPDATE frontier SET listed_at = ? WHERE url = ?", rows)
    keyed = [(at, key(link.url)) for link in links if link.role == "article"]
    sql = "UPDATE articles SET last_listed_at = ? WHERE id = (SELECT article_id FROM article_addresses WHERE key = ?)"
    db.conn.executemany(sql, keyed)
