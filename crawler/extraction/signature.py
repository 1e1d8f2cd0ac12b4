"""The closing line that names who wrote: "Tin, ảnh: ...", a name, "PV", or a unit alone. It is the byline, not the body."""

from __future__ import annotations

import re
from typing import Final

from crawler.extraction.block import Block

LONGEST: Final = 90
LABEL: Final = re.compile(
    r"^[(\[]?\s*(?:(?:tin|bài|ảnh|video|clip|thực hiện|biên tập|người viết|người thực hiện|tác giả|nguồn tin|theo)"
    r"(?:\s*(?:,|và|&|-|/|;|\+)\s*)?)+\s*:",
    re.IGNORECASE,
)
NAME: Final = re.compile(
    r"(?:(?:PV|CTV|TH|BBT|Th\.?|ThS\.?|TS\.?|BS\.?|CN\.?)\s*)?"
    r"[^\W\d_a-zà-ỹđ][\w.]*(?:\s+[^\W\d_a-zà-ỹđ][\w.]*){1,5}"
    r"(?:\s*(?:-|–|,|và|&|;|/)\s*[^\W\d_a-zà-ỹđ][\w&.()]*(?:\s+[\w&.()]+){0,10})?"
)
REPORTER: Final = re.compile(r"[(]?\s*(?:PV|CTV|BBT|TH|P\.V)\s*[).]?\s*(?:[-–(].{0,50})?$")
UNIT: Final = re.compile(
    r"(?:ủy ban|uỷ ban|ubnd|ubmttq|mttq|ban thường trực|văn phòng|hội|đoàn|công an|đảng ủy|trung tâm|phòng|ban|trạm|đài|cổng)\s",
    re.IGNORECASE,
)


def find_signature(blocks: list[Block]) -> list[Block]:
    """The closing blocks that sign an article, given its blocks in order."""
    found: list[Block] = []
    for block in reversed(blocks):
        if len(found) == 2 or not _signs(block, alone=len(blocks) - len(found) <= 1):
            break
        found.insert(0, block)
    return found


def _signs(block: Block, *, alone: bool) -> bool:
    text = block.text
    if alone or len(text) > LONGEST or block.element.tag in {"li", "td", "th"} or text.endswith((":", ";", "./.", "?")):
        return False
    if LABEL.match(text) or REPORTER.match(text):
        return True
    set_apart = block.element.align == "right" or block.is_strong or block.is_slanted
    if text.endswith("."):
        return False
    if NAME.fullmatch(text):
        return set_apart or len(text.split()) <= 6
    return bool(UNIT.match(text)) and len(text.split()) <= 12
