"""Checks a recorded portal: reachable, on its platform, its sections alive, its articles still extracted.

What was learned becomes suggestions in words. No portal file is read or written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from crawler.items import Page
from crawler.platforms import by_id, recognise
from crawler.portals import Portal
from crawler.scouting.binding import guess_units
from crawler.scouting.errors import ScoutingError
from crawler.scouting.guest import Guest
from crawler.scouting.home import Home, ask_home
from crawler.scouting.seen import (
    SeenArticle,
    SeenSection,
    find_articles,
    items_of,
    platform_of,
    sections_named,
    see_sections,
)
from crawler.scouting.signs import signs_of
from crawler.text import decode

UNRECORDED = 3
"""Sections that are looked at where the record names none."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked."""

    what: str
    ok: bool
    said: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change of the portal's record that a person may make, and why."""

    field: str
    change: str
    why: str

    def __str__(self) -> str:
        return f"{self.field}: {self.change} ({self.why})"


@dataclass(slots=True)
class Checked:
    """What became of one portal's check."""

    portal: Portal
    findings: list[Finding] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether nothing that was checked had failed."""
        return all(finding.ok for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the guest saw of a portal."""

    home: Home
    sections: list[SeenSection]
    articles: list[SeenArticle]


def check_portal(guest: Guest) -> Checked:
    """One portal, looked at by a guest of it. Nothing is raised: a portal that fails is a result."""
    checked = Checked(guest.portal)
    try:
        seen = _see(guest)
    except ScoutingError as error:
        checked.findings = [Finding("reachable", ok=False, said=str(error))]
        checked.suggestions = list(_changed_state(guest.portal, error))
        return checked
    checked.findings = [Finding("reachable", ok=True, said=guest.portal.url)]
    for check in CHECKS:
        finding, suggestions = check(guest.portal, seen)
        checked.findings.append(finding)
        checked.suggestions += suggestions
    checked.suggestions += [*_units(guest.portal, seen), *_revived(checked)]
    return checked


def _see(guest: Guest) -> Seen:
    guest.enter()
    home = ask_home(guest)
    wanted = list(guest.portal.sections) or sections_named(home.reading)[:UNRECORDED]
    sections = see_sections(guest, wanted)
    return Seen(home, sections, find_articles(guest, items_of(sections, home.reading)))


Verdict = tuple[Finding, list[Suggestion]]


def _platform(portal: Portal, seen: Seen) -> Verdict:
    pages = [seen.home.page, *(each.page for each in seen.articles)]
    if not portal.platform:
        found, _ = platform_of(pages)
        return Finding("platform", ok=True, said=f"none is recorded; it looks like {found}"), []
    if any(_runs_on(portal.platform, page) for page in pages):
        return Finding("platform", ok=True, said=portal.platform), []
    found, evidence = platform_of(pages)
    why = "; ".join(evidence) or "no page shows a mark of any platform"
    said = f"{by_id(portal.platform).name} is recorded and was not recognised"
    return Finding("platform", ok=False, said=said), [Suggestion("platform", f"{portal.platform} -> {found}", why)]


def _runs_on(platform: str, page: Page) -> bool:
    family, _ = recognise(decode(page.body, None, page.headers), page.url, page.headers)
    return family.id == platform


def _sections(portal: Portal, seen: Seen) -> Verdict:
    """All recorded sections list articles; of those that were found because none is recorded, one is enough."""
    dead = [each for each in seen.sections if each.problem]
    alive = sum(each.named is not None for each in seen.sections)
    unasked = len(seen.sections) - len(dead) - alive
    said = [f"{alive} of {len(seen.sections)} list articles", *([f"{unasked} not looked at"] if unasked else [])]
    said += [f"{each.section.url}: {each.problem}" for each in dead]
    ok = not dead if portal.sections else bool(alive) or not seen.sections
    return Finding("sections", ok=ok, said="; ".join(said)), list(_changed_sections(portal, seen))


def _changed_sections(portal: Portal, seen: Seen) -> Iterator[Suggestion]:
    """Recorded sections that died or moved, and new ones. A record without sections has them found by each crawl."""
    if not portal.sections:
        return
    for recorded, each in zip(portal.sections, seen.sections, strict=True):
        if each.problem:
            yield Suggestion("sections", f"take out {recorded.url}", each.problem)
        elif each.section.url != recorded.url:
            yield Suggestion("sections", f"{recorded.url} -> {each.section.url}", "it is redirected there")
    known = {section.url for section in portal.sections} | {each.section.url for each in seen.sections}
    for section in sections_named(seen.home.reading):
        if section.url not in known:
            yield Suggestion("sections", f"add {section.url}", f"the home page names {section.name!r}")


def _articles(portal: Portal, seen: Seen) -> Verdict:
    dated = [each for each in seen.articles if each.article.published and each.article.body]
    said = f"{len(dated)} were extracted with date and text"
    return Finding("articles", ok=bool(dated), said=said if seen.articles else "none was found"), []


CHECKS: tuple[Callable[[Portal, Seen], Verdict], ...] = (_platform, _sections, _articles)


def _units(portal: Portal, seen: Seen) -> Iterator[Suggestion]:
    """A host can change hands: the district's until 1 July 2025, a commune's from then on."""
    recorded = {binding.unit_id for binding in portal.units}
    for binding in guess_units(signs_of(seen.home.page)).bindings:
        if binding.unit_id not in recorded:
            days = f"from {binding.valid_from or 'ever'} until before {binding.valid_to or 'today and on'}"
            yield Suggestion("units", f"add {binding.unit_id}, {days}", binding.evidence)


def _changed_state(portal: Portal, error: ScoutingError) -> Iterator[Suggestion]:
    if error.state and error.state != portal.state:
        yield Suggestion("state", f"{portal.state} -> {error.state}", str(error))


def _revived(checked: Checked) -> Iterator[Suggestion]:
    if checked.ok and checked.portal.state not in {"verified", "unverified"}:
        yield Suggestion("state", f"{checked.portal.state} -> unverified", "it answers, and its articles are extracted")
