"""Lines into blocks: which line goes on with the one above, which begins a paragraph.

Evidence in this order: a gap wider than the text's own line distance, a line above that ends well
before the margin (the next word would have fitted), another type size. What is left may be a wrap.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.readers.pdf_lines import LABEL
from schemas.records import Block, BlockKind, Break, Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parsers.readers.pdf_lines import PdfLine
    from parsers.readers.pdf_pages import PdfPage

INDENT_STEP = 9.0
"""Points of one step of `Block.indent`: about two columns of a text file."""
_PARAGRAPH_GAP = 1.2
_SURE_GAP = 1.4
_BLANK_GAP = 1.8
"""Line distances: above the first a paragraph begins where the line above ends early, above the second
always, above the third a blank line lies between."""
_USUAL = 1.45
"""Line distance in type sizes, for pages that do not show it."""
_LONGEST_WORD = 4.5
"""Type sizes that a line may end before the margin because its next word did not fit."""
_OTHER_SIZE = 1.12
_MAX_BLANK = 3
_THAI = re.compile("[\u0e01-\u0e2e]")
_JOINED = re.compile("[A-Za-z0-9/]")
"""What keeps letters on one line up to the next space, however many: Thai alone breaks at every word."""
_WRAPS = (Break.SOURCE, Break.PAGE)


@dataclass(slots=True)
class Measures:
    """What the whole document tells: the body's type size, its line distance in type sizes."""

    size: float
    leading: float


def measure(pages: Sequence[PdfPage]) -> Measures:
    """The size that most letters have, and the usual distance between lines of one size."""
    sizes: Counter[float] = Counter()
    steps: Counter[float] = Counter()
    for page in pages:
        for before, line in zip([None, *page.lines], page.lines, strict=False):
            if line.chrome < 1.0:
                sizes[round(line.size, 1)] += len(line.text)
            if before is None or before.cell != line.cell or abs(before.size - line.size) > 0.5:
                continue
            step = (line.baseline - before.baseline) / line.tall
            if 0.9 <= step <= 2.5:
                steps[round(step * 20) / 20] += 1
    size = max(sizes, key=lambda key: sizes[key], default=1.0)
    return Measures(max(size, 1.0), _tightest(steps))


def _tightest(steps: Counter[float]) -> float:
    """The smallest distance that is common: the wraps', not the paragraphs'."""
    if not steps:
        return _USUAL
    most = max(steps.values())
    return min(step for step, count in steps.items() if count >= max(2, 0.25 * most) or count == most)


def blocks_of(pages: Sequence[PdfPage], cells: dict[int, Cell], measures: Measures) -> list[Block]:
    """The blocks of a document: content first, running heads and page numbers behind it.

    `cells` maps a line (by its `id`) to its cell in the document's tables.
    """
    content = _cells_whole([line for page in pages for line in page.lines if line.chrome < 1.0], cells)
    chrome = [line for page in pages for line in page.lines if line.chrome >= 1.0]
    heights = {page.number: page.height for page in pages}
    text = _Text(cells, _margins(content, cells), measures)
    left = _body_left(content)
    counts: Counter[int] = Counter()
    blocks: list[Block] = []
    before: PdfLine | None = None
    parted = Break.PARAGRAPH
    for line in (*content, *chrome):
        counts[line.page] += 1
        cell = cells.get(id(line))
        parted, blank = _parting(before, line, text, wrapped=parted in _WRAPS)
        blocks.append(
            Block(
                text=line.text,
                kind=BlockKind.LINE if cell is None else BlockKind.CELL,
                break_before=Break.PARAGRAPH if line.chrome >= 1.0 else parted,
                blank_before=blank,
                indent=max(0, round((line.left - left) / INDENT_STEP)) if cell is None else 0,
                cell=cell,
                bold=line.bold,
                size=1.0 if abs(line.size - measures.size) < 0.3 else round(line.size / measures.size, 2),
                chrome=line.chrome,
                page=line.page,
                box=_box(line, heights[line.page]),
                path=f"page[{line.page}]/{'ocr' if line.by_ocr else 'line'}[{counts[line.page]}]",
                certainty=line.certainty,
            )
        )
        before = line
    return blocks


