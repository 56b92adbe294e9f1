"""One page of a PDF: its lines in reading order, its tables, and how sound its text is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from parsers.readers.pdf_columns import in_reading_order
from parsers.readers.pdf_glyphs import Glyphs
from parsers.readers.pdf_ink import Ink
from parsers.readers.pdf_lines import PdfLine, page_lines
from parsers.readers.pdf_rules import read_drawing
from parsers.readers.pdf_tables import Grid, find_grids

if TYPE_CHECKING:
    from collections.abc import Callable

_PAGE_LINES = 20
"""Lines of one cell above which a table only places parts of a page."""
_HEAD_LINES = 3
"""Lines that the head of a row may have."""
_SAME_EDGE = 4.0
"""Points by which the columns of one table may differ from page to page."""

_FEW_LETTERS = 60
"""A stamp or page number on a scan has no more."""
_SCAN = 0.5
_OUTLINES = 60


@dataclass(slots=True)
class PdfPage:
    """A page as it was read; `number` counts from 1, `picture` is the share that pictures cover.

    `scanned` says that the text is an invisible layer under a picture, `paths` counts drawn outlines.
    """

    number: int
    width: float
    height: float
    lines: list[PdfLine] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    picture: float = 0.0
    paths: int = 0
    scanned: bool = False
    repairs: Counter[str] = field(default_factory=Counter)

    def is_picture(self, text: str) -> bool:
        """Whether what the page shows is drawn, not written: a scan, or letters turned into outlines."""
        if self.scanned or len(text) > _FEW_LETTERS:
            return False
        return self.picture > _SCAN or (not text and (self.picture > 0 or self.paths > _OUTLINES))


def read_page(page: Any, number: int, before: PdfPage | None = None) -> PdfPage:  # noqa: ANN401
    """Read one page of pdfium's; a table of the page `before` it may go on."""
    frame = page.get_bbox()
    glyphs = Glyphs(page.get_textpage(), frame)
    drawing = read_drawing(page, frame, glyphs.turn)
    grids = find_grids(drawing.rules)
    result = PdfPage(
        number, glyphs.width, glyphs.height, grids=grids, picture=drawing.picture, paths=drawing.paths
    )
    result.lines = page_lines(glyphs, Ink(page, glyphs.turn), number, _cell_finder(grids), result.repairs)
    _drop_layout_tables(result, before)
    result.lines = in_reading_order(result)
    result.scanned = drawing.picture > _SCAN and _is_invisible(glyphs)
    return result


def _cell_finder(grids: list[Grid]) -> Callable[[float, float], tuple[int, int] | None] | None:
    if not grids:
        return None

    def cell_of(x: float, y: float) -> tuple[int, int] | None:
        for number, grid in enumerate(grids):
            region = grid.region_at(x, y - 1.0)
            if region is not None:
                return number, region
        return None

    return cell_of


def _drop_layout_tables(page: PdfPage, before: PdfPage | None) -> None:
    """Tables of one row or column, or with a cell as long as a page, are frames of text (in place)."""
    counts = Counter(line.cell for line in page.lines if line.cell is not None)
    for number, grid in enumerate(page.grids):
        lines = {grid.regions[region]: count for (table, region), count in counts.items() if table == number}
        rows = {place.row for place in lines}
        columns = {place.column for place in lines}
        if number == 0 and before is not None and _goes_on(before, grid):
            continue
        if len(rows) > 1 and len(columns) > 1:
            heads = {
                place.row for place, count in lines.items() if place.column == 0 and count <= _HEAD_LINES
            }
            if max(lines.values()) < _PAGE_LINES or heads == rows:
                continue
        _order_cells(page, number)


def _goes_on(before: PdfPage, grid: Grid) -> bool:
    """Whether the page before ends in a table with the columns of this one."""
    last = before.lines[-1].cell if before.lines else None
    if last is None or len(grid.xs) <= 2:
        return False
    edges = before.grids[last[0]].xs
    return len(edges) == len(grid.xs) and all(
        abs(a - b) <= _SAME_EDGE for a, b in zip(edges, grid.xs, strict=True)
    )


def _order_cells(page: PdfPage, number: int) -> None:
    """The cells of a layout table one after the other, as plain lines (in place)."""
    inside = [line for line in page.lines if line.cell is not None and line.cell[0] == number]
    if not inside:
        return
    first = page.lines.index(inside[0])
    inside.sort(key=lambda line: line.cell or (0, 0))
    page.lines = [line for line in page.lines if line.cell is None or line.cell[0] != number]
    page.lines[first:first] = inside
    for line in inside:
        line.cell = None


def _is_invisible(glyphs: Glyphs) -> bool:
    """Whether the first letters of a page are not drawn."""
    found = [index for index in range(min(glyphs.count, 200)) if not glyphs.text[index].isspace()][:8]
    return bool(found) and all(glyphs.is_invisible(index) for index in found)
