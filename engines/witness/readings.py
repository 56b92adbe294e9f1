"""The independent readings of a document by its type: a literal registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from engines.witness.charset import decoded, undone
from engines.witness.old_word import old_word_readings
from engines.witness.packages import open_document_readings, sheet_readings, slide_readings, word_readings
from engines.witness.printed import printed_readings
from engines.witness.rich_text import rich_text_readings
from engines.witness.told import Told
from engines.witness.web import web_readings
from schemas.codes import FindingCode, MediaType
from schemas.engines import Stopped

Witness = Callable[[bytes, str | None], Iterator[Told | Stopped]]
"""Bytes and the recorded character set in, readings out, the likeliest first."""


def _plain_readings(data: bytes, charset: str | None) -> Iterator[Told]:
    text = decoded(data, charset)
    yield Told(f"decoded as {charset or 'utf-8'}", text)
    for meant in undone(text):
        yield Told("wrong decoding undone", meant)


WITNESSES: Final[Mapping[MediaType, Witness]] = {
    MediaType.DOC: lambda data, _charset: old_word_readings(data),
    MediaType.DOCX: lambda data, _charset: word_readings(data),
    MediaType.HTML: web_readings,
    MediaType.ODT: lambda data, _charset: open_document_readings(data),
    MediaType.PDF: lambda data, _charset: printed_readings(data),
    MediaType.PPTX: lambda data, _charset: slide_readings(data),
    MediaType.RTF: lambda data, _charset: rich_text_readings(data),
    MediaType.TEXT: _plain_readings,
    MediaType.XLSX: lambda data, _charset: sheet_readings(data),
}
"""Pictures are not among them: of those the second reading is OCR's."""


def readings(data: bytes, media_type: MediaType, charset: str | None = None) -> Iterator[Told | Stopped]:
    """Each independent reading, made when it is asked for. Call it in a guarded process.

    Stopped says why one could not be had: a program is not installed, or it makes nothing of the bytes.
    """
    witness = WITNESSES.get(media_type)
    if witness is None:
        return
    try:
        yield from witness(data, charset)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  (whatever a damaged file does to a library)
        message = f"a second reading failed: {type(error).__name__}"
        yield Stopped(FindingCode.DAMAGED, message, detail=str(error))
