"""Copies of a text as portals make them, and formulaic notices that are no copies: for tests and measurements.

All are made with a given source of chance. Knows nothing of how copies are found.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.text_model import filled

_TABLES = tomllib.loads(Path(__file__).with_name("notices.toml").read_text("utf-8"))
FORMS: dict[str, str] = {name: form.strip() for name, form in _TABLES["forms"].items()}
_WORDS: list[str] = _TABLES["edits"]["words"].split()

Copy = Callable[[str, Sequence[str], Random], str]
"""Makes a copy of a text; the texts are others that it may stand among."""


def notice(form: str, chance: Random) -> str:
    """A notice of this form."""
    return filled(FORMS[form], chance)


def _edited(body: str, _: Sequence[str], chance: Random, *, share: float) -> str:
    """Words replaced, taken out or put in."""
    words = body.split(" ")
    for _number in range(int(len(words) * share)):
        place = chance.randrange(len(words))
        words[place : place + chance.randrange(2)] = chance.choices(_WORDS, k=chance.randrange(1, 3))
    return " ".join(words)


def _wrapped(body: str, others: Sequence[str], chance: Random) -> str:
    """Between paragraphs of another article."""
    other = chance.choice(others).split("\n")
    return "\n".join([other[0], body, other[-1]])


def _excerpt(body: str, _: Sequence[str], chance: Random, *, share: float) -> str:
    """The first paragraphs, up to a share of the words."""
    lines = body.split("\n")
    wanted, kept = len(body.split()) * share, [lines.pop(0)]
    while lines and sum(len(line.split()) for line in kept) < wanted:
        kept.append(lines.pop(0))
    return "\n".join(kept)


def _whole(body: str, _: Sequence[str], chance: Random) -> str:
    return body


def _capitals(body: str, _: Sequence[str], chance: Random) -> str:
    return body.upper()


COPIES: dict[str, Copy] = {
    "whole": _whole,
    "capitals": _capitals,
    "edited 3 %": partial(_edited, share=0.03),
    "edited 10 %": partial(_edited, share=0.10),
    "wrapped": _wrapped,
    "excerpt 70 %": partial(_excerpt, share=0.7),
    "excerpt 50 %": partial(_excerpt, share=0.5),
    "excerpt 33 %": partial(_excerpt, share=0.33),
}
