"""Old Word files (.doc): converted by an engine, then read as what they were made into."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.readers.docx import read_docx
from parsers.readers.office_findings import not_read, too_long
from parsers.readers.text import held, read_text
from schemas.codes import FindingCode, MediaType, Severity
from schemas.engines import Converted, Stopped
from schemas.records import Document, Finding

if TYPE_CHECKING:
    from schemas.engines import WordConverter

_PACKAGES = "libreoffice-writer-nogui (or antiword, which loses the layout)"
_FEW = 20
"""Marks of fields and notes that the file counts and that are no text."""


def read_doc(data: bytes, convert: WordConverter | None) -> Document:
    """Read an old Word file; without a converter it is held with NEEDS_TOOL.

    LAYOUT_LOST says that the converter gave plain text: tables, list numbers and styles are gone.
    TEXT_NOT_READ counts characters that the file says it has and that did not come out.
    Never raises for bad data.
    """
    refused = too_long(MediaType.DOC, data)
    if refused is not None:
        return refused
    if convert is None:
        return held(MediaType.DOC, FindingCode.NEEDS_TOOL, f"an old Word file: install {_PACKAGES}")
    converted = convert(data)
    if isinstance(converted, Stopped):
        return Document(MediaType.DOC, (), findings=(converted.finding(),))
    is_text = converted.media_type is MediaType.TEXT
    document = read_text(converted.data, "utf-8") if is_text else read_docx(converted.data)
    findings = (*document.findings, *_losses(converted))
    return replace(document, media_type=MediaType.DOC, charset=None, findings=findings)


def _losses(converted: Converted) -> tuple[Finding, ...]:
    found: list[Finding] = []
    if converted.layout_lost:
        message = f"{converted.engine} gives plain text: tables, list numbers and styles are lost"
        found.append(Finding(FindingCode.LAYOUT_LOST, Severity.WARNING, message))
    if converted.missing > _FEW:
        message = f"{converted.missing} characters that the file says it has did not come out"
        found.append(not_read(message, severity=Severity.WARNING))
    return tuple(found)
