"""A workbook for Excel: a sheet a table, Thai titles over the column names, both rows frozen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from schemas.columns import ColumnType, Table
from schemas.tables import TABLES
from schemas.titles import COLUMN_TITLES, TABLE_TITLES
from stores.curated.licence import TITLE, notes
from stores.curated.manifest import Manifest
from stores.curated.release import OpenRelease
from stores.exports.cells import flat_batches
from stores.exports.places import written_beside
from stores.exports.sheets import open_book, write_cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
"""Rows that Excel takes in a sheet; a longer table goes on in another sheet."""
HEAD_ROWS = 2
NOTES = "about"
"""The last sheet: which release this is, how it may be used and cited."""
_WIDE, _NARROW = 60, 16
_WIDE_COLUMNS = frozenset({"text", "quote", "heading", "message", "evidence", "office_name_th", "name_th"})


def write_workbook(
    release: OpenRelease, place: Path, tables: Sequence[str] = (), *, overwrite: bool = False
) -> Path:
    """Write the tables (all, unless some are named) as one .xlsx file.

    Texts are texts: none is taken for a formula, an address or a number. A text longer than a cell is
    cut and ends in `CUT_MARK`. Raises StoreError.
    """
    with written_beside(place, overwrite=overwrite) as file, closing(open_book(file)) as book:
        bold, dim = book.add_format({"bold": True}), book.add_format({"font_color": "#666666"})
        for name in tables or tuple(TABLES):
            _write_table(release, TABLES[name], _sheets(book, TABLES[name], bold, dim))
        _write_notes(book, release.manifest, bold)
    return place


def _write_table(release: OpenRelease, table: Table, sheets: Iterator[Worksheet]) -> None:
    """The rows of a table, in as many sheets as they need, each with a filter over its columns."""
    sheet, row = next(sheets), HEAD_ROWS
    last = len(table.columns) - 1
    for batch in flat_batches(release.table(table.name), table.name):
        for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if row >= MOST_ROWS:
                sheet.autofilter(HEAD_ROWS - 1, 0, row - 1, last)
                sheet, row = next(sheets), HEAD_ROWS
            for place_in_row, value in enumerate(values):
                write_cell(sheet, row, place_in_row, value)
            row += 1
    sheet.autofilter(HEAD_ROWS - 1, 0, max(row - 1, HEAD_ROWS - 1), last)


def _write_notes(book: Any, manifest: Manifest, bold: Format) -> None:  # noqa: ANN401  (as in _sheets)
    sheet = book.add_worksheet(NOTES)
    sheet.set_column(0, 0, _NARROW)
    sheet.set_column(1, 1, _WIDE)
    for row, (name, value) in enumerate(notes(manifest)):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, value)
    book.set_properties({"title": TITLE, "comments": f"release {manifest.release_id}"})


def _sheets(book: Any, table: Table, bold: Format, dim: Format) -> Iterator[Worksheet]:  # noqa: ANN401
    """Sheets of one table, each with its head; `book` is an xlsxwriter.Workbook, which has no types."""
    number = 1
    while True:
        sheet = book.add_worksheet(table.name if number == 1 else f"{table.name} {number}")
        sheet.freeze_panes(HEAD_ROWS, 0)
        sheet.set_header(f"&C{TABLE_TITLES[table.name]}")
        for place, column in enumerate(table.columns):
            wide = column.type is ColumnType.STRING and column.name in _WIDE_COLUMNS
            sheet.set_column(place, place, _WIDE if wide else _NARROW)
        for place, column in enumerate(table.columns):  # row by row: no row can be gone back to
            sheet.write_string(0, place, COLUMN_TITLES[column.name], bold)
        for place, column in enumerate(table.columns):
            sheet.write_string(1, place, column.name, dim)
        yield sheet
        number += 1
