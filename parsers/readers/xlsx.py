"""Workbooks (.xlsx) into blocks: a sheet is a table."""

from __future__ import annotations

import re

from lxml import etree

from parsers.readers.docx_names import R
from parsers.readers.docx_package import core_title, relations, require
from parsers.readers.office_findings import About, finished, not_read, too_long
from parsers.readers.office_lines import Paragraph, Setting, Stream, letters
from parsers.readers.office_tables import OpenCell, OpenTable
from parsers.readers.package import Package, PackageError
from parsers.readers.text import held
from parsers.readers.xlsx_sheet import S, SheetCell, cells, read_book
from schemas.codes import FindingCode, MediaType, Severity
from schemas.records import BlockKind, Break, Document, Finding

_THAI = re.compile("[\u0e01-\u0e2e]")
_POINTS = 11.0


def read_xlsx(data: bytes, declared_charset: str | None = None) -> Document:  # noqa: ARG001
    """Read a workbook; hidden sheets are counted, not read. Never raises for bad data.

    A sheet's name in Thai is its heading; a sheet that uses one column is read as plain lines.
    """
    refused = too_long(MediaType.XLSX, data)
    if refused is not None:
        return refused
    try:
        return _read(Package(data))
    except PackageError as error:
        return held(MediaType.XLSX, error.code, error.message)


def _read(package: Package) -> Document:
    main = next((each.target for each in relations(package, "") if each.kind == "officeDocument"), "")
    root = package.xml(main or "xl/workbook.xml")
    if root is None:
        raise PackageError(FindingCode.DAMAGED, "the package holds no workbook")
    parts = relations(package, main)
    targets = {each.relation_id: each.target for each in parts}
    kinds = {each.kind: each.target for each in parts}
    book = read_book(_part(package, kinds.get("sharedStrings")), _part(package, kinds.get("styles")))
    stream = Stream()
    findings: list[Finding] = []
    for count, sheet in enumerate(root.iterfind(f"{S}sheets/{S}sheet")):
        target = targets.get(sheet.get(R + "id", ""), "")
        name = sheet.get("name", "")
        content = package.xml(target)
        if content is None:
            raise PackageError(FindingCode.DAMAGED, f"sheet {count + 1} is missing")
        found = list(cells(content, book))
        if sheet.get("state", "visible") != "visible":
            hidden = sum(letters(cell.text) for cell in found)
            findings.append(not_read(f"{hidden} letters stand in a hidden sheet", evidence=name[:200]))
        else:
            _sheet(stream, name, found, count)
    if book.missing:
        raise PackageError(FindingCode.DAMAGED, f"{book.missing} cells hold strings that the file lacks")
    try:
        title = core_title(package)
    except PackageError as error:
        title = None
        findings.append(Finding(error.code, Severity.WARNING, error.message))
    return finished(MediaType.XLSX, stream.blocks(), findings, About(title))


def _part(package: Package, name: str | None) -> etree._Element | None:
    require(package, name or "")
    return package.xml(name) if name else None


def _sheet(stream: Stream, name: str, found: list[SheetCell], count: int) -> None:
    prefix = f"sheet[{count + 1}]/"
    if found and _THAI.search(name):
        heading = Paragraph()
        heading.add(name, True, False, _POINTS)
        stream.put(heading, Setting(f"{prefix}name", BlockKind.HEADING, 1))
    table = OpenTable(count)
    plain = len({cell.column for cell in found}) <= 1
    previous = 0
    for cell in found:
        stream.blank = max(0, cell.row - previous - 1) if plain else 0
        previous = cell.row
        paragraph = Paragraph()
        for at, line in enumerate(cell.text.replace("\r\n", "\n").split("\n")):
            if at:
                paragraph.end_line(Break.SOFT)
            paragraph.add(line, cell.bold, False, _POINTS)
        place: OpenCell | None = None
        if not plain:
            table.rows = cell.row + 1
            place = table.add(cell.column, cell.across, cell.down)
        kind = BlockKind.PARAGRAPH if place is None else BlockKind.CELL
        stream.put(paragraph, Setting(f"{prefix}r[{cell.row}]/c[{cell.column}]", kind, cell=place))
    stream.new_cell()
