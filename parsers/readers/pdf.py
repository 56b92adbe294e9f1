"""PDF into blocks: text by pdfium, tables by their rules, pages without text by OCR if there is one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pypdfium2

from parsers.garbled import judge
from parsers.quality import assess
from parsers.readers.pdf_cells import cells_of
from parsers.readers.pdf_furniture import mark_furniture
from parsers.readers.pdf_lines import OUTSIDE
from parsers.readers.pdf_ocr import lines_of, picture_of
from parsers.readers.pdf_open import MAX_BYTES, damage_of, open_pdf
from parsers.readers.pdf_pages import PdfPage, read_page
from parsers.readers.pdf_paragraphs import blocks_of, measure
from parsers.readers.pdf_report import PageNotes, findings_of, origin_of, quality_of
from parsers.readers.text import empty_finding, held
from schemas.codes import FindingCode, MediaType, Severity
from schemas.engines import Stopped
from schemas.records import Document, Finding

if TYPE_CHECKING:
    from schemas.engines import PageReader


def read_pdf(data: bytes, declared_charset: str | None = None) -> Document:  # noqa: ARG001
    """Read a PDF without OCR: scanned and garbled pages are a NEEDS_OCR finding.

    Never raises for bad data.
    """
    return read_pdf_with(data, None)


def read_pdf_with(data: bytes, ocr: PageReader | None) -> Document:
    """Read a PDF; pages without a sound text layer are given to `ocr` as pictures.

    Running heads and page numbers stand at the end as chrome. A table that goes on over pages is one.
    """
    if len(data) > MAX_BYTES:
        return held(MediaType.PDF, FindingCode.SIZE_LIMIT, f"{len(data)} bytes, over {MAX_BYTES}")
    opened = open_pdf(data)
    if isinstance(opened, Finding):
        return Document(MediaType.PDF, (), findings=(opened,))
    try:
        return _read(opened, data, ocr)
    finally:
        opened.close()


def _read(document: pypdfium2.PdfDocument, data: bytes, ocr: PageReader | None) -> Document:
    count = len(document)
    notes, pages, repairs = PageNotes(), list[PdfPage](), Counter[str]()
    for index in range(count):
        page = _page(document, index, pages[-1] if pages else None, notes, ocr)
        if page is not None:
            pages.append(page)
            repairs.update(page.repairs)
    mark_furniture(pages)
    cells = cells_of(pages)
    blocks = blocks_of(pages, cells, measure(pages))
    quality = assess([block.text for block in blocks])
    findings = [*findings_of(notes, count, repairs), *damage_of(data, count), *quality.findings]
    if not blocks and not any(finding.severity is Severity.ERROR for finding in findings):
        findings.append(empty_finding())
    letters = sum(len(block.text) for block in blocks)
    return Document(
        MediaType.PDF,
        tuple(blocks),
        title=_title(document),
        page_count=count,
        text_origin=origin_of(notes),
        text_quality=quality_of(quality.share, letters, repairs),
        repairs=tuple(sorted((name, count) for name, count in repairs.items() if count and name != OUTSIDE)),
        findings=tuple(findings),
    )


def _page(
    document: pypdfium2.PdfDocument,
    index: int,
    before: PdfPage | None,
    notes: PageNotes,
    ocr: PageReader | None,
) -> PdfPage | None:
    """One page by the better of its text layer and OCR; None where neither can be had."""
    number = index + 1
    try:
        raw_page = document[index]
    except pypdfium2.PdfiumError:
        notes.broken.append(number)
        return None
    try:
        return _layer(raw_page, read_page(raw_page, number, before), notes, ocr)
    except pypdfium2.PdfiumError:
        notes.broken.append(number)
        return None
    finally:
        raw_page.close()


def _layer(raw_page: Any, page: PdfPage, notes: PageNotes, ocr: PageReader | None) -> PdfPage | None:  # noqa: ANN401
    number = page.number
    text = "\n".join(line.text for line in page.lines)
    verdict = judge(text)
    unread = verdict.garbled or page.is_picture(text)
    if unread and ocr is not None:
        seen = ocr(picture_of(raw_page))
        if isinstance(seen, Stopped):
            notes.stopped.setdefault((seen.code, seen.message), []).append(number)
        elif seen.lines and (not page.lines or judge(seen.text).share > verdict.share):
            notes.by_ocr.append(number)
            notes.engines.add(seen.engine)
            return PdfPage(number, page.width, page.height, lines_of(seen, number))
        else:
            unread = verdict.garbled
    if verdict.garbled:
        notes.garbled.append((number, ", ".join(verdict.reasons)))
        return None
    if unread:
        notes.pictures.append(number)
    elif not page.lines:
        notes.blank.append(number)
    else:
        notes.read.append(number)
        if page.scanned:
            notes.scanned_layer.append(number)
    return page


def _title(document: pypdfium2.PdfDocument) -> str | None:
    """The title that the file gives itself."""
    try:
        title = document.get_metadata_value("Title")
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return None
    return " ".join(title.split())[:500] or None
