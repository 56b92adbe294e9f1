"""Hits of a search as rows of a sheet, and the files that they are downloaded as."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from explorer.facets import Narrowing
from explorer.questions import Question
from explorer.search import Index, Statement
from flows.release_report.labels import Label, kind_label
from schemas.titles import COLUMN_TITLES
from schemas.vocabulary import Language
from stores.exports.cells import inert_text
from stores.exports.csv_files import BYTE_ORDER_MARK
from stores.exports.sheets import Cell, open_book, write_cell

MOST_ROWS = 50_000
"""Hits that one download holds; the first ones, in the order of the page."""
_AT_ONCE = 1_000
_LONGEST_NAME = 40
_UNSAFE = re.compile(r"[^\w\u0e00-\u0e7f]+")
_WIDTHS = {"text": 70, "gloss_en": 50, "office_name": 40, "address": 50}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a download: its name, its title for people, what a statement has in it."""

    name: str
    title: Label
    value: Callable[[Statement], Cell]


@dataclass(frozen=True, slots=True)
class Hits:
    """The hits of a question in one release; `address` is that of a statement's page."""

    index: Index
    release_id: str
    question: Question
    narrowing: Narrowing
    language: Language
    address: Callable[[str], str]

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """At most `MOST_ROWS` rows, in the order of `columns`."""
        columns = self.columns()
        for statement in islice(self.index.all_hits(self.question, self.narrowing), MOST_ROWS):
            yield tuple(column.value(statement) for column in columns)

    def columns(self) -> Sequence[SheetColumn]:
        """The columns, those that people read before those that programs need."""

        def said(label: Label) -> str:
            return _said(label, self.language)

        def province(one: Statement) -> Cell:
            return said(one.office.place.label) if one.office.registered else None

        return (
            SheetColumn("office_name", Label("หน่วยงาน", "office"), lambda one: said(one.office.name)),
            SheetColumn("province", Label("จังหวัด", "province"), province),
            _column("kind", lambda one: one.kind.value),
            SheetColumn(
                "kind_name", Label("ชื่อประเภท", "kind in words"), lambda one: said(kind_label(one.kind))
            ),
            _column("label", lambda one: one.label),
            _column("number_path", lambda one: one.number_path),
            _column("text", lambda one: one.text),
            _column("gloss_en", lambda one: one.gloss_en),
            _column("in_force", lambda one: one.in_force),
            _column("plan_start_be", lambda one: one.plan_start_be),
            _column("plan_end_be", lambda one: one.plan_end_be),
            _column("office_id", lambda one: one.office.office_id),
            _column("document_id", lambda one: one.document_id),
            _column("statement_id", lambda one: one.statement_id),
            SheetColumn("address", Label("หน้าของข้อความ", "page"), lambda one: self.address(one.statement_id)),
            SheetColumn("release_id", Label("รุ่นข้อมูล", "release"), lambda _: self.release_id),
        )


def hits_as_csv(hits: Hits) -> Iterator[bytes]:
    """The pieces of a CSV file: UTF-8 with a mark for Excel, texts harmless as formulas."""
    yield BYTE_ORDER_MARK
    yield _lines([[column.name for column in hits.columns()]])
    rows = hits.rows()
    while some := [[_flat(value) for value in row] for row in islice(rows, _AT_ONCE)]:
        yield _lines(some)


def hits_as_workbook(hits: Hits) -> BinaryIO:
    """An Excel file of one sheet, at its beginning; whoever gets it closes it. Texts are texts there."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  (it outlives this function)
    columns = hits.columns()
    with closing(open_book(file)) as book:
        bold, dim = book.add_format({"bold": True}), book.add_format({"font_color": "#666666"})
        sheet = book.add_worksheet("statements")
        sheet.freeze_panes(2, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _WIDTHS.get(column.name, 16))
        for place, column in enumerate(columns):
            sheet.write_string(0, place, _said(column.title, hits.language), bold)
        for place, column in enumerate(columns):
            sheet.write_string(1, place, column.name, dim)
        for number, row in enumerate(hits.rows(), start=2):
            for place, value in enumerate(row):
                write_cell(sheet, number, place, value)
    file.seek(0)
    return file


def file_name(question: Question, release_id: str, ending: str) -> str:
    """A file name that says question and release, of letters, digits, `-` and `_` only."""
    words = _UNSAFE.sub("-", question.text)[:_LONGEST_NAME].strip("-")
    return f"thitthang-{release_id}{f'-{words}' if words else ''}.{ending}"


def _column(name: str, value: Callable[[Statement], Cell]) -> SheetColumn:
    """A column of the tables."""
    return SheetColumn(name, Label(COLUMN_TITLES[name], name), value)


def _said(label: Label, language: Language) -> str:
    return label.th if language is Language.TH else label.en


def _flat(value: Cell) -> Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    return inert_text(value) if isinstance(value, str) else value


def _lines(rows: Sequence[Sequence[Cell]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8", "replace")
