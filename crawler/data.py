"""Where the tables, portals and samples of congtin lie: one function for the checkout and the installed wheel.

This file must not know what any of them contains.
"""

from __future__ import annotations

from pathlib import Path

_INSTALLED = Path(__file__).parent / "_data"
_CHECKOUT = Path(__file__).parent.parent / "data"


def path(*parts: str) -> Path:
    """The file or folder below `data/` that is named by its parts, whether or not it exists."""
    return (_INSTALLED if _INSTALLED.is_dir() else _CHECKOUT).joinpath(*parts)
