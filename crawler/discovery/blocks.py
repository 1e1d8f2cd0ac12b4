"""The blocks of a page that each present one article: link, title, date, thumbnail, and the heading above them.

Which of them are the page's main listing is decided elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from crawler.discovery.anchors import Anchor, settled
from crawler.discovery.containers import is_narrow
from crawler.discovery.headings import heading_above, heading_before, heading_in
from crawler.discovery.tables import fits

_ZONES = ("discovery", "zones.toml")
_SECTIONS = ("discovery", "sections.toml")
_DATE = re.compile(
    r"(?:\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?[\s,|-]*(?:ngày)?\s*)?"
    r"(?:\b\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}\b"
    r"|\b\d{1,2}\s+(?:tháng|thg)\s+\d{1,2},?\s+(?:năm\s+)?\d{4}\b"
    r"|\b\d{4}-\d{2}-\d{2}\b)"
    r"(?:[\s,|-]*(?:lúc)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?)?",
    re.IGNORECASE,
)
_BESIDE_A_DATE = 25
"""Letters that may stand in one line with a printed date ("Đăng ngày", "Lượt xem: 80"); more is prose with a date."""
_BLOCK_LEVELS = 5


@dataclass(slots=True, eq=False)
class Block:
    """One presented article: its links lead to one address."""

    url: str
    target: str
    lead: Anchor
    """The link that carries the title, in the main part of the page if there is one."""
    root: LexborNode
    anchors: list[Anchor] = field(default_factory=list)
    title: str = ""
    date: str = ""
    text_length: int = 0
    side: bool = False

    @property
    def words(self) -> int:
        """How many words (syllables, in Vietnamese) the title has."""
        return len(self.title.split())


def blocks_of(anchors: list[Anchor]) -> list[Block]:
    """The links outside of menus, gathered by their address, each with the largest container that holds no other."""
    by_url: dict[str, Block] = {}
    for anchor in anchors:
        by_url.setdefault(anchor.url, Block(anchor.url, anchor.target, anchor, anchor.node)).anchors.append(anchor)
    owners = _owners(list(by_url.values()))
    narrow: dict[int, bool] = {}
    for block in by_url.values():
        _complete(block, owners, narrow)
    return [block for block in by_url.values() if block.title]


def _title_of(block: Block) -> str:
    """The longest name that is not "Xem tiếp"."""
    names = [anchor.name for anchor in block.anchors if not fits(anchor.name, "again", *_SECTIONS)]
    return max(names, key=len, default="")


def _owners(blocks: list[Block]) -> dict[int, str]:
    """For each container the only address linked in it, "" where there are several."""
    owners: dict[int, str] = {}
    for block in blocks:
        for anchor in block.anchors:
            node = anchor.node
            while node is not None and owners.get(node.mem_id, block.url) == block.url:
                owners[node.mem_id] = block.url
                node = node.parent  # type: ignore[assignment]
            while node is not None and owners[node.mem_id]:
                owners[node.mem_id] = ""
                node = node.parent  # type: ignore[assignment]
    return owners


def _complete(block: Block, owners: dict[int, str], narrow: dict[int, bool]) -> None:
    block.title = _title_of(block)
    _place(block, owners, narrow)
    if not block.title:  # only "Chi tiết" is a link, and the title stands above it
        block.title = heading_in(block.root)
    text = block.root.text(deep=True, separator="\n")
    block.text_length = len(settled(text))
    block.date = _printed_date(text)


def _place(block: Block, owners: dict[int, str], narrow: dict[int, bool]) -> None:
    """Choose among the links of the same name the first that does not stand beside the main part."""
    named = [anchor for anchor in block.anchors if anchor.name == block.title] or block.anchors[:1]
    for anchor in reversed(named):
        root = _root_of(anchor, block, owners)
        side = (
            anchor.container.side
            or _in_narrow_column(root, owners, narrow)
            or fits(heading_above(root), "side_heading", *_ZONES)
        )
        if anchor is named[-1] or not side or block.side:
            block.lead, block.root, block.side = anchor, root, side


def _root_of(anchor: Anchor, block: Block, owners: dict[int, str]) -> LexborNode:
    """The largest container that holds no other article's link, nor the heading above a list of one."""
    root = anchor.node
    for _ in range(_BLOCK_LEVELS):
        parent = root.parent
        if parent is None or parent.tag == "body" or owners.get(parent.mem_id) != block.url:
            break
        if block.title and heading_before(root):
            break
        root = parent
    return root


def _printed_date(text: str) -> str:
    """The first date that stands for itself in its line; what stands in a sentence is another day."""
    for match in _DATE.finditer(text):
        before = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        behind = text[match.end() :].partition("\n")[0]
        if sum(map(str.isalpha, before + behind)) <= _BESIDE_A_DATE:
            return settled(match.group())
    return ""


def _in_narrow_column(root: LexborNode, owners: dict[int, str], known: dict[int, bool]) -> bool:
    """Whether a list's container is a narrow column of the grid; each container is judged once."""
    chain = []
    node = root.parent
    while node is not None and node.tag != "body" and node.mem_id not in known:
        chain.append(node)
        node = node.parent
    narrow = known.get(node.mem_id, False) if node is not None else False
    for member in reversed(chain):
        narrow = narrow or (owners.get(member.mem_id) == "" and is_narrow(member))
        known[member.mem_id] = narrow
    return narrow


def groups_of(blocks: list[Block]) -> dict[str, list[Block]]:
    """The blocks whose links stand in the same kind of container, which is how one list presents its items."""
    groups: dict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        groups[block.lead.container.path].append(block)
    return groups
