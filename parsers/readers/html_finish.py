"""Lines of a whole page into blocks: what only the whole page can tell is judged here."""

from __future__ import annotations

from collections import Counter
from dataclasses import field, fields, make_dataclass
from typing import Any

from parsers.readers.html_chrome import chrome_scores
from parsers.readers.html_lines import INDENT_PIXELS, Line
from parsers.readers.html_places import boxes, join_markers
from parsers.readers.html_style import Look
from parsers.readers.html_walker import Walker
from schemas.records import Block, BlockKind, Box, Break

_REPEATED_LINKED_IMAGE = 1.0
_REPEATED_IMAGE = 0.5
_LINKED_IMAGE = 0.6
_PARAGRAPH, _PAGE, _SOURCE = Break.PARAGRAPH, Break.PAGE, Break.SOURCE
_CELL, _BLOCK, _LINE, _IMAGE = (
    BlockKind.CELL,
    BlockKind.PARAGRAPH,
    BlockKind.LINE,
    BlockKind.IMAGE,
)
_Draft: Any = make_dataclass(
    "_Draft", [(part.name, part.type, field(default=part.default)) for part in fields(Block)], slots=True
)
"""A block that can be written to, made at a sixth of the price: a frozen one sets field by field."""
_PLACED_TAGS = ("div", "span")
"""A page of a converted PDF has one of these for each line: their ends are line ends only."""


_LINKED = 0.9
"""The share of a line's letters in links from which it is one."""


def finish(walker: Walker) -> tuple[Block, ...]:
    """The blocks of a page, in reading order."""
    lines = walker.lines
    if walker.regions:
        for line, score in zip(lines, chrome_scores(walker.regions, lines), strict=True):
            line.chrome = max(line.chrome, score)
    _judge_images(lines)
    body = _body_pixels(lines)
    if not walker.has_places:
        shares = {look: _shares(look, body) for look in {line.look for line in lines}}
        return tuple([_block(line, shares[line.look], None) for line in lines])
    lines = join_markers(lines)
    return tuple(
        _block(line, _shares(line.look, body), box) for line, box in zip(lines, boxes(lines), strict=True)
    )


def _body_pixels(lines: list[Line]) -> float:
    """The size that most letters of the page have, menus and other links apart."""
    return _usual_pixels([line for line in lines if line.look[1] < _LINKED]) or _usual_pixels(lines) or 1.0


def _usual_pixels(lines: list[Line]) -> float:
    letters: dict[Look, int] = {}
    for line in lines:
        letters[line.look] = letters.get(line.look, 0) + len(line.text)
    sizes: dict[float, int] = {}
    for (_bold, _link, pixels), count in letters.items():
        rounded = round(pixels, 1)
        sizes[rounded] = sizes.get(rounded, 0) + count
    return max(sizes, key=lambda pixels: sizes[pixels], default=0.0)


def _judge_images(lines: list[Line]) -> None:
    """An image in a link or one that returns is rather a button or a logo than a heading."""
    images = [line for line in lines if line.kind is _IMAGE]
    if not images:
        return
    alts = Counter(line.text for line in images)
    for line in images:
        score = _LINKED_IMAGE if line.look[1] else 0.0
        if alts[line.text] > 1:
            score = _REPEATED_LINKED_IMAGE if line.look[1] else _REPEATED_IMAGE
        line.chrome = max(line.chrome, score)


def _shares(look: Look, body: float) -> Look:
    """Shares of bold and linked letters, and the size beside the page's own; rounded to compare well."""
    bold, link, pixels = look
    return round(bold, 3), round(link, 3), 1.0 if pixels == body else round(pixels / body, 2)


def _block(line: Line, shares: Look, box: Box | None) -> Block:
    """The record of one line."""
    context, kind, parted = line.context, line.kind, line.break_before
    item, cell = context.item, None
    bold, link, size = shares
    if context.page is not None and line.frame.tag in _PLACED_TAGS:
        parted = _SOURCE if parted is _PARAGRAPH else parted
        kind = _LINE if kind is _BLOCK else kind
    if context.cell is not None:
        cell = context.cell.record
        if kind is _CELL and (cell is None or context.cell.table.is_layout):
            hard = parted is _PARAGRAPH or parted is _PAGE
            kind = _BLOCK if hard else _LINE
    draft = _Draft(
        line.text,
        kind,
        parted,
        line.blank_before,
        line.indent if context.place is None else round(context.place.left / INDENT_PIXELS),
        None if item is None else item.list_id,
        0 if item is None else item.depth,
        None if line.item is None else line.item.number,
        cell,
        context.level,
        bold,
        link,
        size,
        line.chrome,
        context.page,
        box,
        line.frame.path,
    )
    draft.__class__ = Block
    block: Block = draft
    return block
