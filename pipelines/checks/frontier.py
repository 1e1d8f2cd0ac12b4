"""The frontier: every address in an allowed state, with a reason where it was not obtained; keys lead to articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from crawler.items import Outcome, Role
from pipelines.archive import Archive
from pipelines.checks.problem import Check

Found = Iterator[tuple[str, str]]
_OUTCOMES = frozenset({"", "withdrawn", *get_args(Outcome)})
_STATES = frozenset({"pending", "done", "failed", "excluded"})
_ROLES = frozenset(get_args(Role))
_EXPLAINED = frozenset(
    {"refused", "gate", "flood", "maintenance", "too_large", "http_error", "network_error", "exception"}
)
_UNREACHED = """
    SELECT key FROM articles AS a
    WHERE id NOT IN (SELECT article_id FROM article_addresses) AND instr(gone_reason, 'replaced') = 0
"""
_CRAWL = "crawl the portal again with `congtin crawl --full`, which visits every known address"


def _states(archive: Archive) -> Found:
    sql = "SELECT url, role, state, outcome, reason FROM frontier"
    for url, role, state, outcome, reason in archive.db.execute(sql):
        if wrong := _wrong(role, state, outcome, reason):
            yield f"address {url}", wrong


def _wrong(role: str, state: str, outcome: str, reason: str) -> str:
    if state not in _STATES:  # SQLite's integrity_check does not tell: 3.40 passes over this table's CHECK
        return f"is in the state {state!r}, which congtin does not know"
    if role not in _ROLES or outcome not in _OUTCOMES:
        return f"has the role {role!r} and the outcome {outcome!r}, which congtin does not know"
    if state in ("done", "failed") and not outcome:
        return f"is {state} without an outcome"
    return f"ended in {outcome} without a reason" if outcome in _EXPLAINED and not reason else ""


def _unreached(archive: Archive) -> Found:
    """An address leads to every article, unless another article has taken its last one."""
    for (key,) in archive.db.execute(_UNREACHED):
        yield f"article {key}", "has no address of its own"


CHECKS = [Check("frontier", _states, _CRAWL), Check("addresses", _unreached, _CRAWL)]
