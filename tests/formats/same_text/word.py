"""The page as a Word document, in the styles that offices use."""

from __future__ import annotations

import io
from dataclasses import dataclass
from enum import StrEnum

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from tests.formats.same_text.content import Content, Entry, Grid, Role
from tests.formats.same_text.word_lists import define, lists_of, put

_FONT = "Loma"
_POINTS = 14
_STEP = 1.27
_HEADINGS = 4


class Style(StrEnum):
    """How a Word document shows what is a heading and what is an item."""

    HEADINGS = "headings"
    BOLD = "bold"
    NUMBERING = "numbering"
    OWN_LISTS = "own lists"
    """As NUMBERING, each list with a definition of its own and no restart."""
    TABLE = "table"


def as_word(content: Content, style: Style) -> bytes:
    """The document; labels are drawn in the two numbering styles and typed in the others."""
    return _Writer(docx.Document(), style).write(content)


@dataclass(frozen=True, slots=True)
class _Writer:
    document: Document
    style: Style

    def write(self, content: Content) -> bytes:
        self._dress()
        if self._draws:
            define(self.document, lists_of(content.entries()), shared=self.style is Style.NUMBERING)
        for title in (*content.titles, content.office):
            self._heading(self.document.add_paragraph(), title, 0)
        if self.style is Style.TABLE and not any(part.grid for part in content.parts):
            self._parts_as_rows(content)
        else:
            self._parts_below_each_other(content)
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    @property
    def _draws(self) -> bool:
        return self.style in (Style.NUMBERING, Style.OWN_LISTS)

    def _dress(self) -> None:
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = _FONT, Pt(_POINTS)
        normal.paragraph_format.space_after = Pt(4)
        names = [f"Heading {level}" for level in range(1, _HEADINGS + 1)]
        for name in ("Normal", *names):
            made = self.document.styles[name].element.get_or_add_rPr()
            fonts = made.get_or_add_rFonts()
            for key in list(fonts.attrib):
                del fonts.attrib[key]
            for key in ("ascii", "hAnsi", "cs"):
                fonts.set(qn(f"w:{key}"), _FONT)
            _set(made, "szCs", 2 * _POINTS)

    def _parts_below_each_other(self, content: Content) -> None:
        for part in content.parts:
            if part.grid is not None and self.style is Style.TABLE:
                self._grid(part.grid)
                continue
            if part.heading is not None:
                self._entry(self.document.add_paragraph(), part.heading)
            for entry in part.entries:
                self._entry(self.document.add_paragraph(), entry)

    def _parts_as_rows(self, content: Content) -> None:
        """A section a row: its heading left, all that stands below it right."""
        table = self.document.add_table(0, 2, style="Table Grid")
        for part in content.parts:
            left, right = table.add_row().cells
            if part.heading is not None:
                self._heading(left.paragraphs[0], part.heading.line, 1)
            for at, entry in enumerate(part.entries):
                self._entry(_paragraph(right, at), entry)
        for row in table.rows:
            for cell, width in zip(row.cells, (4.5, 11.5), strict=True):
                cell.width = Cm(width)

    def _grid(self, grid: Grid) -> None:
        table = self.document.add_table(0, len(grid.heads), style="Table Grid")
        for cell, head in zip(table.add_row().cells, grid.heads, strict=True):
            _bold(cell.paragraphs[0], head)
        above: _Cell | None = None
        for row in grid.rows:
            cells = table.add_row().cells
            for cell, entries in zip(cells, row, strict=True):
                for at, entry in enumerate(entries):
                    _paragraph(cell, at).add_run(entry.line)
            above = cells[0] if row[0] or above is None else above.merge(cells[0])

    def _entry(self, paragraph: Paragraph, entry: Entry) -> None:
        if entry.role is Role.HEADING:
            self._heading(paragraph, entry.line, entry.depth + 1)
            return
        drawn = self._draws and entry.mark is not None
        text = entry.text if drawn else entry.line
        if drawn and entry.mark is not None:
            put(paragraph, entry.mark)
        paragraph.paragraph_format.left_indent = Cm(_STEP * entry.depth)
        if entry.holds:
            _bold(paragraph, text)
        else:
            paragraph.add_run(text)

    def _heading(self, paragraph: Paragraph, text: str, level: int) -> None:
        if self.style in (Style.BOLD, Style.TABLE):
            _bold(paragraph, text)
            return
        paragraph.style = self.document.styles[f"Heading {min(level, _HEADINGS - 1) + 1}"]
        paragraph.add_run(text)


def _paragraph(cell: _Cell, at: int) -> Paragraph:
    """The next paragraph of a cell, which has an empty one from the beginning."""
    first: Paragraph = cell.paragraphs[0]
    return first if at == 0 else cell.add_paragraph()


def _bold(paragraph: Paragraph, text: str) -> None:
    """A bold paragraph, its mark too: the number that is drawn before it looks like the mark."""
    run = paragraph.add_run(text)
    mark = etree.SubElement(paragraph._p.get_or_add_pPr(), qn("w:rPr"))
    for properties in (run._r.get_or_add_rPr(), mark):
        _set(properties, "b")
        _set(properties, "bCs")


def _set(properties: etree._Element, name: str, value: object = None) -> None:
    for old in properties.findall(qn(f"w:{name}")):
        properties.remove(old)
    made = etree.SubElement(properties, qn(f"w:{name}"))
    if value is not None:
        made.set(qn("w:val"), str(value))
