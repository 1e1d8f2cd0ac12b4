"""From a visit to the rows of its article: found by its addresses, captured, bound to its unit, told from its twins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

from sqlite_utils import Database

from crawler.addresses import key
from crawler.items import Visit
from pipelines.archive import addresses, history
from pipelines.archive.binding import bind
from pipelines.archive.content import Content, content_of
from pipelines.archive.history import Capture, Manner, State
from pipelines.archive.rewriting import Difference, Stale, difference, mark, rewrite
from pipelines.archive.succession import is_another, key_of_another
from pipelines.archive.twins import regroup

Reread = Callable[[str], Content | None]
"""What today's extraction reads from a stored page, by the page's id."""

Change = Literal["", "new", "changed", "unchanged"]


def store_article(db: Database, visit: Visit, capture: Capture, reread: Reread) -> tuple[int | None, Change]:
    """Write what the visit says of an article: its content, that it is as before, or that it is not there."""
    if visit.article is not None:
        return _store_content(db, visit, State(content_of(visit.article), capture), reread)
    article_id = addresses.article_at(db, visit.address.url)
    if article_id is None or not _is_own_address(db, article_id, visit.address.url):
        return None, ""
    if visit.outcome not in ("unchanged", "gone", "soft_404"):
        return article_id, ""
    history.record_sighting(db, article_id, capture)
    return article_id, "unchanged" if visit.outcome == "unchanged" else ""


def _store_content(db: Database, visit: Visit, state: State, reread: Reread) -> tuple[int, Change]:
    url, portal_id = visit.address.url, visit.address.portal_id
    article_id = addresses.find(db, visit.address)
    if article_id is None:
        change: Change = "new"
        article_id = _insert(db, key(url), portal_id, url, state)
    else:
        article_id, change = _store_again(db, article_id, visit, state, reread)
    addresses.gather(db, article_id, url)
    bind(db, article_id)
    regroup(db, portal_id, _content_hash(db, article_id))
    return article_id, change


def _insert(db: Database, name: str, portal_id: str, url: str, state: State) -> int:
    article_id = history.insert(db, name, portal_id, state)
    addresses.note(db, url, article_id, "canonical", state.capture.captured_at)
    _take_listed(db, article_id, url)
    return article_id


def _store_again(db: Database, article_id: int, visit: Visit, state: State, reread: Reread) -> tuple[int, Change]:
    """A further capture of a known article, unless its address shows another one now."""
    url, portal_id = visit.address.url, visit.address.portal_id
    before = _content_hash(db, article_id)
    if state.content.hash != before:
        _bring_up_to_date(db, article_id, state.capture.manner, reread)
    if _is_replaced(db, article_id, state):
        return _replace(db, article_id, visit, state)
    change: Change = "changed" if history.record(db, article_id, state) else "unchanged"
    addresses.note(db, url, article_id, "moved", state.capture.captured_at)
    regroup(db, portal_id, before)
    return article_id, change


def _is_replaced(db: Database, article_id: int, state: State) -> bool:
    present = history.states(db, article_id)[-1]
    is_late = state.capture.captured_at < present.capture.captured_at
    return not is_late and is_another(present.content, state.content)


def _replace(db: Database, article_id: int, visit: Visit, state: State) -> tuple[int, Change]:
    """The address shows another article: one that it has shown before, or a new one."""
    url = visit.address.url
    if _is_own_address(db, article_id, url):
        history.record_sighting(db, article_id, replace(state.capture, outcome="replaced"))
    for earlier in addresses.former(db, url):
        known = history.states(db, earlier)
        if not is_another(known[-1].content, state.content):
            is_first = _key(db, earlier) in (key(url), key_of_another(key(url), known[0].content))
            change: Change = "changed" if history.record(db, earlier, state) else "unchanged"
            addresses.hand_over(db, url, earlier, "canonical" if is_first else "moved")
            return earlier, change
    newcomer = _insert(db, _free_key(db, url, state.content), visit.address.portal_id, url, state)
    addresses.hand_over(db, url, newcomer, "canonical")
    return newcomer, "new"


def _free_key(db: Database, url: str, content: Content) -> str:
    name = key(url)
    while db.execute("SELECT 1 FROM articles WHERE key = ?", (name,)).fetchone():
        name = key_of_another(name, content)
    return name


def _key(db: Database, article_id: int) -> str:
    return str(db.execute("SELECT key FROM articles WHERE id = ?", (article_id,)).fetchone()[0])


def rewrite_states(db: Database, differences: Sequence[Difference], extractor: str) -> None:
    """What another extractor reads from the pages of states, with what follows from it. In the caller's transaction."""
    rewrite(db, differences, extractor)
    for each in differences:
        if each.is_present:
            bind(db, each.stale.article_id)
            _regroup_rewritten(db, each)


def _regroup_rewritten(db: Database, each: Difference) -> None:
    sql = "SELECT portal_id FROM articles WHERE id = ?"
    (portal_id,) = db.execute(sql, (each.stale.article_id,)).fetchone()
    for content_hash in {each.old_hash, each.content.hash}:
        regroup(db, portal_id, content_hash)


def _bring_up_to_date(db: Database, article_id: int, today: Manner, reread: Reread) -> None:
    """A new extractor or template must not look like an edit: the earlier pages are read as this one was."""
    for version, state in enumerate(history.states(db, article_id), 1):
        page_id = state.capture.page_id
        if state.capture.manner != today and (content := reread(page_id)) is not None:
            stale = Stale(article_id, version, page_id)
            differs = difference(db, stale, content)
            mark(db, [stale], today.extractor)
            rewrite(db, [differs] if differs else [], today.extractor)


def _content_hash(db: Database, article_id: int) -> str:
    return str(db.execute("SELECT content_hash FROM articles WHERE id = ?", (article_id,)).fetchone()[0])


def _is_own_address(db: Database, article_id: int, url: str) -> bool:
    """Only the address of the latest capture can say that the article is gone: old ones may just have lapsed."""
    latest = db.execute("SELECT url FROM articles WHERE id = ?", (article_id,)).fetchone()[0]
    return key(latest) == key(url)


def _take_listed(db: Database, article_id: int, url: str) -> None:
    sql = "UPDATE articles SET last_listed_at = (SELECT listed_at FROM frontier WHERE url = ?) WHERE id = ?"
    db.execute(sql, (url, article_id))
