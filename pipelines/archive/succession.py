"""Whether an address shows another article than before, and not the same one edited.

Ids are used again: a site is set up anew by the unit that took over its host, and counts from 1. An edit leaves
something as it was: the title, the day, a line of text, a file.
"""

from __future__ import annotations

from hashlib import sha256

from pipelines.archive.content import Content


def is_another(before: Content, after: Content) -> bool:
    """Both are dated, and title, day, every line of text and every file differ."""
    days = [str(content.columns["published_at"] or "")[:10] for content in (before, after)]
    if not all(days) or days[0] == days[1] or before.columns["title"] == after.columns["title"]:
        return False
    return not _pieces(before) & _pieces(after)


def key_of_another(key: str, after: Content) -> str:
    """The key of an article at an address whose own key an earlier article has."""
    return sha256(f"{key} {after.columns['published_at']}".encode()).hexdigest()[:20]


def _pieces(content: Content) -> set[str]:
    lines = {content.columns["lead"], *content.columns["body"].split("\n")}
    files = {file[0] for file in content.parts["attachments"]}
    return (lines | files) - {""}
