"""The links of a page: every `<a>` once, with its address, its text and where it stands.

What a link is for is not judged here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.addresses import canonical, origin
from crawler.discovery.containers import Container, Containers
from crawler.discovery.roles import Form, form_of, target_of
from crawler.platforms.family import Family

_DATE_TAIL = re.compile(
    r"\s*\(?\s*\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}(?:[ ,|-]+\d{1,2}:\d{2}(?::\d{2})?)?\s*\)?$"
)


@dataclass(slots=True, eq=False)
class Anchor:
    """A link as it stands on the page. `url` is empty unless it is a canonical address of the same site."""

    node: LexborNode
    href: str
    url: str
    target: str
    form: Form
    text: str
    title: str
    name: str
    """What the link calls its target."""
    container: Container


class Resolver:
    """Turns the hrefs of one page into canonical addresses of its site."""

    def __init__(self, tree: LexborHTMLParser, url: str, family: Family) -> None:
        base = tree.css_first("base[href]")
        self._base = urljoin(url, (base.attributes.get("href") or "") if base else "")
        self._family = family
        self._root = urljoin(self._base, "/").removesuffix("/")
        self._origin = _origin(url)
        self._host = self._origin.partition(":")[0]
        self._known: dict[str, str] = {}

    def __call__(self, href: str) -> str:
        """The canonical address, or "" where it leads off the site or nowhere."""
        if href not in self._known:
            self._known[href] = self._resolve(href)
        return self._known[href]

    def _resolve(self, href: str) -> str:
        if not href or href.startswith("#") or not self._origin:
            return ""
        try:
            joined = self._joined(href)
            if self._host not in joined.lower() and joined.isascii():  # half of a news site's links lead away
                return ""
            url = canonical(joined, family=self._family)
        except ValueError:  # javascript:, mailto:, tel:, broken ports: no page of this site
            return ""
        return url if origin(url) == self._origin else ""

    def _joined(self, href: str) -> str:
        """Most hrefs begin at the root, where joining is putting one behind the other."""
        if href.startswith("/") and not href.startswith("//"):
            return self._root + href
        return urljoin(self._base, href)


def anchors_of(tree: LexborHTMLParser, resolve: Resolver, family: Family) -> list[Anchor]:
    """All links of the page in their order."""
    containers = Containers()
    return [_anchor(node, containers, resolve, family) for node in tree.css("a[href], a[onclick]")]


def settled(text: str) -> str:
    """The text with its whitespace settled."""
    return " ".join(text.split())


def _name(text: str, title: str) -> str:
    """The text, or the title where the text is shortened, numbered or an image; without the date behind it."""
    if text[-1:].isdigit() or text.endswith(")"):
        text = _DATE_TAIL.sub("", text)
    better = not text or text.endswith(("...", "…", title))
    return title if title and better else text


def _anchor(node: LexborNode, containers: Containers, resolve: Resolver, family: Family) -> Anchor:
    attributes = node.attributes
    href = (attributes.get("href") or "").strip()
    url = resolve(href)
    target = target_of(url) if url else ""
    text = settled(node.text(deep=True))
    title = settled(attributes.get("title") or "")
    return Anchor(
        node=node,
        href=href,
        url=url,
        target=target,
        form=form_of(target, family) if url else "",
        text=text,
        title=title,
        name=_name(text, title),
        container=containers.of(node),
    )


def _origin(url: str) -> str:
    try:
        return origin(url)
    except ValueError:  # a page without an address, such as a stored file: nothing on it is of the same site
        return ""
