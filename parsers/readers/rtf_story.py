"""Stories of an RTF file: paragraphs and tables as they come, put on their grid at the end."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from parsers.readers.office_lines import Paragraph, Setting, Stream
from parsers.readers.office_tables import OpenCell, OpenTable
from schemas.records import BlockKind, Break

_SAME_EDGE = 40
"""Twips: edges of cells nearer than this are one line of the grid."""
_MAX_DEPTH = 40


@dataclass(slots=True)
class CellForm:
    """How a row defines a cell: its right edge, and what it merges with."""

    edge: int = 0
    goes_up: bool = False
    goes_left: bool = False


@dataclass(slots=True)
class Row:
    """A row: its left edge, its cells' forms, and their content."""

    left: int
    forms: list[CellForm]
    cells: list[list[Item]]
    header: bool = False


@dataclass(slots=True)
class Table:
    """A table in the making; `cell` is the content of the cell being read, `cells` those before it."""

    rows: list[Row] = field(default_factory=list)
    cells: list[list[Item]] = field(default_factory=list)
    cell: list[Item] = field(default_factory=list)

    def end_cell(self) -> None:
        """The next cell of the row."""
        self.cells.append(self.cell)
        self.cell = []

    def end_row(self, left: int, forms: list[CellForm], *, header: bool) -> None:
        """The row is whole."""
        if self.cell:
            self.end_cell()
        self.rows.append(Row(left, list(forms), self.cells, header))
        self.cells = []

    def close(self) -> None:
        """What stands in an unfinished row makes one."""
        if self.cell or self.cells:
            self.end_row(0, [], header=False)


@dataclass(slots=True)
class Story:
    """A body, header, note or text box: its items; `tables` are those that are open, outermost first."""

    prefix: str = ""
    chrome: float = 0.0
    items: list[Item] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def add(self, item: Item, level: int) -> None:
        """A paragraph inside `level` tables."""
        self.to_level(min(level, _MAX_DEPTH))
        (self.tables[-1].cell if self.tables else self.items).append(item)

    def to_level(self, level: int) -> None:
        """Open or close tables until `level` of them are open."""
        while len(self.tables) > level:
            table = self.tables.pop()
            table.close()
            (self.tables[-1].cell if self.tables else self.items).append(table)
        while len(self.tables) < level:
            self.tables.append(Table())

    def close(self) -> None:
        """No table stays open."""
        self.to_level(0)


Item = tuple[Paragraph, Setting, bool] | Table | Story
"""A paragraph with its setting (path and cell to come) and whether it begins a page; a table; a text box."""


@dataclass(slots=True)
class Layer:
    """Puts stories into a stream."""

    stream: Stream
    tables: int = 0

    def story(self, story: Story) -> None:
        """All items of a story."""
        story.close()
        self._items(story.items, story.prefix, None, story.chrome)

    def _items(self, items: list[Item], prefix: str, cell: OpenCell | None, chrome: float) -> None:
        paragraphs = tables = 0
        for item in items:
            if isinstance(item, Table):
                tables += 1
                self._table(item, f"{prefix}tbl[{tables}]/", chrome)
            elif isinstance(item, Story):
                self._items(item.items, f"{prefix}p[{paragraphs}]/{item.prefix}", cell, chrome)
            else:
                paragraphs += 1
                self._paragraph(item, f"{prefix}p[{paragraphs}]", cell, chrome)

    def _paragraph(
        self, item: tuple[Paragraph, Setting, bool], path: str, cell: OpenCell | None, chrome: float
    ) -> None:
        paragraph, setting, new_page = item
        if new_page and self.stream.drafts:
            self.stream.parted = Break.PAGE
        setting.path, setting.cell = path, cell
        setting.chrome = max(chrome, setting.chrome)
        if cell is not None and setting.kind is BlockKind.PARAGRAPH:
            setting.kind = BlockKind.CELL
        self.stream.put(paragraph, setting)

    def _table(self, table: Table, prefix: str, chrome: float) -> None:
        grid = _grid(table)
        made = OpenTable(self.tables)
        self.tables += 1
        for row in table.rows:
            made.start_row()
            at = bisect_left(grid, row.left - _SAME_EDGE) if row.forms else 0
            left: OpenCell | None = None
            for number, content in enumerate(row.cells):
                form = row.forms[number] if number < len(row.forms) else None
                end = at + 1 if form is None else max(at + 1, bisect_left(grid, form.edge - _SAME_EDGE))
                left = _cell(made, form, at, end - at, left)
                left.header = left.header or row.header
                self.stream.new_cell()
                self._items(content, f"{prefix}r[{made.row}]/c[{at}]/", left, chrome)
                at = end
        self.stream.new_cell()


def _cell(made: OpenTable, form: CellForm | None, at: int, across: int, left: OpenCell | None) -> OpenCell:
    if form is not None and form.goes_left and left is not None:
        left.column_span += across
        made.columns = max(made.columns, at + across)
        return left
    if form is not None and form.goes_up:
        return made.merge_up(at, across)
    return made.add(at, across)


def _grid(table: Table) -> list[int]:
    """The lines between columns: all edges of all rows, those close together once."""
    drawn = [row for row in table.rows if row.forms]
    edges = sorted({row.left for row in drawn} | {form.edge for row in drawn for form in row.forms})
    grid: list[int] = []
    for edge in edges:
        if not grid or edge - grid[-1] > _SAME_EDGE:
            grid.append(edge)
    return grid
