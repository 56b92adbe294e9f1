"""Readers: the bytes of one format into a stream of blocks. A new format is one line here.

Each reader is imported when its first document comes: a run over web pages never loads the rest.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from schemas.codes import MediaType
from schemas.engines import Engines
from schemas.records import Document

Reader = Callable[[bytes, str | None, Engines], Document]
"""Bytes, the declared charset and what engines there are in, a document out.

Bad data is a finding, never an exception.
"""


def _doc(data: bytes, _charset: str | None, engines: Engines) -> Document:
    from parsers.readers.doc import read_doc

    return read_doc(data, engines.convert_word)


def _docx(data: bytes, charset: str | None, _engines: Engines) -> Document:
    from parsers.readers.docx import read_docx

    return read_docx(data, charset)


def _html(data: bytes, charset: str | None, _engines: Engines) -> Document:
    from parsers.readers.html import read_html

    return read_html(data, charset)


def _odt(data: bytes, charset: str | None, _engines: Engines) -> Document:
    from parsers.readers.odt import read_odt

    return read_odt(data, charset)


def _pdf(data: bytes, _charset: str | None, engines: Engines) -> Document:
    from parsers.readers.pdf import read_pdf_with

    return read_pdf_with(data, engines.read_page)


def _picture(media_type: MediaType) -> Reader:
    def read(data: bytes, _charset: str | None, engines: Engines) -> Document:
        from parsers.readers.picture import read_picture

        return read_picture(data, media_type, engines.read_picture)

    return read


def _pptx(data: bytes, charset: str | None, _engines: Engines) -> Document:
    from parsers.readers.pptx import read_pptx

    return read_pptx(data, charset)


def _rtf(data: bytes, charset: str | None, _engines: Engines) -> Document:
    from parsers.readers.rtf import read_rtf

    return read_rtf(data, charset)


def _text(data: bytes, charset: str | None, _engines: Engines) -> Document:
    from parsers.readers.text import read_text

    return read_text(data, charset)


def _xlsx(data: bytes, charset: str | None, _engines: Engines) -> Document:
    from parsers.readers.xlsx import read_xlsx

    return read_xlsx(data, charset)


READERS: Final[Mapping[MediaType, Reader]] = {
    MediaType.DOC: _doc,
    MediaType.DOCX: _docx,
    MediaType.GIF: _picture(MediaType.GIF),
    MediaType.HTML: _html,
    MediaType.JPEG: _picture(MediaType.JPEG),
    MediaType.ODT: _odt,
    MediaType.PDF: _pdf,
    MediaType.PNG: _picture(MediaType.PNG),
    MediaType.PPTX: _pptx,
    MediaType.RTF: _rtf,
    MediaType.TEXT: _text,
    MediaType.TIFF: _picture(MediaType.TIFF),
    MediaType.WEBP: _picture(MediaType.WEBP),
    MediaType.XLSX: _xlsx,
}
