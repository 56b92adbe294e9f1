"""Reading order of a page: table cells row by row, columns one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parsers.readers.pdf_lines import PdfLine
    from parsers.readers.pdf_pages import PdfPage

_MIN_ROWS = 3
"""Rows of two stretches each, one under the other, that make two columns."""
_MIN_SHARE = 0.25
"""Share of the page's width that the lines of a column of text fill at least."""


def in_reading_order(page: PdfPage) -> list[PdfLine]:
    """The lines of a page as a reader takes them; the content's order where nothing speaks against it."""
    return _columns(_tables(page), page.width)


def _tables(page: PdfPage) -> list[PdfLine]:
    """The lines of each table together, at the place of its first, row by row."""
    if not any(line.cell is not None for line in page.lines):
        return page.lines
    tables: dict[int, list[PdfLine]] = {}
    for line in page.lines:
        if line.cell is not None:
            tables.setdefault(line.cell[0], []).append(line)
    for lines in tables.values():
        lines.sort(key=lambda line: (line.cell or (0, 0), round(line.baseline), line.left))
    ordered: list[PdfLine] = []
    for line in page.lines:
        if line.cell is None:
            ordered.append(line)
        elif line.cell[0] in tables:
            ordered.extend(tables.pop(line.cell[0]))
    return ordered


def _columns(lines: list[PdfLine], width: float) -> list[PdfLine]:
    """Rows of two stretches that the content gives line by line, read column by column."""
    ordered: list[PdfLine] = []
    at = 0
    while at < len(lines):
        end = _side_by_side(lines, at)
        rows = lines[at:end]
        if len(rows) >= 2 * _MIN_ROWS and _is_text(rows, width):
            ordered += rows[0::2] + rows[1::2]
            at = end
        else:
            ordered.append(lines[at])
            at += 1
    return ordered


def _side_by_side(lines: list[PdfLine], start: int) -> int:
    """The end of the rows of two that begin at `start`: left and right by turns."""
    at = start
    gutter_left, gutter_right = 0.0, float("inf")
    while at + 1 < len(lines):
        left, right = lines[at], lines[at + 1]
        if left.cell is not None or right.cell is not None:
            break
        if abs(left.baseline - right.baseline) > 0.2 * left.size:
            break
        gutter_left = max(gutter_left, left.right)
        gutter_right = min(gutter_right, right.left)
        if gutter_left >= gutter_right or (at > start and left.baseline <= lines[at - 2].baseline):
            break
        at += 2
    return at


def _is_text(rows: list[PdfLine], width: float) -> bool:
    """Whether both columns hold running text, not labels and figures."""
    need = _MIN_SHARE * width
    sides = (rows[0::2], rows[1::2])
    return all(sum(line.right - line.left for line in side) / len(side) >= need for side in sides)