def _cells_whole(lines: list[PdfLine], cells: dict[int, Cell]) -> list[PdfLine]:
    """Lines with the parts of a cell that a page's end cut in two put together."""
    if not cells:
        return lines
    groups: list[list[PdfLine]] = []
    of_cell: dict[Cell, list[PdfLine]] = {}
    for line in lines:
        cell = cells.get(id(line))
        if cell is not None and cell in of_cell:
            of_cell[cell].append(line)
            continue
        groups.append([line])
        if cell is not None:
            of_cell[cell] = groups[-1]
    return [line for group in groups for line in group]


def _box(line: PdfLine, height: float) -> tuple[float, float, float, float]:
    top, bottom = max(line.top, 0.0), min(line.bottom, height)
    return round(line.left, 1), round(top, 1), round(line.right, 1), round(bottom, 1)


def _body_left(lines: Iterable[PdfLine]) -> float:
    """The left edge that lines begin at: the leftmost one that is common."""
    lefts: Counter[int] = Counter(round(line.left / 4) for line in lines if line.cell is None)
    if not lefts:
        return 0.0
    most = max(lefts.values())
    return 4.0 * min(left for left, count in lefts.items() if count >= 0.1 * most)


Margins = dict[object, float]


@dataclass(frozen=True, slots=True)
class _Text:
    """What is known of the document's text as a whole."""

    cells: dict[int, Cell]
    margins: Margins
    measures: Measures


def _margins(lines: Iterable[PdfLine], cells: dict[int, Cell]) -> Margins:
    """How far right text goes: on each page, and in each table column."""
    margins: Margins = {}
    for line in lines:
        key = _column(line, cells)
        margins[key] = max(margins.get(key, 0.0), line.right)
    return margins


def _column(line: PdfLine, cells: dict[int, Cell]) -> object:
    cell = cells.get(id(line))
    return line.page if cell is None else (cell.table, cell.column, cell.column_span)


def _parting(before: PdfLine | None, line: PdfLine, text: _Text, *, wrapped: bool) -> tuple[Break, int]:
    """How a line is parted from the one before it, and blank lines between.

    `wrapped` says that the line before was itself the rest of one: where it ends early and a full line
    follows, a paragraph ends.
    """
    cells, margins, measures = text.cells, text.margins, text.measures
    if before is None:
        return Break.PARAGRAPH, 0
    if cells.get(id(before)) != cells.get(id(line)):
        return Break.PARAGRAPH, 0
    ends_early = _ends_early(before, line, margins.get(_column(before, cells), before.right))
    other = _in_other_type(before, line)
    if before.page != line.page:
        if id(line) in cells:
            return (Break.SOFT if ends_early else Break.SOURCE), 0
        return (Break.PARAGRAPH if ends_early or other else Break.PAGE), 0
    if line.baseline <= before.baseline + 0.2 * line.size:
        return Break.PARAGRAPH, 0  # the next column, or the next stretch on the same line
    step = (line.baseline - before.baseline) / (measures.leading * max(line.tall, before.tall))
    if step >= _BLANK_GAP:
        return Break.PARAGRAPH, min(_MAX_BLANK, max(1, round(step) - 1))
    if step >= (_PARAGRAPH_GAP if ends_early else _SURE_GAP) or other:
        return Break.PARAGRAPH, 0
    if not ends_early:
        return Break.SOURCE, 0
    prose = wrapped and line.right > margins.get(_column(line, cells), line.right) - _LONGEST_WORD * line.size
    return (Break.PARAGRAPH if prose and id(line) not in cells else Break.SOFT), 0


def _in_other_type(before: PdfLine, line: PdfLine) -> bool:
    """Whether two lines differ in size; Thai and Latin letters of one text may do so by themselves."""
    if (_THAI.search(before.text) is None) != (_THAI.search(line.text) is None):
        return False
    return max(before.size, line.size) > _OTHER_SIZE * min(before.size, line.size)


def _ends_early(before: PdfLine, line: PdfLine, margin: float) -> bool:
    """Whether the first word of a line would have had room on the line before."""
    first = line.text.split(" ", 1)[0]
    room = margin - before.right
    if LABEL.fullmatch(first):
        return room > 2 * before.size
    if _JOINED.search(first):
        share = len(first) / len(line.text)
        return room > max(_LONGEST_WORD * before.size, share * (line.right - line.left) + before.size)
    return room > _LONGEST_WORD * before.size
