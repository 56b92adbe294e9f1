"""Tables headed by kinds: the cells of a row are children of its first statement (GOLD.md rule 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.structure.headings import open_heading

if TYPE_CHECKING:
    from parsers.line import Line
    from parsers.structure.draft import Draft
    from parsers.tables import ColumnLine


def read_column_line(draft: Draft, column: ColumnLine, line: Line) -> None:
    """Read a line of such a table."""
    if column.head:
        _read_head(draft, column, line)
        return
    if column.kind is None or draft.section is None or line.noise:
        return
    place = (column.table, column.row, column.column)
    same_cell, draft.cell = place == draft.cell, place
    if same_cell and line.marker is None and draft.goes_on_with_last(line, expects_next=False):
        return
    marker = line.marker
    content = line.text.cut(marker.end) if marker is not None else line.text
    if not content.value:
        return
    kind = marker.kind if marker is not None and marker.kind is not None else column.kind
    parent = None if column.first else draft.row_parent
    node = draft.add(kind, content, line, parent or draft.section_parent)
    if marker is not None:
        node.number = marker.number
        node.label = None if marker.drawn else line.text.cut(marker.start, marker.end)
    if column.first:
        draft.row_parent = node


def _read_head(draft: Draft, column: ColumnLine, line: Line) -> None:
    """The head of the first column is the section's heading; the others name their columns only."""
    heading = draft.headings.get(draft.index)
    if not column.first or heading is None:
        return
    open_heading(draft, heading, line)
    draft.row_parent, draft.cell, draft.stack = None, None, []
    draft.closed = False
