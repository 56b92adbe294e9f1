"""Pages of captured documents drawn for people to look at; runs in guarded processes only."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence

import pypdfium2
from PIL import Image, ImageDraw

from engines.images import page_images
from parsers.readers.pdf_glyphs import Glyphs
from schemas.codes import FindingCode
from schemas.engines import Stopped
from schemas.records import Box

WIDEST = 1_600
"""Pixels."""
_TALLEST = 4_000
_MOST_SCALE = 3.0
"""Pixels a point: beyond it a small page is only blurred."""
_POINTS = 72.0
_COLOURS = 48
_MARGIN = 2.5
"""Points between words and the line around them; above them stand vowels and tone marks."""
_ABOVE = 4.5
_INK = (176, 74, 0, 255)
_WASH = (255, 196, 0, 80)
_QUARTERS = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


def draw_upright(data: bytes, page: int, boxes: Sequence[Box]) -> bytes | Stopped:
    """A page of a PDF as PNG, turned so that most of its text is upright, a line around the boxes.

    Pages count from 1; boxes are points from the upper left corner, as a text layer was read.
    """
    return _pdf_page(data, page, boxes, _turn)


def draw_as_shown(data: bytes, page: int, boxes: Sequence[Box]) -> bytes | Stopped:
    """A page of a PDF as PNG, a line around the boxes that were found in a picture of it."""
    return _pdf_page(data, page, boxes, lambda _: 0)


def _pdf_page(
    data: bytes, page: int, boxes: Sequence[Box], turn_of: Callable[[pypdfium2.PdfPage], int]
) -> bytes | Stopped:
    with pypdfium2.PdfDocument(data) as document:
        if not 1 <= page <= len(document):
            return Stopped(FindingCode.DAMAGED, f"it has no page {page}")
        shown = document[page - 1]
        turn, scale = turn_of(shown), _scale(*shown.get_size())
        bitmap = shown.render(scale=scale)
        image = bitmap.to_pil().convert("RGB")
        bitmap.close()
    return _png(image.transpose(_QUARTERS[turn]) if turn else image, boxes, scale)


def _turn(page: pypdfium2.PdfPage) -> int:
    """Quarter turns clockwise from the page as it is drawn to upright text."""
    upright = Glyphs(page.get_textpage(), page.get_bbox()).turn
    return int(upright - page.get_rotation() // 90) % 4


def draw_picture(data: bytes, page: int, boxes: Sequence[Box]) -> bytes | Stopped:
    """A page of a picture file as PNG, a line drawn around the boxes."""
    for number, drawn in enumerate(page_images(data), 1):
        if isinstance(drawn, Stopped):
            return drawn
        if number == page:
            with Image.open(io.BytesIO(drawn.png), formats=("PNG",)) as opened:
                image = opened.convert("RGB")
            points = drawn.dpi / _POINTS
            scale = min(points, _scale(image.width / points, image.height / points))
            size = max(1, round(image.width * scale / points)), max(1, round(image.height * scale / points))
            return _png(image.resize(size, Image.Resampling.BOX), boxes, scale)
    return Stopped(FindingCode.DAMAGED, f"it has no page {page}")


def _scale(width: float, height: float) -> float:
    """Pixels a point at which a page fits."""
    return min(_MOST_SCALE, WIDEST / max(width, 1.0), _TALLEST / max(height, 1.0))


def _png(image: Image.Image, boxes: Sequence[Box], scale: float) -> bytes:
    marked = image.convert("RGBA")
    layer = Image.new("RGBA", image.size)
    pen = ImageDraw.Draw(layer)
    for box in boxes:
        frame = _frame(box, scale, image.size)
        if frame is not None:
            pen.rectangle(frame, _WASH, _INK, max(2, round(scale)))
    marked.alpha_composite(layer)
    made = io.BytesIO()
    marked.convert("RGB").quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(
        made, "PNG"
    )
    return made.getvalue()


def _frame(box: Box, scale: float, size: tuple[int, int]) -> Box | None:
    """The rectangle around a box in pixels, cut to the picture; None where nothing of it is there."""
    left, top, right, bottom = box
    edges = (left - _MARGIN, top - _ABOVE, right + _MARGIN, bottom + _MARGIN)
    if not all(map(math.isfinite, edges)):
        return None
    width, height = size
    x0, y0, x1, y1 = (edge * scale for edge in edges)
    frame = (max(0.0, x0), max(0.0, y0), min(width - 1.0, x1), min(height - 1.0, y1))
    return frame if frame[0] < frame[2] and frame[1] < frame[3] else None
