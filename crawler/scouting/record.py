"""Writes what a look found as a portal file, every guess with its evidence beside it. Nothing is looked at here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import crawler
from crawler.portals import Portal, PortalFileError, UnitBinding, read_portal
from crawler.scouting.errors import RecordError
from crawler.scouting.look import Look
from crawler.scouting.seen import SeenSection
from crawler.text import settle


def write_portal(look: Look, folder: Path, today: date) -> Path:
    """Write the file of a portal and return its path; a file that is there stays as it is."""
    if folder.resolve().is_relative_to(Path(crawler.__file__).resolve().parent):
        raise RecordError(f"{folder} is part of the installed package; name a folder of your own with --portals")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{look.portal.id}.toml"
    try:
        with file.open("x", encoding="utf-8") as new:
            new.write(portal_text(look, today))
    except FileExistsError as error:
        raise RecordError(f"{file} is there already and was left as it is; move it away to make it anew") from error
    try:
        read_portal(file)
    except PortalFileError:
        file.unlink()  # every command reads the folder, and would stop at it
        raise
    return file


def portal_text(look: Look, today: date) -> str:
    """The portal file in TOML."""
    parts = [_head(look, today), *map(_section, look.sections), *map(_unit, look.portal.units)]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _head(look: Look, today: date) -> Iterator[str]:
    portal = look.portal
    yield f"# Found by `congtin portals add` on {today} with {look.requests} requests: a guess until it is judged."
    yield f"id = {_quoted(portal.id)}"
    yield f"name = {_quoted(portal.name)}"
    yield f"url = {_quoted(portal.url)}"
    yield from _platform(portal, look.evidence)
    if guess := look.organisation.organisation:
        yield f"organisation = {_quoted(guess)}  # {look.organisation.confidence}: {settle(look.organisation.evidence)}"
    yield f"state = {_quoted(portal.state)}"
    yield from (f"# unit: {settle(remark)}" for remark in look.remarks)
    yield from (f"# feed: {url}" for url in [look.feed] if url)
    yield from (f"# sitemap: {url}" for url in [look.sitemap] if url)


def _platform(portal: Portal, evidence: list[str]) -> Iterator[str]:
    why = settle("; ".join(evidence))
    yield f"platform = {_quoted(portal.platform)}  # {why}" if portal.platform else "# platform: none was recognised"


def _section(seen: SeenSection) -> Iterator[str]:
    if seen.problem:
        yield f"# left out: {seen.section.url} ({settle(seen.section.name)}): {settle(seen.problem)}"
        return
    yield f"[[sections]]  # {listed(seen)}"
    yield f"url = {_quoted(seen.section.url)}"
    if seen.section.name:
        yield f"name = {_quoted(seen.section.name)}"


def listed(seen: SeenSection) -> str:
    """What the first page of a section lists, in words."""
    if seen.named is None:
        return "not looked at"
    return f"{seen.named} articles on its first page" + (f", the newest of {seen.newest}" if seen.newest else "")


def _unit(binding: UnitBinding) -> Iterator[str]:
    yield "[[units]]"
    yield f"unit_id = {_quoted(binding.unit_id)}"
    yield from (f"valid_from = {day}" for day in [binding.valid_from] if day)
    yield from (f"valid_to = {day}" for day in [binding.valid_to] if day)
    yield f"evidence = {_quoted(binding.evidence)}"
    yield f"confidence = {_quoted(binding.confidence)}"


def _quoted(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's, and settled text has no other control characters."""
    return json.dumps(settle(text), ensure_ascii=False)
