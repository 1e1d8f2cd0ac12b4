"""Where on the page a node stands: in a menu, in a side column, in which kind of list.

Each container is looked at once per page; links and addresses are not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborNode

from crawler.discovery.tables import fits, table

_TABLE = ("discovery", "zones.toml")
_COLUMN = re.compile(r"\bcol-(?:(?:xs|sm|md|lg|xl)-)?(\d{1,2})\b")
_CONTENT_TAGS = frozenset({"article", "main", "li"})
_VARYING = re.compile(r"\d|^(?:odd|even|first|last|active|current|featured|sticky)$", re.IGNORECASE)


@dataclass(slots=True)
class Container:
    """A container and what it inherits. `path` is the same for the items of one list."""

    path: str = ""
    navigation: bool = False
    side: bool = False
    content: bool = False
    crumbs: bool = False
    no_pager: bool = False


@dataclass(slots=True)
class _Traits:
    """What tag, classes and id alone say."""

    path: str
    navigation: bool
    side: bool
    crumbs: bool
    no_pager: bool


class Containers:
    """The containers of one page, by node."""

    def __init__(self) -> None:
        self._known: dict[int, Container] = {}

    def of(self, node: LexborNode) -> Container:
        """The container that a node stands in."""
        chain = []
        parent = node.parent
        while parent is not None and parent.mem_id not in self._known:
            chain.append(parent)
            parent = parent.parent
        container = self._known[parent.mem_id] if parent is not None else Container()
        for member in reversed(chain):
            container = _inside(container, member)
            self._known[member.mem_id] = container
        return container


def marks_of(node: LexborNode) -> str:
    """The classes and the id of a node."""
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()


def column_width(node: LexborNode) -> int:
    """The width that a grid class gives to a node; 0 without one."""
    classes = node.attributes.get("class") or ""
    widths = _COLUMN.findall(classes) if "col-" in classes else None
    return int(widths[-1]) if widths else 0


def is_narrow(node: LexborNode) -> bool:
    """Whether a sibling column of the grid is much wider."""
    width = column_width(node)
    parent = node.parent
    if not width or parent is None:
        return False
    return width <= 0.6 * max(column_width(child) for child in parent.iter())


def _inside(outer: Container, node: LexborNode) -> Container:
    traits = _traits(node.tag or "", marks_of(node))
    content = outer.content or node.tag in _CONTENT_TAGS
    # WordPress puts the title of each post into a <header>, so that only those outside of content are menus
    by_tag = node.tag in table(*_TABLE)["navigation"][0]["tags"] and not (outer.content and node.tag != "nav")
    return Container(
        path=f"{outer.path}>{traits.path}",
        navigation=outer.navigation or traits.navigation or by_tag,
        side=outer.side or traits.side or node.tag in table(*_TABLE)["side"][0]["tags"],
        content=content,
        crumbs=outer.crumbs or traits.crumbs,
        no_pager=outer.no_pager or traits.no_pager,
    )


@lru_cache(maxsize=20_000)
def _traits(tag: str, marks: str) -> _Traits:
    tokens = marks.split()
    steady = [token for token in tokens if not _VARYING.search(token)]
    return _Traits(
        path=tag + ("." + steady[0] if steady else ""),
        navigation=any(fits(token, "navigation", *_TABLE) for token in tokens) and tag not in ("html", "body", "form"),
        side=any(fits(token, "side", *_TABLE) for token in tokens) and tag not in ("html", "body", "form"),
        crumbs="breadcrumb" in marks.lower(),
        no_pager=fits(marks, "no_pager", "discovery", "pagers.toml"),
    )
