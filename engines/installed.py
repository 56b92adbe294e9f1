"""The engines of this machine, as they are handed to parsers: each says itself when it is not installed."""

from __future__ import annotations

from typing import Final

from engines.ocr import recognise, recognise_image
from engines.office import to_docx
from schemas.engines import Engines, OcrPage, PageImage, Stopped


def read_page(page: PageImage) -> OcrPage | Stopped:
    """The lines of a drawn page."""
    return recognise(page.png, page.dpi)


INSTALLED: Final = Engines(read_page=read_page, read_picture=recognise_image, convert_word=to_docx)
