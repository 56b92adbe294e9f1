"""Identifiers: short hashes of what a thing is, the same on every machine."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.records import Span

ID_HEX = 16
UNKNOWN_OFFICE = "x-unknown"


def digest(*parts: str, size: int = ID_HEX) -> str:
    """First `size` hex digits of the SHA-256 of the parts, parted by a byte that no text holds."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:size]


def sha256(data: bytes) -> str:
    """SHA-256 of bytes as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def source_id(uri: str) -> str:
    """Id of a source from its canonical URL or relative path."""
    return digest("source", unicodedata.normalize("NFC", uri))


def document_id(source: str, content_sha256: str) -> str:
    """Id of a document version: its source and its bytes."""
    return digest("document", source, content_sha256)


def _span_parts(spans: Iterable[Span]) -> list[str]:
    return [f"{span.block}:{span.start}-{span.end}" for span in spans]


def section_id(document: str, ordinal: int, spans: Iterable[Span]) -> str:
    """Id of a section; the ordinal keeps two sections read from one heading line apart."""
    return digest("section", document, str(ordinal), *_span_parts(spans))


def statement_id(document: str, spans: Iterable[Span], twin: int = 0) -> str:
    """Id of a statement: its document, blocks and character ranges.

    `twin` counts statements with the very same range (a cell that stands for several rows).
    """
    return digest("statement", document, *_span_parts(spans), *([str(twin)] if twin else []))


def outside_office_id(folded_name: str) -> str:
    """Id of an office that the registry does not hold, from its folded printed name."""
    return f"x-{digest('office', folded_name, size=10)}" if folded_name else UNKNOWN_OFFICE
