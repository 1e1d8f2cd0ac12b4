"""The portal's words on reuse, as its footer prints them: "Ghi rõ nguồn ... khi phát hành lại"."""

from __future__ import annotations

import re
from typing import Final

from crawler.extraction.block import Flat

WORDS: Final = re.compile(r"ghi rõ nguồn|trích dẫn nguồn|khi phát hành lại|phát hành lại thông tin|sử dụng lại thông tin", re.IGNORECASE)
LONGEST: Final = 400


def find_rights(flat: Flat) -> str:
    """The last line of the page that says on what terms its texts may be used again."""
    for block in reversed(flat.blocks):
        if len(block.text) <= LONGEST and WORDS.search(block.text):
            return block.text
    return ""
