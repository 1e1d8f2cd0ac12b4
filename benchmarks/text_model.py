"""Synthetic articles as local governments write them, for measuring: article n of a seed is always the same.

Lengths are those of the news of a commune's site: half of the texts below 1,700 characters, a tenth below 460, a tenth
above 2,900. One article in fifty is another portal's, word for word. Knows nothing of archives.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from functools import partial
from math import log
from pathlib import Path
from random import Random

from crawler.items import Article, Image, RemovedBlock

PORTALS = 40
_TABLES = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text("utf-8"))
_WORDS: dict[str, list[str]] = {name: words.split() for name, words in _TABLES["words"].items()}
_LISTS: dict[str, list[str]] = _TABLES["lists"]
_TEXTS: dict[str, list[str]] = _TABLES["texts"]
_SLOT = re.compile(r"\{(\w+)\}")
_FIRST = datetime(2012, 1, 1, 7, tzinfo=timezone(timedelta(hours=7)))
_MEDIAN, _SIGMA, _LONGEST = log(1480), 0.45, 40_000
_NOTICES = 0.1
"""One in ten is a notice of one sentence that leaves the rest to its attachment."""
_FORMULAIC = 0.15
_REPRINTED, _BACK = 50, 30


@dataclass(frozen=True, slots=True)
class Sample:
    """An article, and the portal that published it."""

    portal_id: str
    article: Article


def sample(number: int, seed: int = 1) -> Sample:
    """The article with this number."""
    portal_id = f"p{number % PORTALS:02}"
    if number % _REPRINTED == _REPRINTED - 1:
        origin = sample(number - _BACK, seed).article
        return Sample(portal_id, replace(origin, url=_url(portal_id, number), source="Cổng thông tin huyện"))
    return Sample(portal_id, _Writer(Random(f"{seed} {number}")).article(_url(portal_id, number), number))


def filled(template: str, chance: Random) -> str:
    """A text of one's own with its slots filled."""
    return _Writer(chance).fill(template)


def _url(portal_id: str, number: int) -> str:
    return f"https://{portal_id}.example.vn/tin-tuc/bai-viet-{number}.html"


class _Writer:
    """Writes with one source of chance."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._slots: dict[str, Callable[[], str]] = {
            "person": lambda: " ".join(map(self._word, ("surname", "middle", "given"))),
            "hamlet": lambda: f"{self._word('syllable')} {self._word('syllable')}",
            "commune": lambda: f"{self._word('syllable')} {self._word('syllable')}",
            "number": lambda: str(1 + int(chance.paretovariate(0.7)) % 5000),
            "share": lambda: f"{chance.randrange(20, 1000) / 10}".replace(".", ","),
            "money": lambda: f"{chance.randrange(10, 9000):,}".replace(",", "."),
            "digit": lambda: str(chance.randrange(1, 13)),
            "surname": lambda: self._word("surname"),
            "year": lambda: str(chance.randrange(2008, 2026)),
            "day": lambda: f"{chance.randrange(1, 29)}/{chance.randrange(1, 13)}/{chance.randrange(2012, 2026)}",
            "document": lambda: f"{chance.randrange(1, 9999)}/{chance.choice(('QĐ', 'KH', 'NQ', 'TB'))}-UBND",
            **{name: partial(chance.choice, values) for name, values in _LISTS.items()},
        }

    def article(self, url: str, number: int) -> Article:
        """A whole article."""
        body = self._body()
        return Article(
            url=url,
            title=self._text("title"),
            lead=self._text("lead") if self._chance.random() < 0.8 else "",
            body=body,
            body_html="".join(f"<p>{paragraph}</p>\n" for paragraph in body),
            published=_FIRST + timedelta(minutes=7 * number),
            published_precision="minute",
            published_from="visible",
            signature=self.fill("{person}"),
            sections=[self.fill("{section}")],
            tags=self._chance.sample(_LISTS["tag"], self._chance.randrange(3)),
            images=[Image(f"{url}.{at}.jpg", self._text("title")) for at in range(self._chance.randrange(3))],
            removed=[RemovedBlock(len(body), "share", "share-bar", "Chia sẻ bài viết")],
        )

    def _body(self) -> list[str]:
        length = min(_LONGEST, self._chance.lognormvariate(_MEDIAN, _SIGMA))
        if self._chance.random() < _NOTICES:
            length = 1
        paragraphs, written = [], 0
        while written < length:
            sentences = [self._sentence() for _ in range(self._chance.randrange(1, 4))]
            paragraphs.append(" ".join(sentences if length > 1 else sentences[:1]))
            written += len(paragraphs[-1])
        return paragraphs

    def _sentence(self) -> str:
        formulaic = self._chance.random() < _FORMULAIC
        text = self._text("sentence" if formulaic else "composed")
        return text[0].upper() + text[1:]

    def _text(self, kind: str) -> str:
        return self.fill(self._chance.choice(_TEXTS[kind]))

    def fill(self, template: str) -> str:
        """The template with its slots filled, and the slots of what fills them."""
        while "{" in template:
            template = _SLOT.sub(lambda match: self._slots[match[1]](), template)
        return template

    def _word(self, table: str) -> str:
        return self._chance.choice(_WORDS[table])
