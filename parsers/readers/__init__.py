"""Readers: the bytes of one format into a stream of blocks. A new format is one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from parsers.readers.docx import read_docx
from parsers.readers.html import read_html
from parsers.readers.odt import read_odt
from parsers.readers.pdf import read_pdf
from parsers.readers.pptx import read_pptx
from parsers.readers.rtf import read_rtf
from parsers.readers.text import read_text
from parsers.readers.xlsx import read_xlsx
from schemas.codes import MediaType
from schemas.records import Document

Reader = Callable[[bytes, str | None], Document]
"""Bytes and the declared charset in, a document out; bad data is a finding, never an exception."""

READERS: Final[Mapping[MediaType, Reader]] = {
    MediaType.DOCX: read_docx,
    MediaType.HTML: read_html,
    MediaType.ODT: read_odt,
    MediaType.PDF: read_pdf,
    MediaType.PPTX: read_pptx,
    MediaType.RTF: read_rtf,
    MediaType.TEXT: read_text,
    MediaType.XLSX: read_xlsx,
}
