"""Tables of Word on the grid: rows, cells, merged cells."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from parsers.readers.docx_names import SDT, SDT_CONTENT, TRANSPARENT, VAL, W, number, value
from parsers.readers.office_tables import OpenCell, OpenTable


def parts(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also inside content controls."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in TRANSPARENT or child.tag in (SDT, SDT_CONTENT):
            yield from parts(child, tag)


def cell_of(
    element: etree._Element, table: OpenTable, column: int, left: OpenCell | None
) -> tuple[OpenCell, int]:
    """A cell on the grid, and its width; the hidden part of a merged cell is the cell that is drawn."""
    properties = element.find(W + "tcPr")
    across = max(1, number(value(properties, "gridSpan", "1"), 1))
    if left is not None and _goes_on(properties, "hMerge"):
        left.column_span += across
        table.columns = max(table.columns, column + across)
        return left, across
    if _goes_on(properties, "vMerge"):
        return table.merge_up(column, across), across
    return table.add(column, across), across


def _goes_on(properties: etree._Element | None, merge: str) -> bool:
    """Whether a cell goes on with a merge that began in another cell."""
    mark = None if properties is None else properties.find(W + merge)
    return mark is not None and mark.get(VAL, "continue") != "restart"
