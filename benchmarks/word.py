"""Reading Word documents against the bare unzip and lxml parse, and against python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.table import Table, _Cell
from lxml import etree

from benchmarks.pages import Page, golden_pages, own_pages, real_pages
from benchmarks.timing import FEW_ROUNDS, Goal, Work, compare, print_costs
from parsers.parse import parse, read_document
from parsers.readers.docx import read_docx
from schemas.records import BlockKind
from schemas.registry import Registry, registry

DOCUMENTS = 12
GOAL = Goal("DOCX reader", 8, "python-docx", 8)
_LEVELS = 9


def word_pages() -> list[Page]:
    """The HTML pages written again as Word documents, with Word's own styles and lists."""
    return [Page(f"{page.name}.docx", _written(page)) for page in own_pages("html")[:DOCUMENTS]]


def _written(page: Page) -> bytes:
    made = docx.Document()
    table: Table | None = None
    for block in read_document(page.data, name=page.name).blocks:
        text = "".join(char for char in block.text if char.isprintable())
        if block.cell is not None and block.cell.column == 1:
            table = table or made.add_table(0, 2)
            table.add_row().cells[1].text = text
            continue
        table = None
        if block.kind is BlockKind.HEADING:
            made.add_heading(text, min(block.level or 1, _LEVELS))
        elif block.kind is BlockKind.ITEM:
            made.add_paragraph(text, "List Bullet" if block.number is None else "List Number")
        else:
            made.add_paragraph().add_run(text).bold = block.bold > 0
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def unzip_and_lxml(page: Page) -> object:
    """The floor: the main part unpacked and its tree built, nothing else."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(page.data)).read("word/document.xml"))


def python_docx(page: Page) -> object:
    """The same by python-docx: text, style and weight of every paragraph and cell."""
    return list(_inside(docx.Document(io.BytesIO(page.data))))


def _inside(container: WordDocument | _Cell) -> Iterator[tuple[str, str | None, list[bool | None]]]:
    for part in container.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                for cell in row.cells:
                    yield from _inside(cell)
        else:
            yield part.text, part.style.name if part.style else None, [run.bold for run in part.runs]


def python_docx_text(page: Page) -> object:
    """The least that python-docx can be asked for: the text of the paragraphs outside tables."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(page.data)).paragraphs]


def works(offices: Registry) -> list[Work]:
    """The floor first."""
    return [
        Work("unzip + lxml (floor)", unzip_and_lxml),
        Work(GOAL.reader, lambda page: read_docx(page.data)),
        Work(GOAL.other, python_docx, FEW_ROUNDS),
        Work("python-docx, text of paragraphs only", python_docx_text, FEW_ROUNDS),
        Work("whole parse", lambda page: parse(page.data, name=page.name, registry=offices), FEW_ROUNDS),
    ]


def report() -> None:
    """Print the ratios."""
    pages = [*word_pages(), *golden_pages("docx"), *real_pages("docx")]
    size = sum(len(page.data) for page in pages) / 1024
    costs = compare(works(registry()), pages)
    print_costs(f"DOCX, {len(pages)} documents, {size:.0f} KiB, styles cached", "doc", costs, GOAL)
