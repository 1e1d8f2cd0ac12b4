"""How to cite an article of the archive: who published what, where, when, and when it was captured.

Names are given as published and never split or turned around: Vietnamese family names come first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

Form = Literal["text", "bibtex", "ris"]

_ARTICLE = """
    SELECT a.key, a.title, a.byline, a.url, a.published_on, a.published_precision, a.captured_at, p.name AS portal
    FROM articles AS a JOIN portals AS p ON p.id = a.portal_id WHERE a.id = ?
"""
_SHOWN = {"none": 0, "year": 4, "month": 7}
"""How many characters of the day are known."""
_ESCAPED = {ord(sign): f"\\{sign}" for sign in "&%$#_{}"} | {
    ord("\\"): "\\textbackslash{}",
    ord("~"): "\\textasciitilde{}",
}


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation is made of. `day` is as exact as it is known: 2025-07-01, 2025-07, 2025 or empty."""

    key: str
    title: str
    byline: str
    portal: str
    url: str
    day: str
    captured: str


def cite(db: Database, article_id: int, form: Form) -> str:
    """The citation of an article."""
    return {"text": _text, "bibtex": _bibtex, "ris": _ris}[form](_cited(db, article_id))


def _cited(db: Database, article_id: int) -> Cited:
    key, title, byline, url, day, precision, captured, portal = db.execute(_ARTICLE, (article_id,)).fetchone()
    shown = (day or "")[: _SHOWN.get(precision, 10)]
    return Cited(key, title, byline, portal, url, shown, captured[:10])


def _text(cited: Cited) -> str:
    author = f"{cited.byline}. " if cited.byline else ""
    when = cited.day or "n.d."
    return (
        f"{author}“{cited.title}”. {cited.portal}, {when}. {cited.url}"
        f" (archived {cited.captured}, congtin key {cited.key})."
    )


def _bibtex(cited: Cited) -> str:
    fields = {
        "title": f"{{{_tex(cited.title)}}}",
        "author": f"{{{_tex(cited.byline)}}}" if cited.byline else "",
        "organization": _tex(cited.portal),
        "date": cited.day,
        "year": cited.day[:4],
        "url": cited.url,
        "urldate": cited.captured,
        "note": f"congtin key {cited.key}",
        "langid": "vietnamese",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@online{{congtin:{cited.key},", *lines, "}"])


def _tex(text: str) -> str:
    return text.translate(_ESCAPED)


def _ris(cited: Cited) -> str:
    year, month, day = (*cited.day.split("-"), "", "", "")[:3]
    fields = [
        ("TY", "NEWS"), ("TI", cited.title), ("AU", cited.byline), ("PB", cited.portal), ("PY", year),
        ("DA", f"{year}/{month}/{day}" if year else ""), ("UR", cited.url), ("Y2", cited.captured.replace("-", "/")),
        ("ID", cited.key), ("LA", "vi"),
    ]  # fmt: skip
    return "\n".join([*(f"{tag}  - {value}" for tag, value in fields if value), "ER  - "])
