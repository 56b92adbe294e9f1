"""Picture files (a scanned page, a poster with the vision) into blocks: only OCR can read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.quality import assess
from parsers.readers.pdf_cells import cells_of
from parsers.readers.pdf_furniture import mark_furniture
from parsers.readers.pdf_ocr import lines_of
from parsers.readers.pdf_pages import PdfPage
from parsers.readers.pdf_paragraphs import blocks_of, measure
from parsers.readers.pdf_report import TOOLS, ranges
from parsers.readers.text import empty_finding, held
from schemas.codes import FindingCode, MediaType, Severity, TextOrigin
from schemas.engines import OcrPage, Stopped, read_by
from schemas.records import Document, Finding

if TYPE_CHECKING:
    from schemas.engines import PictureReader

MAX_BYTES = 100 * 1024 * 1024
"""A longer file is held, not read."""
_POINTS = 72.0


def read_picture(data: bytes, media_type: MediaType, ocr: PictureReader | None) -> Document:
    """Read the pages of a picture file by OCR; without an engine it is held with NEEDS_OCR.

    Never raises for bad data.
    """
    if len(data) > MAX_BYTES:
        return held(media_type, FindingCode.SIZE_LIMIT, f"{len(data)} bytes, over {MAX_BYTES}")
    if ocr is None:
        return held(media_type, FindingCode.NEEDS_OCR, f"a picture: install {TOOLS}")
    pages: list[PdfPage] = []
    engines: set[str] = set()
    stopped: Stopped | None = None
    for number, seen in enumerate(ocr(data), 1):
        if isinstance(seen, Stopped):
            stopped = seen
            break
        pages.append(_page(seen, number))
        engines.add(seen.engine)
    if not pages and stopped is not None:
        return Document(media_type, (), text_origin=TextOrigin.OCR, findings=(stopped.finding(),))
    return _document(media_type, pages, read_by(engines), stopped)


def _page(seen: OcrPage, number: int) -> PdfPage:
    points = _POINTS / seen.dpi
    return PdfPage(number, seen.width * points, seen.height * points, lines_of(seen, number))


def _document(media_type: MediaType, pages: list[PdfPage], engines: str, stopped: Stopped | None) -> Document:
    mark_furniture(pages)
    blocks = blocks_of(pages, cells_of(pages), measure(pages))
    quality = assess([block.text for block in blocks])
    findings = list(quality.findings)
    if blocks:
        message = f"the text of pages {ranges([page.number for page in pages])} is OCR's{engines}"
        findings.append(Finding(FindingCode.OCR_TEXT, Severity.INFO, message))
    else:
        findings.append(empty_finding())
    if stopped is not None:
        message = f"only the first {len(pages)} pages were read: {stopped.message}"
        findings.append(Finding(stopped.code, Severity.WARNING, message))
    return Document(
        media_type,
        tuple(blocks),
        page_count=len(pages),
        text_origin=TextOrigin.OCR,
        text_quality=quality.share,
        findings=tuple(findings),
    )
