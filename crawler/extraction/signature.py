"""The closing line that names who wrote: "Tin, ảnh: ...", a name, "PV", or a unit alone.

It is the byline and no line of the body. Knows blocks only.
"""

from __future__ import annotations

import re
from typing import Final

from crawler.extraction.block import Block

LONGEST: Final = 90
LABEL: Final = re.compile(
    r"^[(\[]?\s*(?:(?:tin|bài|ảnh|video|clip|thực hiện|biên tập|người viết|người thực hiện)"
    r"(?:\s*(?:,|và|&|-|/|;|\+)\s*)?)+\s*:",
    re.IGNORECASE,
)
CONNECTED: Final = re.compile(r"\s*(?:[-–,;/&(]|\bvà\b)\s*")
REPORTER: Final = re.compile(
    r"[(]?\s*(?:(?:phóng viên|cộng tác viên)\s+\w[\w\s]{2,30}|PV|CTV|BBT|TH|P\.V)\s*[).]?\s*(?:[-–(].{0,50})?$",
    re.IGNORECASE,
)
UNIT: Final = re.compile(
    r"(?:ủy ban|uỷ ban|ubnd|ubmttq|mttq|ban thường trực|văn phòng|hội|đoàn|công an|đảng ủy|trung tâm|phòng|ban|trạm|đài"
    r"|cổng)\s",
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


def closes(block: Block) -> bool:
    """Whether a line signs whatever it stands below: labelled, a reporter, or a name or unit set apart."""
    text = block.text
    if len(text) > LONGEST or block.link_share > 0.5:
        return False
    if LABEL.match(text) or REPORTER.match(text):
        return True
    set_apart = block.element.align == "right" or block.is_strong or block.is_slanted
    return set_apart and (_is_name(text) or UNIT.match(text) is not None) and text[-1] not in ".:;?"


def _signs(block: Block, *, alone: bool) -> bool:
    text = block.text
    if alone or len(text) > LONGEST or block.element.tag in {"li", "td", "th"} or text.endswith((":", ";", "./.", "?")):
        return False
    if LABEL.match(text) or REPORTER.match(text):
        return True
    set_apart = block.element.align == "right" or block.is_strong or block.is_slanted
    if text.endswith("."):
        return False
    if _is_name(text):
        return set_apart or len(text.split()) <= 6
    return bool(UNIT.match(text)) and len(text.split()) <= 12


def _is_name(text: str) -> bool:
    """Whether a line begins with a person's name, alone or connected with another name or a unit."""
    words = CONNECTED.split(text)[0].split()
    return 2 <= len(words) <= 6 and all(word[0].isupper() for word in words) and not text.isupper()
