"""Sheets for Excel whose texts are texts: none is taken for a formula, an address or a number."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

import xlsxwriter

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767
"""Characters that Excel takes in a cell."""
CUT_MARK = "…[cut]"
Cell: TypeAlias = str | int | float | bool | datetime | None
"""A value of a cell; None is an empty one."""


def open_book(file: Path | BinaryIO) -> Any:  # noqa: ANN401  (an xlsxwriter.Workbook, which has no types)
    """A workbook that is written row by row, so that it takes little memory; `close` ends it."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
        "default_date_format": "yyyy-mm-dd hh:mm:ss",
    }
    return xlsxwriter.Workbook(file, options)


def write_cell(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """Write a value; a text longer than a cell is cut and ends in `CUT_MARK`, None is left empty."""
    if value is None:
        return
    if isinstance(value, str):
        cut = len(value) > LONGEST_CELL
        sheet.write_string(row, column, value[: LONGEST_CELL - len(CUT_MARK)] + CUT_MARK if cut else value)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
