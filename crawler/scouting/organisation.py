"""Guesses which kind of organisation publishes a site, with the evidence in words. Units are not known here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from crawler.portals import Organisation
from crawler.scouting.signs import Signs
from crawler.scouting.tables import patterns

LOWER = {"high": "medium", "medium": "low"}
"""Footers name others as well: superiors, hosts, partners."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What is believed, how firmly (high, medium, low), and why."""

    organisation: Organisation = ""
    confidence: str = ""
    evidence: str = ""


def guess_organisation(signs: Signs) -> Guess:
    """The organisation by the first sign that tells one; an empty guess where none does."""
    return _by_host(signs) or _by_text(signs.name, "name") or _weaker(_by_text(signs.footer, "footer")) or Guess()


def _by_host(signs: Signs) -> Guess | None:
    for label in signs.labels:
        for pattern, row in patterns("organisations", "host"):
            if match := pattern.search(label):
                return _guess(row, f"the host says {match.group()!r}")
    return None


def _by_text(text: str, place: str) -> Guess | None:
    """By what is said first: a footer goes on to name superiors and partners."""
    found = [
        (match, row) for pattern, row in patterns("organisations", "text") if (match := pattern.search(text.lower()))
    ]
    if not found:
        return None
    match, row = min(found, key=lambda pair: pair[0].start())
    return _guess(row, f"the {place} says {text[match.start() : match.end()]!r}")


def _guess(row: dict[str, str], evidence: str) -> Guess:
    return Guess(cast(Organisation, row["organisation"]), row["confidence"], evidence)


def _weaker(guess: Guess | None) -> Guess | None:
    return guess and Guess(guess.organisation, LOWER[guess.confidence], guess.evidence)
