"""The links of a page: every `<a>` once, with its address, its text and where it stands.

What a link is for is not judged here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.addresses import canonical, origin, root
from crawler.discovery.containers import Container, Containers
from crawler.discovery.roles import Form, form_of, target_of
from crawler.platforms.family import Family

_DATE_TAIL = re.compile(
    r"\s*\(?\s*\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}(?:[ ,|-]+\d{1,2}:\d{2}(?::\d{2})?)?\s*\)?$"
)

_LONG_TEXT = 100
_GOES_TO = re.compile(r"""(?:location(?:\.href)?\s*=\s*|RefreshPageTo\(event,\s*)["']([^"']+)["']""")
"""Old PHP portals turn pages by `location.href`, the lists of SharePoint by `RefreshPageTo`."""
_HEADINGS = "h1, h2, h3, h4, h5, h6, [class*=title], [class*=tieude], [class*=tieu-de]"


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
    """Turns the hrefs of one page into canonical addresses of its site, with the page's own scheme and host.

    Portals link to themselves with and without `www.`, by http and https; the page's own spelling is known to answer.
    """

    def __init__(self, tree: LexborHTMLParser, url: str, family: Family) -> None:
        self._family = family
        self._own = _root_of(url)
        self._base = self._base_of(tree, url)
        self._root = _root_of(self._base)
        self._origin = origin(self._own) if self._own else ""
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
        return self._own + target_of(url) if origin(url) == self._origin else ""

    def _joined(self, href: str) -> str:
        """Most hrefs begin at the root, where joining is putting one behind the other."""
        if href.startswith("/") and not href.startswith("//"):
            return self._root + href
        return urljoin(self._base, href)

    @staticmethod
    def _base_of(tree: LexborHTMLParser, url: str) -> str:
        base = tree.css_first("base[href]")
        declared = (base.attributes.get("href") or "") if base else ""
        try:
            joined = urljoin(url, declared)
        except ValueError:  # a broken <base> is none
            return url
        return joined if _root_of(joined) else url


def anchors_of(tree: LexborHTMLParser, resolve: Resolver, family: Family) -> list[Anchor]:
    """All links of the page in their order."""
    containers = Containers()
    return [_anchor(node, containers, resolve, family) for node in tree.css("a[href], a[onclick]")]


def settled(text: str) -> str:
    """The text in NFC, with its whitespace settled."""
    text = " ".join(text.split())
    return text if text.isascii() else normalize("NFC", text)


def _name(text: str, title: str) -> str:
    """The text, or the title where the text is shortened, numbered or an image; without the date behind it."""
    if text[-1:].isdigit() or text.endswith(")"):
        text = _DATE_TAIL.sub("", text)
    better = not text or text.endswith(("...", "…", title))
    return title if title and better else text


def _anchor(node: LexborNode, containers: Containers, resolve: Resolver, family: Family) -> Anchor:
    attributes = node.attributes
    href = (attributes.get("href") or "").strip()
    url = resolve(href) or resolve(_scripted(href + (attributes.get("onclick") or "")))
    target = target_of(url) if url else ""
    text = _text_of(node)
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


def _root_of(url: str) -> str:
    """Scheme and host of an address; "" for a page without one, such as a stored file."""
    try:
        return root(url)
    except ValueError:  # nothing on such a page is of the same site
        return ""


def _scripted(script: str) -> str:
    """The address that a script goes to, where that is all it does."""
    match = _GOES_TO.search(script)
    return match[1].replace("\\u0026", "&") if match else ""


def _text_of(node: LexborNode) -> str:
    """What a link says: an image by its alternative, a link around a whole block (with teaser, date) by its heading."""
    text = settled(node.text(deep=True))
    if not text:
        image = node.css_first("img[alt]")
        return settled(image.attributes.get("alt") or "") if image else ""
    if len(text) > _LONG_TEXT:
        heading = node.css_first(_HEADINGS)
        return (settled(heading.text(deep=True)) if heading else "") or text
    return text
