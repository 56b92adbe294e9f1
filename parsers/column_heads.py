"""Column heads: headings of one kind over the columns of one table."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from parsers.heading_facts import Form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.heading import Heading
    from parsers.line import Line
    from schemas.kinds import Kind


def without_column_heads(lines: Sequence[Line], headings: Sequence[Heading]) -> list[Heading]:
    """Of heads of one kind over the columns of one table none opens a section under its own heading.

    The lines of those left out become noise.
    """
    kept: list[Heading] = []
    columns = _headed_columns(lines, headings)
    for heading in headings:
        cell = lines[heading.line].block.cell
        before = kept[-1] if kept else None
        near = before is not None and before.kind is heading.kind and heading.line - before.line <= 2
        of_many = cell is not None and heading.form is Form.WHOLE and (
            len(columns[heading.kind, cell.table, cell.row]) > 1
        )  # fmt: skip
        if near and of_many:
            lines[heading.line].noise = True
        else:
            kept.append(heading)
    return kept


def _headed_columns(
    lines: Sequence[Line], headings: Sequence[Heading]
) -> Mapping[tuple[Kind, int, int], set[int]]:
    """The columns that have a heading of a kind on a row of a table."""
    columns: dict[tuple[Kind, int, int], set[int]] = defaultdict(set)
    for heading in headings:
        cell = lines[heading.line].block.cell
        if cell is not None and heading.form is Form.WHOLE:
            columns[heading.kind, cell.table, cell.row].add(cell.column)
    return columns
