"""Tables on the grid they are drawn on: spans resolved, empty frames told from real tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from schemas.records import Cell

_MAX_COLUMN_SPAN = 100
_MAX_ROW_SPAN = 1000
_MAX_COLUMNS = 200
_PAGE_LINES = 20
_REGULAR_ROWS = 3
_REGULAR_SHARE = 0.7


@dataclass(slots=True)
class OpenCell:
    """A cell while its table is open; spans are cut to the table when it closes."""

    table: OpenTable
    row: int
    column: int
    row_span: int
    column_span: int
    header: bool
    lines: int = 0
    made: Cell | None = None

    @property
    def record(self) -> Cell | None:
        """The cell on the drawn grid; None in a table of one cell, which is only a frame."""
        if self.made is None and not self.table.is_frame:
            self.made = Cell(
                self.table.table_id,
                self.row,
                self.column,
                self.row_span,
                self.column_span,
                self.header,
            )
        return self.made


@dataclass(slots=True)
class OpenTable:
    """A table that is being read.

    `taken` holds, for each column, the last row that a cell from above reaches down to.
    """

    table_id: int
    presentation: bool = False
    row: int = -1
    column: int = 0
    rows: int = 0
    columns: int = 0
    in_row: bool = False
    in_head: bool = False
    has_inner_table: bool = False
    is_layout: bool = False
    taken: dict[int, int] = field(default_factory=dict)
    cells: list[OpenCell] = field(default_factory=list)

    def start_group(self, tag: str) -> None:
        """A thead, tbody or tfoot: spans do not reach over it."""
        self.taken.clear()
        self.in_head = tag == "thead"
        self.in_row = False

    def start_row(self) -> None:
        """The next row."""
        self.row += 1
        self.rows = max(self.rows, self.row + 1)
        self.column = 0
        self.in_row = True

    def end_row(self) -> None:
        """A cell that follows without a row tag starts a row of its own."""
        self.in_row = False

    def add(self, tag: str, attributes: Mapping[str, str]) -> OpenCell:
        """Place the next cell on the grid."""
        if not self.in_row:
            self.start_row()
        column = self.column
        while self.taken.get(column, -1) >= self.row:
            column += 1
        across = span(attributes.get("colspan"), _MAX_COLUMN_SPAN) or 1
        down = span(attributes.get("rowspan"), _MAX_ROW_SPAN)
        down = _MAX_ROW_SPAN if down == 0 else down
        self.column = column + across
        self.columns = max(self.columns, self.column)
        if down > 1 and self.column <= _MAX_COLUMNS:
            for at in range(column, self.column):
                self.taken[at] = self.row + down - 1
        header = tag == "th" or self.in_head
        cell = OpenCell(self, self.row, column, down, across, header)
        self.cells.append(cell)
        return cell

    def close(self) -> None:
        """Cut row spans that reach below the table, and judge what the table is for."""
        self.is_layout = self._is_layout()
        for cell in self.cells:
            cell.row_span = max(1, min(cell.row_span, self.rows - cell.row))

    @property
    def is_frame(self) -> bool:
        """One cell only: a frame round some text, no table."""
        return self.rows <= 1 and self.columns <= 1

    def _is_layout(self) -> bool:
        """Whether the table only places parts of a page.

        It has one row, or one cell a row, or a cell with as many lines as a page, or it holds
        tables and its rows do not have the same number of cells.
        """
        if self.presentation or self.rows <= 1:
            return True
        per_row = Counter(cell.row for cell in self.cells)
        most = max(per_row.values(), default=0)
        full = sum(1 for count in per_row.values() if count == most)
        if most <= 1 or any(cell.lines >= _PAGE_LINES for cell in self.cells):
            return True
        regular = self.rows >= _REGULAR_ROWS and full >= _REGULAR_SHARE * self.rows
        return self.has_inner_table and not regular


def span(value: str | None, most: int) -> int:
    """A colspan or rowspan: 1 where it is missing or malformed, never above `most`."""
    digits = (value or "").strip()
    return min(int(digits[:6]), most) if digits.isascii() and digits.isdigit() else 1
