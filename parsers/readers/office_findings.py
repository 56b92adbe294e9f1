"""What every office reader says of a document beside its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parsers.quality import assess
from parsers.readers.text import empty_finding, held
from schemas.codes import FindingCode, MediaType, Severity
from schemas.records import Block, Document, Finding

_UTF8_THAI = re.compile(b"\xe0[\xb8\xb9][\x80-\xbf]")
_THAI_BYTES = bytes(range(0xA1, 0xFC))
MAX_BYTES = 100 * 1024 * 1024
"""A longer file is held, not read."""


def too_long(media_type: MediaType, data: bytes) -> Document | None:
    """The held document of a file that is too long, else None."""
    if len(data) <= MAX_BYTES:
        return None
    return held(media_type, FindingCode.SIZE_LIMIT, f"{len(data)} bytes, over {MAX_BYTES}")


def not_read(message: str, *, evidence: str = "", severity: Severity = Severity.INFO) -> Finding:
    """Text that is in the file and not in the blocks."""
    return Finding(FindingCode.TEXT_NOT_READ, severity, message, evidence)


def skipped_findings(skipped: Mapping[str, int], names: Mapping[str, str]) -> list[Finding]:
    """One finding for each reason in `names` that letters were skipped for."""
    return [not_read(f"{skipped[key]} letters: {text}") for key, text in names.items() if skipped.get(key)]


def lost_finding(lost: int) -> list[Finding]:
    """Letters that the file holds, that nothing accounts for: never lost in silence."""
    if lost <= 0:
        return []
    return [not_read(f"{lost} letters of the document reached no block", severity=Severity.WARNING)]


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a document beside its text."""

    title: str | None = None
    page_count: int | None = None
    images: int = 0


def finished(
    media_type: MediaType, blocks: Sequence[Block], findings: Iterable[Finding], about: About
) -> Document:
    """The document of the blocks; without any text it is held (NEEDS_OCR where it has pictures)."""
    quality = assess(block.text for block in blocks)
    said = [*findings, *quality.findings]
    if not any(block.chrome < 1.0 for block in blocks):
        images = about.images
        if images:
            message = f"no text, only {images} pictures: install tesseract-ocr and tesseract-ocr-tha"
            said.append(Finding(FindingCode.NEEDS_OCR, Severity.ERROR, message))
        else:
            said.append(empty_finding())
    return Document(
        media_type,
        tuple(blocks),
        title=about.title,
        page_count=about.page_count,
        text_quality=quality.share,
        findings=tuple(said),
    )


def thai_count(data: bytes) -> int:
    """Thai letters in bytes of unknown charset: in UTF-8, UTF-16 or windows-874, whichever has most."""
    utf8 = len(_UTF8_THAI.findall(data))
    eight_bit = 0 if utf8 else len(data) - len(data.translate(None, _THAI_BYTES))
    return max(utf8, data[1::2].count(b"\x0e"), eight_bit)
