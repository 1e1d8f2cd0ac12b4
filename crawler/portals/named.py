"""From what a person typed, a portal's id or any address of its site, to portal records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from urllib.parse import urljoin

from crawler.addresses import canonical, same_site
from crawler.portals.files import load_portals, unknown_portal
from crawler.portals.record import Portal


class UnknownPortalError(ValueError):
    """A name that is neither a portal's id nor an address."""


def portals_named(names: Iterable[str], known: Mapping[str, Portal] | None = None) -> list[Portal]:
    """The portals meant by ids or addresses, each once. An address means its whole origin, known to a file or not."""
    records = load_portals() if known is None else known
    found = [_portal(name.strip(), records) for name in names]
    return list({portal.id: portal for portal in found}.values())


def _portal(name: str, known: Mapping[str, Portal]) -> Portal:
    if name in known:
        return known[name]
    if home := _home(name):
        return next((portal for portal in known.values() if _is_at(portal, home)), None) or unknown_portal(home)
    near = get_close_matches(name, known, n=3)
    hint = f"did you mean {', '.join(near)}?" if near else "`congtin portals list` names them all"
    raise UnknownPortalError(f"no portal has the id {name!r} and it is no http(s) address; {hint}")


def _home(name: str) -> str:
    """The first page of the site that an address belongs to; empty for what is no address."""
    try:
        return urljoin(canonical(name), "/")
    except ValueError:
        return ""


def _is_at(portal: Portal, url: str) -> bool:
    return any(same_site(url, address) for address in (portal.url, *portal.aliases))
