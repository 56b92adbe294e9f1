"""Readers: the bytes of one format into a stream of blocks. A new format is one line here.

Each reader is imported when its first document comes: a run over web pages never loads the rest.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from schemas.codes import MediaType
from schemas.records import Document

Reader = Callable[[bytes, str | None], Document]
"""Bytes and the declared charset in, a document out; bad data is a finding, never an exception."""


def _docx(data: bytes, charset: str | None) -> Document:
    from parsers.readers.docx import read_docx

    return read_docx(data, charset)


def _html(data: bytes, charset: str | None) -> Document:
    from parsers.readers.html import read_html

    return read_html(data, charset)


def _odt(data: bytes, charset: str | None) -> Document:
    from parsers.readers.odt import read_odt

    return read_odt(data, charset)


def _pdf(data: bytes, charset: str | None) -> Document:
    from parsers.readers.pdf import read_pdf

    return read_pdf(data, charset)


def _pptx(data: bytes, charset: str | None) -> Document:
    from parsers.readers.pptx import read_pptx

    return read_pptx(data, charset)


def _rtf(data: bytes, charset: str | None) -> Document:
    from parsers.readers.rtf import read_rtf

    return read_rtf(data, charset)


def _text(data: bytes, charset: str | None) -> Document:
    from parsers.readers.text import read_text

    return read_text(data, charset)


def _xlsx(data: bytes, charset: str | None) -> Document:
    from parsers.readers.xlsx import read_xlsx

    return read_xlsx(data, charset)


READERS: Final[Mapping[MediaType, Reader]] = {
    MediaType.DOCX: _docx,
    MediaType.HTML: _html,
    MediaType.ODT: _odt,
    MediaType.PDF: _pdf,
    MediaType.PPTX: _pptx,
    MediaType.RTF: _rtf,
    MediaType.TEXT: _text,
    MediaType.XLSX: _xlsx,
}
