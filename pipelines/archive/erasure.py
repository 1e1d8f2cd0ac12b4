"""Destroying bytes in pages.db: bodies, the dictionaries that may hold pieces of them, and what SQLite leaves behind.

Listings, feeds and other articles' pages that quote a withdrawn text are kept without it: the changed body takes the
place of the one that was answered, whose digest stays on record, so that seals and the other articles' proofs hold.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from html.entities import html5

from sqlite_utils import Database

from pipelines.archive.compression import recompress
from pipelines.archive.pages import NO_HEADERS, Pages
from pipelines.archive.withdrawal import Withdrawal

SHORTEST = 20
"""Characters below which a line is no sentence, and may stand on any page."""
_MARK = "[withdrawn]"
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")


def quoting(pages: Pages, portal_id: str, lines: Iterable[str]) -> list[str]:
    """Digests of the portal's bodies in which one of these lines stands, also in an attribute or between tags."""
    wanted = [_plain(line) for line in lines if len(line) >= SHORTEST]
    return [sha for sha in _bodies(pages.db, portal_id) if _quotes(pages.body(sha), wanted)] if wanted else []


def hide(pages: Pages, addresses: Iterable[str]) -> None:
    """The pages of these addresses are in no export any more."""
    with pages.db.atomic():
        rows = [(url,) for url in addresses]
        pages.db.conn.executemany("UPDATE pages SET outcome = 'withdrawn' WHERE url = ?", rows)


def erase(pages: Pages, withdrawal: Withdrawal, lines: Iterable[str]) -> None:
    """Destroy bodies and headers, and make the portal's dictionary anew from what is left."""
    bodies = {sha: pages.body(sha) for sha in withdrawal.digests if pages.has_body(sha)}
    headers = "UPDATE pages SET headers = ?, headers_dictionary = NULL WHERE url = ?"
    pages.db.execute("PRAGMA secure_delete = ON")
    with pages.db.atomic():
        pages.db.conn.executemany("DELETE FROM bodies WHERE sha256 = ?", [(sha,) for sha in withdrawal.digests])
        pages.db.conn.executemany(headers, [(NO_HEADERS, url) for url in withdrawal.addresses])
        recompress(pages.db, withdrawal.portal_id)
        pages.forget_dictionaries()
        for sha, body in bodies.items():
            _keep_without(pages, sha, body, [line for line in lines if len(line) >= SHORTEST])
    scrub(pages.db)


def _keep_without(pages: Pages, sha: str, body: bytes, lines: list[str]) -> None:
    """What quoted the text is kept without it, for the pages that are not withdrawn themselves."""
    needed = "SELECT portal_id FROM pages WHERE coalesce(kept_sha256, body_sha256) = ? AND outcome <> 'withdrawn'"
    row = pages.db.execute(needed, (sha,)).fetchone()
    redacted = _redacted(body, lines)
    if row and not _quotes(redacted, [_plain(line) for line in lines]):
        sql = """
            UPDATE pages SET kept_sha256 = ?1
            WHERE coalesce(kept_sha256, body_sha256) = ?2 AND outcome <> 'withdrawn'
        """
        pages.db.execute(sql, (pages.put_body(redacted, row[0]), sha))
    else:
        hidden = "UPDATE pages SET outcome = 'withdrawn' WHERE coalesce(kept_sha256, body_sha256) = ?"
        pages.db.execute(hidden, (sha,))


def _redacted(body: bytes, lines: list[str]) -> bytes:
    """The lines cut out, also where they stand as entities, or twice encoded (feeds and tooltips of NukeViet)."""
    text = body.decode("utf-8", "surrogateescape")
    for line in lines:
        text = re.sub("".join(_pattern(character) for character in _SPACE.sub(" ", line)), _MARK, text)
    return text.encode("utf-8", "surrogateescape")


@cache
def _pattern(character: str) -> str:
    """A character, or a reference to it."""
    code = ord(character)
    names = [f"#0*{code}", f"#[xX]0*{code:02x}", f"#[xX]0*{code:02X}"]
    names += [name.rstrip(";") for name, meant in html5.items() if meant == character and name.endswith(";")]
    if character == " ":
        return r"(?:\s|&(?:amp;)*(?:nbsp|#0*160|#[xX]0*[aA]0|#0*32|#[xX]0*20);)+"
    return f"(?:{re.escape(character)}|&(?:amp;)*(?:{'|'.join(names)});)"


def scrub(db: Database) -> None:
    """Leave nothing in free pages or in the write-ahead log."""
    db.execute("PRAGMA secure_delete = ON")
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _bodies(db: Database, portal_id: str) -> Iterator[str]:
    sql = "SELECT DISTINCT sha256 FROM bodies JOIN pages ON sha256 = body_sha256 WHERE portal_id = ? ORDER BY sha256"
    for (sha,) in db.execute(sql, (portal_id,)).fetchall():
        yield sha


def _quotes(body: bytes, wanted: list[str]) -> bool:
    text = html.unescape(html.unescape(body.decode("utf-8", "replace")))
    forms = _plain(text), _plain(_TAG.sub("", text)), _plain(_TAG.sub(" ", text))
    return any(line in form for line in wanted for form in forms)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip().casefold()
