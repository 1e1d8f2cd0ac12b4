"""What is wrong in a portal file, and on which line. Must not know what a portal is.

`tomllib` keeps no lines for values, so the line is looked for only once there is a fault to report.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path


class PortalFileError(ValueError):
    """A portal file that can't be used: names the file, the line, the field and what is allowed there."""

    def __init__(self, file: Path, line: int, field: str, problem: str) -> None:
        self.file, self.line, self.field, self.problem = file, line, field, problem
        super().__init__(f"{file}, line {line}: {field + ': ' if field else ''}{problem}")


@dataclass(frozen=True)
class Place:
    """A value's place in a TOML file: the names and positions that lead to it."""

    file: Path
    text: str
    steps: tuple[str | int, ...] = ()

    def __truediv__(self, step: str | int) -> Place:
        return replace(self, steps=(*self.steps, step))

    @property
    def field(self) -> str:
        """The steps in words, as `units[2].valid_to` (counted from 1)."""
        words = (f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in self.steps)
        return "".join(words).removeprefix(".")

    @property
    def line(self) -> int:
        """The line on which the value is complete, or else the first line of what should have held it."""
        lines = self.text.splitlines()
        found = (n for n in range(1, len(lines) + 1) if _holds("\n".join(lines[:n]), self.steps))
        return next(found, 1 if len(self.steps) < 2 else replace(self, steps=self.steps[:-1]).line)

    def error(self, problem: str) -> PortalFileError:
        """The error to raise about this value."""
        return PortalFileError(self.file, self.line, self.field, problem)


def parse(file: Path) -> tuple[dict[str, object], Place]:
    """The tables of a TOML file, and the place of the whole."""
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise PortalFileError(file, line, "", "not UTF-8 text; save the file as UTF-8") from error
    try:
        return tomllib.loads(text), Place(file, text)
    except tomllib.TOMLDecodeError as error:
        raise PortalFileError(file, _line_of(error, text), "", f"not TOML: {error}") from error


def _line_of(error: tomllib.TOMLDecodeError, text: str) -> int:
    said = re.search(r"at line (\d+)", str(error))
    return int(said[1]) if said else len(text.splitlines())


def _holds(beginning: str, steps: tuple[str | int, ...]) -> bool:
    """Whether the beginning of a file is TOML already and has a value at the place."""
    try:
        value: object = tomllib.loads(beginning)
    except tomllib.TOMLDecodeError:
        return False
    for step in steps:
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return False
    return True
