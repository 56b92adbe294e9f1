"""Tables whose columns are headed once by kinds: one row an issue with its goals and strategies."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.line import Line

MIN_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A line of such a table: `kind` of its column (None where the head names none).

    `first` marks the first headed column, `head` a line of the head row.
    """

    table: int
    row: int
    column: int
    kind: Kind | None
    first: bool
    head: bool


def _head_row(rows: dict[int, list[tuple[int, Line]]]) -> tuple[int, dict[int, Kind]] | None:
    """The first row with kinds over several columns, and those kinds by column."""
    for row in sorted(rows):
        kinds: dict[int, Kind] = {}
        texts: dict[int, int] = defaultdict(int)
        for _, line in rows[row]:
            cell = line.block.cell
            if cell is None:
                continue
            texts[cell.column] += len(line.value)
            scan = line.scan
            if scan is not None and scan.whole and scan.kind.holds_statements and cell.column not in kinds:
                kinds[cell.column] = scan.kind
        if len(set(kinds.values())) >= MIN_COLUMNS and all(length <= 120 for length in texts.values()):
            later = [r for r in rows if r > row]
            return (row, kinds) if later else None
    return None


FIGURE = re.compile(r"[\d.,%\s\-–/()]+")
FIGURE_COLUMNS = 3


def _figure_lines(table: int, rows: dict[int, list[tuple[int, Line]]]) -> dict[int, ColumnLine]:
    """Heads and figures of a table of targets: they are no content ("ปีฐาน", "95")."""
    columns = {line.block.cell.column for row in rows.values() for _, line in row if line.block.cell}
    if len(columns) < FIGURE_COLUMNS:
        return {}
    found: dict[int, ColumnLine] = {}
    top = min(rows)
    heads = [line for _, line in rows[top]]
    headed = len(heads) >= FIGURE_COLUMNS and all(len(line.value) <= 40 for line in heads) and all(
        line.strong or (line.block.cell is not None and line.block.cell.header) for line in heads
    )  # fmt: skip
    for row, members in rows.items():
        for index, line in members:
            cell = line.block.cell
            if cell is not None and ((headed and row == top) or FIGURE.fullmatch(line.value)):
                found[index] = ColumnLine(table, row, cell.column, None, first=False, head=False)
    return found


def table_headings(lines: Sequence[Line]) -> dict[int, ColumnLine]:
    """Lines (by index) of tables whose columns are headed by kinds; all other lines are absent."""
    tables: dict[int, dict[int, list[tuple[int, Line]]]] = defaultdict(lambda: defaultdict(list))
    cells = [line.block.cell for line in lines]
    for index, cell in enumerate(cells):
        if cell is not None:
            tables[cell.table][cell.row].append((index, lines[index]))
    found: dict[int, ColumnLine] = {}
    for table, rows in tables.items():
        head = _head_row(rows)
        if head is None:
            found.update(_figure_lines(table, rows))
            continue
        head_row, kinds = head
        first = min(kinds)
        for row, members in rows.items():
            if row < head_row:
                continue
            for index, line in members:
                cell = line.block.cell
                if cell is None:
                    continue
                kind = kinds.get(cell.column)
                found[index] = ColumnLine(
                    table, row, cell.column, kind, cell.column == first, row == head_row
                )
    return found
