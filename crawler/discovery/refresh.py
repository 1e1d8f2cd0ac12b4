"""Pages that only send browsers on, as a root often does, by a refresh pragma or a script that sets `location`.

Nothing is followed here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from crawler.addresses import canonical, same_site
from crawler.text import decode

_LOCATION = re.compile(r"""\blocation(?:\.href)?\s*=\s*["']([^"']+)["']|\blocation\.replace\(\s*["']([^"']+)["']""")


def sent_on(html: bytes, url: str, headers: Sequence[tuple[str, str]] = ()) -> str:
    """Where a page without links leads on its own site; empty where it leads nowhere else."""
    tree = LexborHTMLParser(decode(html, None, headers))
    for named in (*_pragmas(tree), *_scripts(tree)):
        try:
            target = canonical(urljoin(url, named))
        except ValueError:  # what names no address
            continue
        if target != url and same_site(target, url):
            return target
    return ""


def _pragmas(tree: LexborHTMLParser) -> list[str]:
    contents = [meta.attributes.get("content") or "" for meta in tree.css("meta[http-equiv=refresh i][content]")]
    named = [content.partition("=")[2].strip(" '\"") for content in contents]
    return [address for address in named if address]


def _scripts(tree: LexborHTMLParser) -> list[str]:
    matches = [match for node in tree.css("script:not([src])") for match in _LOCATION.finditer(node.text())]
    return [match[1] or match[2] for match in matches]
