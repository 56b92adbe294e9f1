"""The engines of this machine, as they are handed to parsers: each says itself when it is not installed."""

from __future__ import annotations

from typing import Final

from engines.ocr import recognise, recognise_image
from engines.office import to_docx
from schemas.codes import FindingCode
from schemas.engines import Engines, OcrPage, PageImage, Stopped


def read_page(page: PageImage) -> OcrPage | Stopped:
    """The lines of a drawn page."""
    return recognise(page.png, page.dpi)


def _no_page(_: PageImage) -> Stopped:
    return _SWITCHED_OFF


def _no_picture(_: bytes) -> tuple[Stopped, ...]:
    return (_SWITCHED_OFF,)


_SWITCHED_OFF: Final = Stopped(
    FindingCode.NEEDS_OCR, "it needs OCR, which is switched off (THITTHANG_OCR): switch it on and rebuild"
)
INSTALLED: Final = Engines(read_page=read_page, read_picture=recognise_image, convert_word=to_docx)
WITHOUT_OCR: Final = Engines(read_page=_no_page, read_picture=_no_picture, convert_word=to_docx)
"""The same, but scans are held with NEEDS_OCR: OCR takes a hundred times as long as all else."""
