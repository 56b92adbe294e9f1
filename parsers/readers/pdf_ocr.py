"""Pages as pictures for an OCR engine that the caller hands in, and its lines back as page lines."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import Any, Protocol

from parsers.readers.pdf_lines import PdfLine
from schemas.records import Box

DPI = 300
"""Dots per inch that pages are drawn at for OCR (tesseract is trained for it)."""
MAX_PIXELS = 30_000_000
_LETTER_SHARE = 0.75
"""The part of a line's box that is type size; the rest are marks above and below."""


class ReadLine(Protocol):
    """A line of text that OCR found; `box` in pixels: left, top, right, bottom."""

    @property
    def text(self) -> str: ...
    @property
    def box(self) -> Box: ...


class PageReader(Protocol):
    """An OCR engine: the picture of one page (PNG) in, lines in reading order out."""

    def __call__(self, png: bytes, /) -> Sequence[ReadLine]: ...


def page_png(page: Any) -> tuple[bytes, float]:  # noqa: ANN401
    """A page drawn in grey as PNG, and its pixels a point."""
    scale = DPI / 72
    width, height = page.get_size()
    pixels = width * height * scale * scale
    if pixels > MAX_PIXELS:
        scale *= (MAX_PIXELS / pixels) ** 0.5
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        return _png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride), scale
    finally:
        bitmap.close()


def _png(grey: bytes, width: int, height: int, stride: int) -> bytes:
    """An 8-bit grey PNG (RFC 2083): signature, IHDR, IDAT, IEND."""
    rows = b"".join(b"\0" + grey[row * stride : row * stride + width] for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


def ocr_page(page: Any, number: int, ocr: PageReader) -> list[PdfLine]:  # noqa: ANN401
    """The lines that OCR sees on a page."""
    png, scale = page_png(page)
    lines: list[PdfLine] = []
    for found in ocr(png):
        text = " ".join(found.text.split())
        if not text:
            continue
        left, top, right, bottom = (value / scale for value in found.box)
        size = max(1.0, round(_LETTER_SHARE * (bottom - top), 1))
        lines.append(PdfLine(text, number, left, right, bottom - 0.25 * size, size, size, by_ocr=True))
    return lines
