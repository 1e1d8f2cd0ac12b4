"""Pages that only send browsers on (`<meta http-equiv="refresh">`), as a root often does. Nothing is followed here."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from crawler.addresses import canonical, same_site
from crawler.text import decode


def sent_on(html: bytes, url: str, headers: Sequence[tuple[str, str]] = ()) -> str:
    """Where a page's refresh pragma leads on its own site; empty where it leads nowhere else."""
    tree = LexborHTMLParser(decode(html, None, headers))
    for meta in tree.css("meta[http-equiv=refresh i][content]"):
        _, _, named = (meta.attributes.get("content") or "").partition("=")
        try:
            target = canonical(urljoin(url, named.strip(" '\"")))
        except ValueError:  # a pragma that names no address
            continue
        if named and target != url and same_site(target, url):
            return target
    return ""
