"""What the head of a page declares: its title, metas, canonical address and language. Nothing of the body is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.text import settle


@dataclass(slots=True)
class Head:
    """The declarations by name; of several with one name the first, tags excepted."""

    title: str = ""
    language: str = ""
    canonical: str = ""
    base: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    """As they stand: most are never asked for."""
    tags: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    """The texts of the head's JSON-LD scripts."""

    def first(self, *names: str) -> str:
        """The first of the metas that is there and not empty, settled."""
        return next((text for name in names if (text := self.meta(name))), "")

    def meta(self, name: str) -> str:
        """What a meta says, settled; empty where it is not there."""
        return settle(self.metas[name]) if name in self.metas else ""

    def read(self, nodes: Iterable[LexborNode]) -> None:
        """Take in the declarations among some nodes: those of the head, or those that a broken head left below it."""
        for node in nodes:
            if reader := _READERS.get(node.tag or ""):
                reader(self, node)


def read_head(tree: LexborHTMLParser) -> Head:
    """The declarations of a page's head."""
    head = Head()
    if tree.root is not None:
        head.language = (tree.root.attributes.get("lang") or "").strip()
    if tree.head is not None:
        head.read(tree.head.iter())
    return head


def _title(head: Head, node: LexborNode) -> None:
    if not head.title and (node.parent is None or node.parent.tag != "svg"):
        head.title = settle(node.text())


def _meta(head: Head, node: LexborNode) -> None:
    attributes = node.attributes
    name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
    content = attributes.get("content")
    if not name or not content:
        return
    name = name.lower()
    if name == "article:tag":
        head.tags.append(settle(content))
    head.metas.setdefault(name, content)


def _link(head: Head, node: LexborNode) -> None:
    attributes = node.attributes
    if (attributes.get("rel") or "").lower() == "canonical" and not head.canonical:
        head.canonical = (attributes.get("href") or "").strip()


def _base(head: Head, node: LexborNode) -> None:
    head.base = head.base or (node.attributes.get("href") or "").strip()


def _script(head: Head, node: LexborNode) -> None:
    if "json" in (node.attributes.get("type") or ""):
        head.data.append(node.text())


_READERS = {"script": _script, "title": _title, "meta": _meta, "link": _link, "base": _base}
