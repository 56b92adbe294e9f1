"""Cells of a document's tables: grids of single pages, joined where a table goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.records import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.readers.pdf_lines import PdfLine
    from parsers.readers.pdf_pages import PdfPage
    from parsers.readers.pdf_tables import Grid, Region

_SAME_EDGE = 4.0
"""Points by which the columns of one table may differ from page to page."""


@dataclass(slots=True)
class _Table:
    """A table that may go on: where its last grid ended, and its rows so far."""

    number: int
    grid: Grid
    rows: int
    page: int
    head: tuple[str, ...]
    last: dict[int, Cell]
    """The last cell of each column."""


def cells_of(pages: Sequence[PdfPage]) -> dict[int, Cell]:
    """The cell of each line that stands in a table, by the `id` of the line.

    A head that a program repeats on each page is marked as chrome (in place).
    """
    cells: dict[int, Cell] = {}
    table: _Table | None = None
    count = 0
    for page in pages:
        for number, grid in enumerate(page.grids):
            lines = [line for line in page.lines if line.cell is not None and line.cell[0] == number]
            if not lines:
                continue
            if table is not None and _goes_on(table, grid, page, lines):
                _extend(table, grid, lines, cells)
            else:
                table = _Table(count, grid, 0, page.number, _row_texts(grid, lines, 0), {})
                count += 1
                _place(table, grid, lines, cells, 0)
            table.grid, table.page = grid, page.number
    return cells


def _row_texts(grid: Grid, lines: Sequence[PdfLine], row: int) -> tuple[str, ...]:
    """The lines of one row of a grid."""
    return tuple(line.text for line in _row_lines(grid, lines, row))


def _goes_on(table: _Table, grid: Grid, page: PdfPage, lines: Sequence[PdfLine]) -> bool:
    """Whether a grid at the top of the next page has the columns of the table before it."""
    if page.number != table.page + 1 or len(grid.xs) != len(table.grid.xs):
        return False
    same = all(abs(a - b) <= _SAME_EDGE for a, b in zip(grid.xs, table.grid.xs, strict=True))
    above = any(
        line.chrome < 1.0 and line.cell is None and line.baseline < lines[0].baseline for line in page.lines
    )
    return same and not above


def _place(table: _Table, grid: Grid, lines: Sequence[PdfLine], cells: dict[int, Cell], first: int) -> None:
    """Cells of the rows from `first` on, below the rows that the table has already."""
    base = table.rows - first
    for line, region in _placed(grid, lines):
        if id(line) in cells or region.row < first:
            continue
        cell = Cell(
            table.number, base + region.row, region.column, region.row_span, region.column_span,
            header=base + region.row == 0 and line.bold >= 0.5,
        )  # fmt: skip
        cells[id(line)] = cell
        table.last[region.column] = cell
    table.rows = base + grid.rows


def _extend(table: _Table, grid: Grid, lines: Sequence[PdfLine], cells: dict[int, Cell]) -> None:
    """A table's next page: its repeated head is no content, a row cut by the page goes on."""
    first = 0
    if table.head and _row_texts(grid, lines, 0) == table.head:
        first = 1
        for line in _row_lines(grid, lines, 0):
            line.chrome = 1.0
    top = {region.column: line for line, region in _placed(grid, lines) if region.row == first}
    if top and top.keys() < table.last.keys() and grid.rows > first:
        for line, region in _placed(grid, lines):
            if region.row == first:
                cells[id(line)] = table.last[region.column]
        table.rows -= 1
    _place(table, grid, lines, cells, first)


def _placed(grid: Grid, lines: Sequence[PdfLine]) -> list[tuple[PdfLine, Region]]:
    """Lines with the regions that they stand in."""
    return [(line, grid.regions[line.cell[1]]) for line in lines if line.cell is not None]


def _row_lines(grid: Grid, lines: Sequence[PdfLine], row: int) -> list[PdfLine]:
    return [line for line, region in _placed(grid, lines) if region.row == row]
