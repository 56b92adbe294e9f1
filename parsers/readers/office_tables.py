"""Tables of office documents on the grid they are drawn on."""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas.records import Cell

MAX_SPAN = 1_000


@dataclass(slots=True, eq=False)
class OpenCell:
    """A cell while its table is open: it may still grow downwards."""

    table: OpenTable
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    made: Cell | None = None

    def cell(self) -> Cell | None:
        """The cell of the finished table; None in a table of one cell, which is only a frame."""
        if self.table.is_frame:
            return None
        if self.made is None:
            self.made = Cell(
                self.table.number, self.row, self.column, self.row_span, self.column_span, self.header
            )
        return self.made


@dataclass(slots=True, eq=False)
class OpenTable:
    """A table that is being read; `open` holds the cell that each column's last row ended with."""

    number: int
    rows: int = 0
    columns: int = 0
    open: dict[int, OpenCell] = field(default_factory=dict)

    def start_row(self) -> None:
        """The next row."""
        self.rows += 1

    @property
    def row(self) -> int:
        """The current row, counted from 0."""
        return max(self.rows - 1, 0)

    def add(self, column: int, across: int = 1, down: int = 1, *, header: bool = False) -> OpenCell:
        """A new cell in the current row."""
        across, down = (max(1, min(span, MAX_SPAN)) for span in (across, down))
        cell = OpenCell(self, self.row, column, down, across, header)
        self.columns = max(self.columns, column + across)
        self.open[column] = cell
        return cell

    def merge_up(self, column: int, across: int = 1) -> OpenCell:
        """The cell that reaches down from the row above into this one; a new cell where none does."""
        cell = self.open.get(column)
        if cell is None or cell.row + cell.row_span != self.row:
            return self.add(column, across)
        cell.row_span += 1
        return cell

    @property
    def is_frame(self) -> bool:
        """One cell only: a frame round some text, no table."""
        return self.rows <= 1 and self.columns <= 1


def next_free(table: OpenTable, column: int) -> int:
    """The next column that no cell from above reaches down to (rows spans known beforehand)."""
    while any(_covers(cell, table.row, column) for cell in table.open.values()):
        column += 1
    return column


def _covers(cell: OpenCell, row: int, column: int) -> bool:
    below = cell.row < row < cell.row + cell.row_span
    return below and cell.column <= column < cell.column + cell.column_span
