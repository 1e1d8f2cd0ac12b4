"""The pages of the matrix: every article, body, caption, signature and date in every frame, a few of each to a frame.

A page knows what must come out of it. Frames are Jinja templates; what one prints is what it mentions.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import dates
import forms
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

HERE = Path(__file__).parent
HOST = "https://bo-mau.example"
WHEN = datetime(2023, 8, 17, 14, 35, tzinfo=timezone(timedelta(hours=7)))
"""A Thursday whose day is no month, so that only the day can stand first."""
ARTICLES: list[dict[str, Any]] = tomllib.loads((HERE / "articles.toml").read_text("utf-8"))["article"]
FRAMES = sorted(path.stem for path in (HERE / "frames").glob("[!_]*.html"))
TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "frames"), undefined=StrictUndefined, autoescape=True, trim_blocks=True
)
DATED = frozenset({"day", "weekday and day", "brackets", "label and day"})
"""The forms of dates without a time."""
WITHOUT_SECTION = frozenset({"dnn_module", "flat_cell", "joomla_tables", "ratings_maps"})
TOLD_TO_MACHINES = frozenset({"onecms"})
"""Frames whose metas tell the time of publication apart from that of the last edit."""


@dataclass(frozen=True)
class Page:
    """One article in one frame, in the forms that its number chooses."""

    frame: str
    number: int

    def _chosen(self, choices: Any, step: int) -> Any:
        names = list(choices)
        return names[(self.number + step * FRAMES.index(self.frame)) % len(names)]

    @cached_property
    def article(self) -> dict[str, Any]:
        return ARTICLES[(self.number * 3 + FRAMES.index(self.frame)) % len(ARTICLES)]

    @property
    def body(self) -> str:
        return self._chosen(forms.BODIES, 0)

    @property
    def caption(self) -> str:
        return self._chosen(forms.CAPTIONS, 3)

    @property
    def signature(self) -> str:
        return self._chosen(forms.SIGNATURES, 1)

    @property
    def date(self) -> str:
        return self._chosen(dates.DATES, 10)

    @property
    def id(self) -> str:
        return f"{self.frame}-{self.article['name']}-{self.body}-{self.caption}-{self.signature}-{self.date}"

    @property
    def url(self) -> str:
        return f"{HOST}/chuyen-muc/bai-viet-{1000 + self.number}.html"

    @cached_property
    def _source(self) -> str:
        return (HERE / "frames" / f"{self.frame}.html").read_text("utf-8")

    def prints(self, name: str) -> Any:
        """What the article has of a field that the frame mentions; empty otherwise."""
        return self.article.get(name, "") if f"{{{{ {name}" in self._source or f"in {name} %" in self._source else ""

    @property
    def html(self) -> bytes:
        parts = ("title", "lead", "section", "author", "tags")
        values = {name: self.article.get(name, "") for name in parts}
        text = Markup(forms.body(self.article, self.body, self.caption, self.signature))
        page = TEMPLATES.get_template(f"{self.frame}.html").render(
            **values, number=self.number, body=text, date=dates.DATES[self.date](WHEN), when=WHEN,
            later=WHEN + timedelta(days=4, hours=2), files=self.article.get("attachments", []),
        )  # fmt: skip
        return page.encode()

    @cached_property
    def expected(self) -> dict[str, Any]:
        """The fields that must come out."""
        article = self.article
        timed = self.date not in DATED
        lent = not timed and self.frame in TOLD_TO_MACHINES
        return {
            "title": article["title"],
            "lead": article.get("lead", ""),
            "body": forms.lines(article),
            "images": [(HOST + item["image"], item["caption"]) for item in article["body"] if "image" in item],
            "published": (WHEN if timed or lent else WHEN.replace(hour=0, minute=0)).isoformat(),
            "precision": ("second" if lent or "label, time first" in self.date else "minute")
            if timed or lent
            else "day",
            "place": "meta" if lent else "visible",
            "signature": article.get("signature", ""),
            "author": self.prints("author"),
            "source": article.get("source", ""),
            "source_url": article.get("source_url", ""),
            "sections": [self.article["section"]] if self.frame not in WITHOUT_SECTION else [],
            "tags": self.prints("tags") or [],
            "attachments": [HOST + quote(file) for file in article.get("attachments", [])],
        }

    def _precision(self, *, lent: bool) -> str:
        if lent or self.date == "label, time first, zone":
            return "second"
        return "day" if self.date in DATED else "minute"


def pages() -> Iterator[Page]:
    """Twenty pages of every frame: each form of a date once, each body and article more than once."""
    for frame in FRAMES:
        for number in range(len(dates.DATES)):
            yield Page(frame, number)
