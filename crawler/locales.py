"""Which addresses are those of pages in another language, by the table `data/addresses/roles.toml`. Reads no pages."""

from __future__ import annotations

from crawler.discovery.roles import target_of
from crawler.discovery.tables import fits


def is_other_locale(target: str, page: str) -> bool:
    """Whether the target is a page in another language, seen from a page that is not."""
    return _is_foreign(target) and not _is_foreign(page)


def is_translation(url: str, other: str) -> bool:
    """The same of whole addresses."""
    return is_other_locale(target_of(url), target_of(other))


def _is_foreign(target: str) -> bool:
    return fits(target, "locale", "addresses", "roles.toml")
