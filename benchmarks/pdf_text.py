"""Reading PDF against pdfium's own text, and against pdfplumber."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pdfplumber
import pypdfium2

from benchmarks.converted import MISSING, converted, has_office
from benchmarks.pages import Page, golden_pages, real_pages
from benchmarks.shares import print_shares
from benchmarks.timing import FEW_ROUNDS, Goal, Work, compare, print_costs
from parsers.readers.pdf import read_pdf
from parsers.readers.pdf_open import open_pdf
from parsers.readers.pdf_pages import read_page
from schemas.records import Finding

GOAL = Goal("PDF reader", 2, "pdfplumber extract_text", 20)


def pdfium_text(page: Page) -> object:
    """The floor: the text of every page as pdfium gives it."""
    document = pypdfium2.PdfDocument(page.data)
    texts = []
    for sheet in document:
        layer = sheet.get_textpage()
        texts.append(layer.get_text_range())
        layer.close()
        sheet.close()
    document.close()
    return texts


def lines_of_pages(page: Page) -> object:
    """Every page in lines, cells and columns; no paragraphs, no look at damage, no judgement of the text."""
    document = open_pdf(page.data)
    if isinstance(document, Finding):
        return document
    lines = []
    for number, sheet in enumerate(document, 1):
        lines.append(read_page(sheet, number).lines)
        sheet.close()
    document.close()
    return lines


def by_pdfplumber(page: Page) -> object:
    """The text of every page by pdfplumber (pdfminer.six), which loses Thai letters."""
    with pdfplumber.open(io.BytesIO(page.data)) as document:
        return [sheet.extract_text() for sheet in document.pages]


READER = Work(GOAL.reader, lambda page: read_pdf(page.data))
WORKS = (
    Work("pdfium get_text_range (floor)", pdfium_text),
    Work("PDF pages in lines", lines_of_pages),
    READER,
    Work(GOAL.other, by_pdfplumber, FEW_ROUNDS),
)


def own_pdfs() -> list[Page]:
    """The golden PDFs, and what LibreOffice makes of the golden web pages and Word documents."""
    sources = [*golden_pages("docx"), *golden_pages("html")]
    return [*golden_pages("pdf"), *converted(sources, "pdf")]


def report() -> None:
    """Print the ratios for our own text and for real documents."""
    if not has_office():
        print(f"\n{MISSING}")
    for title, pages in (("own text", own_pdfs()), ("real documents", real_pages("pdf"))):
        if pages:
            _report(title, pages)


def _report(title: str, pages: Sequence[Page]) -> None:
    sheets = sum(_count(page) for page in pages)
    costs = compare(WORKS, pages, sheets)
    title = f"PDF, {title}, {len(pages)} documents, {sheets} pages"
    print_costs(title, "page", costs, GOAL)
    print_shares(title, READER, pages)


def _count(page: Page) -> int:
    document = pypdfium2.PdfDocument(page.data)
    try:
        return len(document)
    finally:
        document.close()
