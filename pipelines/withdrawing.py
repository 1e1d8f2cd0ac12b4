"""`congtin withdraw`: an article out of every view, search and export, and with `erase` out of the files as well.

Each step may be interrupted; the same call again goes on. What was withdrawn is honoured by every way into the archive.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipelines.archive import Archive, signatures
from pipelines.archive.clock import stamp
from pipelines.archive.erasure import erase as erase_bodies
from pipelines.archive.erasure import hide, quoting, scrub
from pipelines.archive.errors import explained
from pipelines.archive.naming import article_named
from pipelines.archive.templates import erase_lines
from pipelines.archive.withdrawal import Withdrawal, note_digests, take_out, withdrawal_of, withdrawn_before
from pipelines.rereading import Rereader


@dataclass(frozen=True, slots=True)
class Done:
    """What was withdrawn; `bodies` counts the stored bodies and files that were destroyed."""

    key: str
    addresses: int
    bodies: int


def withdraw(archive: Archive, name: str, *, reason: str, erase: bool) -> Done:
    """Take the article with this key or address out of the archive; raises `ArticleUnknownError`."""
    with explained(archive.folder):
        withdrawal = withdrawn_before(archive.db, name)
        if withdrawal is None:
            withdrawal = _take_out(archive, article_named(archive.db, name), reason)
        hide(archive.pages, withdrawal.addresses)
        erased = _erase(archive, withdrawal) if erase else 0
        return Done(withdrawal.key, len(withdrawal.addresses), erased)


def _take_out(archive: Archive, article_id: int, reason: str) -> Withdrawal:
    withdrawal = withdrawal_of(archive.db, archive.pages.db, article_id)
    with archive.db.atomic():
        signatures.forget(archive.db, [article_id])
        take_out(archive.db, article_id, withdrawal, reason=reason, at=stamp(archive.clock()))
    return withdrawal


def _erase(archive: Archive, withdrawal: Withdrawal) -> int:
    """What is to be destroyed is noted before, and that it is done after: a kill leaves the rest to the next call."""
    lines = withdrawal.lines or _read_again(archive, withdrawal)
    quoted = quoting_alone(archive, withdrawal.portal_id, lines)
    everything = replace(withdrawal, digests=sorted({*withdrawal.digests, *quoted}))
    note_digests(archive.db, everything, erased=False)
    erase_bodies(archive.pages, everything, lines)
    with archive.db.atomic():
        erase_lines(archive.db, withdrawal.portal_id, lines)
    for sha in everything.digests:
        archive.files.path(sha).unlink(missing_ok=True)
    for index in ("articles_fts", "titles_fts", "briefs_fts"):
        archive.db.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    scrub(archive.db)
    note_digests(archive.db, everything, erased=True)
    return len(everything.digests)


def quoting_alone(archive: Archive, portal_id: str, lines: list[str]) -> list[str]:
    """Digests of bodies that quote these lines, and not as the text of another article."""
    return [sha for sha in quoting(archive.pages, portal_id, lines) if not _is_needed(archive, sha, lines)]


def _is_needed(archive: Archive, sha: str, lines: list[str]) -> bool:
    """Whether another article of the archive has such a line in its own text: it is archived on its own page."""
    for (page_id,) in archive.pages.db.execute("SELECT id FROM pages WHERE body_sha256 = ?", (sha,)).fetchall():
        sql = (
            "SELECT lead || char(10) || body FROM articles JOIN captures ON article_id = id WHERE captures.page_id = ?"
        )
        for (text,) in archive.db.execute(sql, (page_id,)):
            if any(line in text for line in lines):
                return True
    return False


def _read_again(archive: Archive, withdrawal: Withdrawal) -> list[str]:
    """The text of an article that was withdrawn before, from its pages, as far as they are still there."""
    lines: set[str] = set()
    sql = "SELECT pages.id FROM pages JOIN bodies ON sha256 = coalesce(kept_sha256, body_sha256) WHERE url = ?"
    for url in withdrawal.addresses:
        for (page_id,) in archive.pages.db.execute(sql, (url,)).fetchall():
            article = Rereader(archive).article(page_id)
            lines.update(article.text.split("\n") if article else ())
    return sorted(lines)
