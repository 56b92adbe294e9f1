"""One sheet of a workbook: its cells on the grid, as they are drawn."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from parsers.readers.docx_names import number

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_DATE_FORMATS = frozenset([*range(14, 18), 22, *range(27, 37), *range(50, 59)])
_PERCENT_FORMATS = frozenset([9, 10])
_DATE_CODE = re.compile(r"[yd]|m(?!m?:?s)", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_EPOCH = dt.date(1899, 12, 30)
_MAX_DAY = 2_958_465
_TEXT_TYPES = ("str", "d")


@dataclass(slots=True)
class Book:
    """What all sheets share: strings, and which cell formats are bold, dates or per cent.

    `missing` counts cells that name a string which is not there.
    """

    strings: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    missing: int = 0


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell with text: its place from 0, and the cells it is merged over."""

    row: int
    column: int
    text: str
    bold: bool
    down: int = 1
    across: int = 1


def read_book(strings: etree._Element | None, styles: etree._Element | None) -> Book:
    """The shared strings and cell formats of a workbook."""
    book = Book()
    for item in () if strings is None else strings.iterchildren(S + "si"):
        book.strings.append(string_of(item))
    if styles is None:
        return book
    codes = {number(each.get("numFmtId")): each.get("formatCode", "") for each in styles.iter(S + "numFmt")}
    fonts = [_is_bold(font) for font in styles.iterfind(f"{S}fonts/{S}font")]
    for form in styles.iterfind(f"{S}cellXfs/{S}xf"):
        font = number(form.get("fontId"))
        book.bold.append(fonts[font] if 0 <= font < len(fonts) else False)
        format_id = number(form.get("numFmtId"))
        book.forms.append(_form(format_id, codes.get(format_id, "")))
    return book


def string_of(item: etree._Element) -> str:
    """The text of a string, all its runs, reading aids left out."""
    parts = [item.findtext(S + "t") or ""]
    parts += [run.findtext(S + "t") or "" for run in item.iterchildren(S + "r")]
    return "".join(parts)


def _is_bold(font: etree._Element) -> bool:
    mark = font.find(S + "b")
    return mark is not None and mark.get("val", "1") not in ("0", "false")


def _form(format_id: int, code: str) -> str:
    bare = _QUOTED.sub("", code)
    if format_id in _DATE_FORMATS or (bare and _DATE_CODE.search(bare) and "#" not in bare):
        return "date"
    return "percent" if format_id in _PERCENT_FORMATS or "%" in bare else ""


def cells(sheet: etree._Element, book: Book) -> Iterator[SheetCell]:
    """The cells with text, row by row; cells that a merge covers are not drawn."""
    merges, covered = _merges(sheet)
    row_at = -1
    for row in sheet.iterfind(f"{S}sheetData/{S}row"):
        row_at = number(row.get("r"), row_at + 2) - 1
        column = -1
        for cell in row.iterchildren(S + "c"):
            place = _place(cell.get("r", ""))
            column = column + 1 if place is None else place[1]
            text = _drawn(cell, book)
            if text.strip() and (row_at, column) not in covered:
                down, across = merges.get((row_at, column), (1, 1))
                style = number(cell.get("s"))
                bold = book.bold[style] if 0 <= style < len(book.bold) else False
                yield SheetCell(row_at, column, text, bold, down, across)


_MOST_COVERED = 200_000


def _merges(sheet: etree._Element) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Spans of merged cells by their first cell, and the cells they cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for merge in sheet.iterfind(f"{S}mergeCells/{S}mergeCell"):
        first, _, last = merge.get("ref", "").partition(":")
        start, end = _place(first), _place(last)
        if start is None or end is None or end < start or end[1] < start[1]:
            continue
        down, across = end[0] - start[0] + 1, end[1] - start[1] + 1
        spans[start] = down, across
        if len(covered) + down * across <= _MOST_COVERED:
            covered.update(
                (row, column) for row in range(start[0], end[0] + 1) for column in range(start[1], end[1] + 1)
            )
            covered.discard(start)
    return spans, covered


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column from 0 of a reference like "B12"."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match.group(2)) - 1, column - 1


def _drawn(cell: etree._Element, book: Book) -> str:
    """A cell's value as it is drawn; an error or a formula without a value draws nothing."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(S + "is")
        return "" if inline is None else string_of(inline)
    value = cell.findtext(S + "v") or ""
    if kind == "s":
        index = number(value, -1)
        if 0 <= index < len(book.strings):
            return book.strings[index]
        book.missing += 1
        return ""
    if kind in _TEXT_TYPES:
        return value
    if kind != "n":
        return ""
    style = number(cell.get("s"))
    return _number(value, book.forms[style] if 0 <= style < len(book.forms) else "")


def _number(value: str, form: str) -> str:
    try:
        amount = float(value)
    except ValueError:
        return value
    if form == "date" and 0 < amount <= _MAX_DAY:
        return (_EPOCH + dt.timedelta(days=int(amount))).isoformat()
    if form == "percent":
        return f"{amount * 100:.10g}%"
    return f"{amount:.10g}"
