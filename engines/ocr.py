"""Text of page images by tesseract, optional at run time."""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PIL import Image, ImageOps

from engines import tesseract
from engines.images import BEST_DPI, page_images, render_page
from engines.page_skew import straightened
from engines.page_strips import Layout, Strip, strips
from engines.tesseract_output import ReadLine, around, lines_by_picture
from schemas.codes import FindingCode
from schemas.engines import OcrLine, OcrPage, OcrPiece, Stopped

PAGE_SECONDS = 120.0
"""A page takes 1 to 5 seconds of a core; this is for machines that are busy."""
_PSM = {Layout.LINE: "7", Layout.LINES: "6", Layout.PAGE: "3"}
_MARGIN = {Layout.LINE: 12, Layout.LINES: 40, Layout.PAGE: 40}
"""Pixels of white around a strip: at an edge the engine misses letters, and whole tables."""
_MOST_PIXELS = 60_000_000
_Found = dict[int, list[ReadLine]]


def recognise(png: bytes, dpi: float = BEST_DPI, *, seconds: float = PAGE_SECONDS) -> OcrPage | Stopped:
    """The lines of the picture of one page, `dpi` pixels to the inch.

    Stopped with NEEDS_OCR where the engine or its Thai is not installed, PARSER_TIMEOUT, PARSER_CRASH,
    SIZE_LIMIT or DAMAGED.
    """
    program = tesseract.find()
    if isinstance(program, Stopped):
        return program
    page = _opened(png)
    if isinstance(page, Stopped):
        return page
    page = straightened(page)
    cut = strips(page, dpi)
    with tempfile.TemporaryDirectory(prefix="ocr-") as folder:
        found = _Reading(program, page, cut, dpi, seconds).found(Path(folder))
    if isinstance(found, Stopped):
        return found
    engine = f"{tesseract.NAME} {tesseract.version(program)} {tesseract.LANGUAGES}"
    return OcrPage(tuple(_lines(cut, found)), page.width, page.height, dpi, engine)


def recognise_lines(png: bytes) -> Sequence[OcrLine] | Stopped:
    """The lines alone, of a page at 300 dpi."""
    page = recognise(png)
    return page if isinstance(page, Stopped) else page.lines


def recognise_pdf_page(
    data: bytes, index: int, dpi: float = BEST_DPI, *, seconds: float = PAGE_SECONDS
) -> OcrPage | Stopped:
    """The lines of one page of a PDF; `index` counts from 0."""
    page = render_page(data, index, dpi)
    return page if isinstance(page, Stopped) else recognise(page.png, page.dpi, seconds=seconds)


def recognise_image(data: bytes, *, seconds: float = PAGE_SECONDS) -> Iterator[OcrPage | Stopped]:
    """The pages of a picture file, one by one; Stopped ends them."""
    for page in page_images(data):
        result = page if isinstance(page, Stopped) else recognise(page.png, page.dpi, seconds=seconds)
        yield result
        if isinstance(result, Stopped):
            return


def _opened(png: bytes) -> Image.Image | Stopped:
    try:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as image:
            if image.width * image.height > _MOST_PIXELS:
                return Stopped(FindingCode.SIZE_LIMIT, "the picture of a page has too many pixels")
            return image.convert("L")
    except (OSError, SyntaxError, ValueError) as error:
        return Stopped(FindingCode.DAMAGED, "the picture of a page cannot be opened", detail=str(error))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One page on its way through the program."""

    program: str
    page: Image.Image
    cut: list[Strip]
    dpi: float
    seconds: float

    def found(self, folder: Path) -> _Found | Stopped:
        """The lines of each strip, by its place in the list."""
        found: _Found = {}
        deadline = time.monotonic() + self.seconds
        for layout, psm in _PSM.items():
            wanted = [index for index, strip in enumerate(self.cut) if strip.layout is layout]
            if not wanted:
                continue
            pictures = [_picture(self.page, self.cut[index], folder / f"{index}.png") for index in wanted]
            left = max(0.1, deadline - time.monotonic())
            result = tesseract.read(self.program, pictures, psm, self.dpi, left)
            if isinstance(result, Stopped):
                return self._named(result)
            for number, lines in lines_by_picture(*result).items():
                found[wanted[number - 1]] = lines
        return found

    def _named(self, stopped: Stopped) -> Stopped:
        if stopped.code is not FindingCode.PARSER_TIMEOUT:
            return stopped
        return replace(stopped, message=f"OCR of a page took more than {self.seconds:g} seconds")


def _picture(page: Image.Image, strip: Strip, path: Path) -> Path:
    image = page.crop((strip.left, strip.top, strip.right, strip.bottom))
    ImageOps.expand(image, _MARGIN[strip.layout], fill=255).save(path, compress_level=1)
    return path


def _lines(cut: list[Strip], found: _Found) -> Iterator[OcrLine]:
    blocks: dict[tuple[int, int], int] = {}
    for index, strip in enumerate(cut):
        for line in found.get(index, ()):
            block = blocks.setdefault((index, line.block), len(blocks) + 1)
            pieces = tuple(_placed(piece, strip) for piece in line.pieces)
            yield OcrLine(line.text, around(pieces), pieces, block)


def _placed(piece: OcrPiece, strip: Strip) -> OcrPiece:
    """A piece of a strip's picture where it stands on the page."""
    right, down = strip.left - _MARGIN[strip.layout], strip.top - _MARGIN[strip.layout]
    left, top, end, bottom = piece.box
    return replace(piece, box=(left + right, top + down, end + right, bottom + down))
