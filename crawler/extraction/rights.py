"""The portal's words on reuse, as its footer prints them: "Ghi rõ nguồn ... khi phát hành lại"."""

from __future__ import annotations

import re
from typing import Final

from crawler.extraction.block import Block, Flat
from crawler.extraction.walk import Walk

WORDS: Final = re.compile(
    r"ghi rõ nguồn|trích dẫn nguồn|khi phát hành lại|phát hành lại thông tin|sử dụng lại thông tin", re.IGNORECASE
)
LONGEST: Final = 400


def find_rights(flat: Flat) -> str:
    """The last line of the page that says on what terms its texts may be used again."""
    for node in (*reversed(flat.after), *(fold.element.node for fold in reversed(flat.folds)), *reversed(flat.before)):
        if WORDS.search(node.text()) and (found := _last(Walk(fold=False).run(node).blocks)):
            return found
    return _last(flat.blocks)


def _last(blocks: list[Block]) -> str:
    texts = (block.text for block in reversed(blocks))
    return next((text for text in texts if len(text) <= LONGEST and WORDS.search(text)), "")
