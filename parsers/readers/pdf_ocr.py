"""Pages as pictures for an OCR engine that the caller hands in, and its lines back as page lines."""

from __future__ import annotations

import struct
import zlib
from statistics import median
from typing import Any

from parsers.readers.ocr_bullets import mend_bullets
from parsers.readers.pdf_lines import PdfLine
from schemas.engines import OcrPage, PageImage

DPI = 300.0
"""Dots per inch that pages are drawn at: the engine reads coarser ones noticeably worse."""
MAX_PIXELS = 40_000_000
_LETTER_SHARE = 0.6
"""The part of a line's box that is type size; the rest are marks above and below."""
_BELOW = 0.2
_ALIKE = 1.35
"""Boxes that differ by less are of one size: a line without marks above has a lower one."""
_MOST_CERTAIN = 0.95
"""Even where the engine doubts nothing, one letter in a hundred is another."""


def picture_of(page: Any) -> PageImage:  # noqa: ANN401
    """A page of pdfium's drawn in grey; a very large one coarser."""
    width, height = page.get_size()
    inches = max(width * height / 72.0**2, 1e-6)
    dpi = min(DPI, (MAX_PIXELS / inches) ** 0.5)
    bitmap = page.render(scale=dpi / 72.0, grayscale=True)
    try:
        png = _png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
        return PageImage(png, dpi, bitmap.width, bitmap.height)
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


def lines_of(seen: OcrPage, number: int) -> list[PdfLine]:
    """What OCR read on page `number` as lines of the page."""
    points = 72.0 / seen.dpi
    sizes = [_LETTER_SHARE * points * (line.box[3] - line.box[1]) for line in seen.lines]
    usual = median(sizes) if sizes else 1.0
    lines: list[PdfLine] = []
    for found, drawn in zip(seen.lines, sizes, strict=True):
        text = " ".join(found.text.split())
        if not text:
            continue
        left, top, right, bottom = (value * points for value in found.box)
        size = usual if usual / _ALIKE < drawn < usual * _ALIKE else max(1.0, drawn)
        baseline = bottom - _BELOW * (bottom - top)
        certainty = min(_MOST_CERTAIN, round(1.0 - found.low_share, 2))
        lines.append(
            PdfLine(text, number, left, right, baseline, size, size, by_ocr=True, certainty=certainty)
        )
    mend_bullets(lines)
    return lines
