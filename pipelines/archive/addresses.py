"""Which addresses lead to which article: the table article_addresses, and the rules that fill it.

All rules look in both directions, so that it does not matter whether an article or another address of it came first.
"""

from __future__ import annotations

from sqlite_utils import Database

from crawler.addresses import key
from crawler.items import Address

_NOTE = "INSERT INTO article_addresses VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_LEADING_HERE = """
    WITH RECURSIVE leading(url, key) AS (
        SELECT ?, ''
        UNION
        SELECT frontier.url, frontier.key FROM frontier JOIN leading ON frontier.redirects_to = leading.url
    )
"""
"""All addresses that redirect to one, over however many steps."""


def article_at(db: Database, url: str) -> int | None:
    """The article that an address leads to."""
    row = db.execute("SELECT article_id FROM article_addresses WHERE key = ?", (key(url),)).fetchone()
    return row[0] if row else None


def find(db: Database, address: Address) -> int | None:
    """The article that was captured at this address, at one that redirects here, or under the same identity."""
    for article_id in (article_at(db, address.url), _moved_here(db, address.url), _same_identity(db, address.url)):
        if article_id is not None:
            return article_id
    return None


def note(db: Database, url: str, article_id: int, kind: str, seen_at: str) -> None:
    """An address leads to an article; what is known already stays."""
    db.execute(_NOTE, (key(url), url, article_id, kind, seen_at))


def hand_over(db: Database, url: str, article_id: int) -> None:
    """An address leads to another article from now on."""
    db.execute("UPDATE article_addresses SET article_id = ? WHERE key = ?", (article_id, key(url)))


def gather(db: Database, article_id: int, url: str) -> None:
    """Note for an article the redirects that lead to this address of it, and the other addresses of its identity."""
    redirects = f"{_LEADING_HERE} SELECT url, 'redirect' FROM leading WHERE key <> ''"
    for found, kind in db.execute(redirects, (url,)).fetchall() + _twins(db, url):
        row = db.execute("SELECT found_at FROM frontier WHERE url = ?", (found,)).fetchone()
        note(db, found, article_id, kind, row[0])


def _twins(db: Database, url: str) -> list[tuple[str, str]]:
    sql = """
        SELECT twin.url, 'twin' FROM frontier AS this
        JOIN frontier AS twin USING (portal_id, identity)
        WHERE this.url = ? AND twin.id <> this.id AND this.identity <> '' AND twin.identity <> ''
    """
    return list(db.execute(sql, (url,)).fetchall())


def _moved_here(db: Database, url: str) -> int | None:
    sql = (
        f"{_LEADING_HERE} SELECT article_id FROM leading JOIN article_addresses USING (key) ORDER BY article_id LIMIT 1"
    )
    row = db.execute(sql, (url,)).fetchone()
    return row[0] if row else None


def _same_identity(db: Database, url: str) -> int | None:
    for twin, _ in _twins(db, url):
        article_id = article_at(db, twin)
        if article_id is not None:
            return article_id
    return None
