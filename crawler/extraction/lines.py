"""From kept blocks to the lines of a body: one per paragraph, heading, list item or table row.

Cells of a row are joined by " | ". A table that only lays out images or prose has no rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.extraction.block import Block, Element, Mark, marked

SHORTEST_BROKEN = 40
"""A shorter first line is a heading or an entry, not the beginning of a broken sentence."""
LONGEST_CELL = 600
"""A longer cell is an article in a layout table, not a table's entry."""


@dataclass(slots=True)
class Line:
    """One line of the body and the blocks that it is made of; `row` is its table row, if it is one."""

    blocks: list[Block]
    row: Element | None = None
    cells: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The line as the body has it."""
        return " | ".join(self.cells) if self.row is not None else self.blocks[0].text


def compose(blocks: list[Block], container: Element) -> list[Line]:
    """The lines of the body, in order."""
    lines: list[Line] = []
    rows = Rows(blocks, container)
    for block in blocks:
        row = rows.row(block)
        if row is not None:
            if lines and lines[-1].row is row:
                lines[-1].blocks.append(block)
            else:
                lines.append(Line([block], row))
        elif lines and lines[-1].row is None and _goes_on(lines[-1].blocks, block):
            lines[-1].blocks.append(block)
        else:
            lines.append(Line([block]))
    for line in lines:
        if line.row is not None:
            line.cells = _cells(line.row, line.blocks)
        elif len(line.blocks) > 1:
            line.blocks = [_joined(line.blocks)]
    return lines


def _goes_on(before: list[Block], block: Block) -> bool:
    """Whether a hard break stands inside a sentence, as Word leaves them."""
    last = before[-1]
    return (
        last.element is block.element
        and block.position == last.position + 1
        and block.text[0].islower()
        and last.text[-1] not in ".:;!?…-–"
        and len(before[0].text) > SHORTEST_BROKEN
    )


def _joined(blocks: list[Block]) -> Block:
    """One block of several."""
    parts: list[str] = []
    marks: list[Mark] = []
    for block in blocks:
        shift = len(parts)
        marks += [(at + shift, mark, node) for at, mark, node in block.marks]
        parts += [*block.parts, " "]
    counts = (
        sum(block.linked for block in blocks),
        sum(block.strong for block in blocks),
        sum(block.slanted for block in blocks),
    )
    text = " ".join(block.text for block in blocks)
    return marked(blocks[-1].position, text, blocks[0].element, parts, marks, counts)


class Rows:
    """Which tables of an article are tables; each is judged once."""

    def __init__(self, blocks: list[Block], container: Element) -> None:
        self._container = container
        self._longest: dict[Element, int] = {}
        self._columns: dict[Element, set[Element]] = {}
        for block in blocks:
            cell = block.element.within("td", "th")
            row = cell.within("tr") if cell is not None else None
            if cell is None or row is None or not self._inside(row):
                continue
            table = row.within("table") or row
            self._longest[table] = max(self._longest.get(table, 0), len(block.text))
            self._columns.setdefault(row, set()).add(cell)
        self._wide = {row.within("table") or row for row, cells in self._columns.items() if len(cells) > 1}

    def _inside(self, row: Element) -> bool:
        return row is not self._container and not self._container.descends_from(row)

    def row(self, block: Block) -> Element | None:
        """The table row that a block belongs to; none in layout tables and outside tables."""
        row = block.element.within("tr")
        if row is None or row not in self._columns:
            return None
        table = row.within("table") or row
        return row if table in self._wide and self._longest[table] <= LONGEST_CELL else None


def _cells(row: Element, blocks: list[Block]) -> list[str]:
    cells: dict[Element | None, list[str]] = {}
    for block in blocks:
        cells.setdefault(block.element.within("td", "th"), []).append(block.text)
    return [" ".join(texts) for texts in cells.values()]
