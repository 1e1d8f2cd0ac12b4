"""Learns a portal's template from a set of its pages: the same set gives the same template, in whatever order it comes.

Knows how pages are read; where they are kept and which are asked is the caller's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from crawler.addresses import key
from crawler.extraction.block import Block
from crawler.extraction.kinds import judge
from crawler.extraction.known import known_containers
from crawler.extraction.parsing import parse
from crawler.extraction.reading import zone_of
from crawler.extraction.template import DIGITS, Template, masked, selector
from crawler.extraction.zone import Zone
from crawler.items import Page

SAMPLE: Final = 40
"""So many pages are learned from: those whose keys come first."""
FEWEST: Final = 5
LETTERS: Final = 8
SHARE: Final = 0.6
"""What less of the pages of a design have in common is not of its template."""


@dataclass(slots=True)
class _Lesson:
    """What one page shows: where its body is, and its lines, masked, in the article's zone and around it."""

    page: Page
    body: str
    zone: set[str]
    around: dict[str, str] = field(default_factory=dict)


def learn(pages: Iterable[Page], *, platform: str = "") -> Template | None:
    """The template of the design that most of these article pages are in; None where they are too few or too unlike."""
    chosen = {key(page.url): page for page in sorted(pages, key=lambda page: (page.url, page.body))}
    first = (chosen[name] for name in sorted(chosen)[:SAMPLE])
    lessons = list(_lessons(first, platform))
    if len(lessons) < FEWEST:
        return None
    body = _common_body(lessons, platform)
    alike = [lesson for lesson in lessons if not body or lesson.body == body]
    repeated = _repeated((lesson.zone for lesson in alike), len(alike))
    chrome = _repeated((lesson.around for lesson in alike), len(alike))
    shown = {line: text for lesson in reversed(alike) for line, text in lesson.around.items()}
    template = Template((body,) if body else (), frozenset(repeated), tuple(shown[line] for line in chrome))
    return None if template == Template() else template


def _common_body(lessons: list[_Lesson], platform: str) -> str:
    """The place of the body on most pages, if it is that on nearly every page that has such a place."""
    counts = Counter(lesson.body for lesson in lessons if lesson.body)
    for body, agreeing in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        others = (lesson.page for lesson in lessons if lesson.body != body)
        if agreeing >= FEWEST and agreeing >= SHARE * (agreeing + sum(_has(page, body, platform) for page in others)):
            return body
    return ""


def _has(page: Page, body: str, platform: str) -> bool:
    flat = parse(page.body, page.url, platform=platform, headers=page.headers).flat
    return any(known_containers(flat, [body]))


def _repeated(pages: Iterable[Iterable[str]], count: int) -> list[str]:
    """The lines that enough of the pages have, in the order in which they come first."""
    found = Counter(line for lines in pages for line in lines)
    return [line for line, pages_with in found.items() if pages_with >= SHARE * count]


def _lessons(pages: Iterable[Page], platform: str) -> Iterator[_Lesson]:
    for page in pages:
        parsed = parse(page.body, page.url, platform=platform, headers=page.headers, whole=True)
        if not parsed.flat.elements:
            continue
        zone = zone_of(parsed)
        if judge(zone, parsed.family)[0] == "article":
            yield _lesson(page, zone)


def _lesson(page: Page, zone: Zone) -> _Lesson:
    blocks = zone.flat.blocks
    chrome: dict[str, str] = {}
    for block in (*blocks[: zone.start], *blocks[zone.end :]):
        if any(map(str.isalpha, block.text)):
            chrome.setdefault(masked(block.text), DIGITS.sub("0", block.text))
    return _Lesson(page, _body(zone), {masked(block.text) for block in zone.blocks if _says_something(block)}, chrome)


def _says_something(block: Block) -> bool:
    """The first column of a table is the same in many articles."""
    return sum(map(str.isalpha, block.text)) >= LETTERS


def _body(zone: Zone) -> str:
    """The selector by which the body is found again; empty where its names don't tell it from the rest of the page."""
    found = selector(zone.container.node)
    if "." not in found and "#" not in found:
        return ""
    first = next(known_containers(zone.flat, [found]), None)
    return found if first is not None and first.element is zone.container else ""
