"""Which addresses lead to which article: the table article_addresses, and the rules that fill it.

All rules look in both directions, so that it does not matter whether an article or another address of it came first.
"""

from __future__ import annotations

from sqlite_utils import Database

from crawler.addresses import key
from crawler.items import Address
from crawler.locales import is_translation

_NOTE = "INSERT INTO article_addresses VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_LEADING_HERE = """
    WITH RECURSIVE leading(url, key) AS (
        SELECT ?, ''
        UNION
        SELECT frontier.url, frontier.key FROM frontier JOIN leading ON frontier.redirects_to = leading.url
    )
"""
"""All addresses that redirect to one, over however many steps."""
_FORMER = """
    SELECT id FROM (
        SELECT id, last_seen_at FROM articles WHERE key = ?1
        UNION SELECT a.id, a.last_seen_at FROM frontier AS f CROSS JOIN articles AS a INDEXED BY articles_replaced
            ON a.url = f.url AND instr(a.gone_reason, 'replaced') > 0 WHERE f.key = ?1
        UNION SELECT a.id, a.last_seen_at FROM article_addresses AS at JOIN articles AS a ON a.id = at.article_id
            WHERE at.key = ?1
    ) ORDER BY last_seen_at DESC, id
"""


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


def former(db: Database, url: str) -> list[int]:
    """The articles that this address has carried, as far as they are known by it; the last seen first."""
    return [row[0] for row in db.execute(_FORMER, (key(url),)).fetchall()]


def hand_over(db: Database, url: str, article_id: int, kind: str) -> None:
    """An address leads to another article from now on, and with it what only leads there."""
    sql = "UPDATE article_addresses SET article_id = ?, kind = ? WHERE key = ?"
    db.execute(sql, (article_id, kind, key(url)))
    sql = "UPDATE article_addresses SET article_id = ? WHERE key = ? AND kind IN ('redirect', 'twin', 'locale')"
    db.conn.executemany(sql, [(article_id, key(found)) for found, _ in _leading_to(db, url)])


def gather(db: Database, article_id: int, url: str) -> None:
    """Note for an article the redirects that lead to this address of it, and the other addresses of its identity."""
    for found, kind in _leading_to(db, url):
        row = db.execute("SELECT found_at FROM frontier WHERE url = ?", (found,)).fetchone()
        note(db, found, article_id, kind, row[0])


def _leading_to(db: Database, url: str) -> list[tuple[str, str]]:
    redirects = f"{_LEADING_HERE} SELECT url, 'redirect' FROM leading WHERE key <> ''"
    return db.execute(redirects, (url,)).fetchall() + _twins(db, url)


def twin_kind(twin: str, url: str) -> str:
    """What another address of the same identity is: the article in another language, or a print page and the like."""
    return "locale" if is_translation(twin, url) else "twin"


def _twins(db: Database, url: str) -> list[tuple[str, str]]:
    sql = """
        SELECT twin.url FROM frontier AS this
        JOIN frontier AS twin USING (portal_id, identity)
        WHERE this.url = ? AND twin.id <> this.id AND this.identity <> '' AND twin.identity <> ''
    """
    return [(twin, twin_kind(twin, url)) for (twin,) in db.execute(sql, (url,)).fetchall()]


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
