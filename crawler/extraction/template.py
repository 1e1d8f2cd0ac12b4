"""What the pages of one portal repeat: where the body stands, and the lines that come back on page after page.

A template is frozen once learned and travels as JSON. Knows no archive and no order of pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborNode

DIGITS: Final = re.compile(r"\d+")
NAME: Final = re.compile(r"-?[A-Za-z_][A-Za-z_-]*")
"""A class or id that can stand in a selector and is not counted up from page to page."""
TAG: Final = re.compile(r"[a-z][a-z0-9]*")


@dataclass(frozen=True, slots=True)
class Template:
    """A portal's template; any part may be empty.

    `bodies` are CSS selectors, one for each design that the portal's pages are in, `repeated` the masked lines that
    come back in the articles' zones, `chrome` those around the zones, in their order on the page.
    """

    bodies: tuple[str, ...] = ()
    repeated: frozenset[str] = frozenset()
    chrome: tuple[str, ...] = ()

    def to_json(self) -> str:
        """The template as text; equal templates give equal texts."""
        parts = {"bodies": self.bodies, "repeated": sorted(self.repeated), "chrome": self.chrome}
        return json.dumps(parts, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Template:
        """The template that a text holds."""
        data = json.loads(text)
        return cls(tuple(data["bodies"]), frozenset(data["repeated"]), tuple(data["chrome"]))

    def joined(self, other: Template) -> Template:
        """The template of a portal whose pages are in the designs of both; where both fit, this one counts."""
        chrome = tuple(dict.fromkeys((*self.chrome, *other.chrome)))
        bodies = tuple(dict.fromkeys((*self.bodies, *other.bodies)))
        return Template(bodies, self.repeated | other.repeated, chrome)

    def without(self, lines: Iterable[str]) -> Template:
        """The template without these lines, and without what quotes them."""
        gone = [masked(line) for line in lines]
        repeated = frozenset(line for line in self.repeated if not any(text in line for text in gone))
        chrome = tuple(line for line in self.chrome if not any(text in masked(line) for text in gone))
        return Template(self.bodies, repeated, chrome)

    def repeats(self, text: str) -> bool:
        """Whether a line is one that the portal's pages repeat."""
        return bool(self.repeated) and masked(text) in self.repeated


def masked(text: str) -> str:
    """A line without its numbers, so that a counter is the same line every day."""
    return DIGITS.sub("0", text.lower())


def selector(node: LexborNode) -> str:
    """A selector of an element by what its page is unlikely to change: ids and classes without numbers.

    Empty where an element around it has a tag that no selector can name, as in pages that are not HTML.
    """
    steps: list[str] = []
    at: LexborNode | None = node
    while at is not None and at.tag not in {"body", "html", "-document"} and len(steps) < DEEPEST_STEP:
        if not TAG.fullmatch(at.tag or ""):
            return ""
        attributes = at.attributes
        identifier = attributes.get("id") or ""
        if NAME.fullmatch(identifier):
            return " > ".join([f"#{identifier}", *reversed(steps)])
        names = [name for name in (attributes.get("class") or "").split() if NAME.fullmatch(name)]
        steps.append(".".join([at.tag or "", *names]))
        at = at.parent
    return " > ".join(reversed(steps))


DEEPEST_STEP: Final = 6
"""Further up a selector says nothing more of the element."""
