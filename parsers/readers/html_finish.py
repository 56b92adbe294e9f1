"""Lines of a whole page into blocks: what only the whole page can tell is judged here."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from parsers.readers.html_chrome import chrome_scores
from parsers.readers.html_lines import INDENT_PIXELS
from parsers.readers.html_places import boxes, join_markers
from schemas.records import Block, BlockKind, Break, Cell

if TYPE_CHECKING:
    from parsers.readers.html_lines import Line
    from parsers.readers.html_tables import OpenCell
    from parsers.readers.html_walker import Walker
    from schemas.records import Box

_REPEATED_LINKED_IMAGE = 1.0
_REPEATED_IMAGE = 0.5
_LINKED_IMAGE = 0.6

_PLACED_TAGS = ("div", "span")
"""A page of a converted PDF has one of these for each line: their ends are line ends only."""


def finish(walker: Walker) -> tuple[Block, ...]:
    """The blocks of a page, in reading order."""
    lines = join_markers(walker.lines)
    if len(lines) != len(walker.lines):
        scores = [line.chrome for line in lines]
    else:
        scores = chrome_scores(len(lines), walker.regions, walker.letters - walker.linked)
    body = _body_pixels(lines)
    alts = Counter(line.text for line in lines if line.kind is BlockKind.IMAGE)
    cells: dict[int, Cell | None] = {}
    places = boxes(lines)
    return tuple(
        _block(line, max(score, _image_chrome(line, alts)), body, cells, place)
        for line, score, place in zip(lines, scores, places, strict=True)
    )


def _body_pixels(lines: list[Line]) -> float:
    """The size that most letters of the page have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.pixels, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _image_chrome(line: Line, alts: Counter[str]) -> float:
    """An image in a link or one that returns is rather a button or a logo than a heading."""
    if line.kind is not BlockKind.IMAGE:
        return line.chrome
    if alts[line.text] > 1:
        return _REPEATED_LINKED_IMAGE if line.link else _REPEATED_IMAGE
    return _LINKED_IMAGE if line.link else 0.0


def _block(
    line: Line, chrome: float, body: float, cells: dict[int, Cell | None], box: Box | None
) -> Block:
    context, item, place = line.context, line.context.item, line.context.place
    cell = None
    kind, parted = line.kind, line.break_before
    if context.page is not None and line.frame.tag in _PLACED_TAGS:
        parted = Break.SOURCE if parted is Break.PARAGRAPH else parted
        kind = BlockKind.LINE if kind is BlockKind.PARAGRAPH else kind
    if context.cell is not None:
        cell = _cell(context.cell, cells)
        if kind is BlockKind.CELL and (cell is None or context.cell.table.is_layout):
            hard = parted in (Break.PARAGRAPH, Break.PAGE)
            kind = BlockKind.PARAGRAPH if hard else BlockKind.LINE
    return Block(
        line.text,
        kind,
        parted,
        line.blank_before,
        line.indent if place is None else round(place.left / INDENT_PIXELS),
        None if item is None else item.list_id,
        0 if item is None else item.depth,
        None if line.item is None else line.item.number,
        cell,
        context.level,
        round(min(line.bold, 1.0), 3),
        round(min(line.link, 1.0), 3),
        round(line.pixels / body, 2),
        chrome,
        context.page,
        box,
        line.frame.path(),
    )


def _cell(source: OpenCell, cells: dict[int, Cell | None]) -> Cell | None:
    """The cell of the drawn grid; None in a table of one cell, which is only a frame."""
    key = id(source)
    if key not in cells:
        cells[key] = (
            None
            if source.table.is_frame
            else Cell(
                source.table.table_id,
                source.row,
                source.column,
                source.row_span,
                source.column_span,
                source.header,
            )
        )
    return cells[key]
