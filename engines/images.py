"""Pages as pictures: a page of a PDF drawn, a picture file opened, both made fit for recognition."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from typing import cast

import pypdfium2
from PIL import Image, ImageOps

from schemas.codes import FindingCode
from schemas.engines import PageImage, Stopped

BEST_DPI = 300.0
"""The engine reads 200 dpi noticeably worse: tone marks become lines of their own."""
MOST_PIXELS = 40_000_000
"""An A2 page at 300 dpi; larger pages are drawn coarser."""
LEAST_DPI = 70.0
MOST_PAGES = 300

_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")
_MOST_OPENED_PIXELS = 120_000_000
_MOST_ENLARGED = 2.5
_CREDIBLE_DPI = range(100, 1201)
_A4_WIDTH_INCHES = 8.27
_POINTS = 72.0
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, TypeError, IndexError, KeyError, struct.error)
"""What Pillow raises on damaged files."""


def render_page(data: bytes, index: int, dpi: float = BEST_DPI) -> PageImage | Stopped:
    """Draw a page of a PDF; `index` counts from 0. Call it in a guarded process: pdfium may end it."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            if not 0 <= index < len(document):
                return _damaged(f"it has no page {index + 1}")
            return _draw(document[index], dpi)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return Stopped(FindingCode.ENCRYPTED, "it opens with a password only")
        return _damaged("a page of it cannot be drawn", str(error))


def _draw(page: pypdfium2.PdfPage, dpi: float) -> PageImage | Stopped:
    width, height = page.get_size()
    square_inches = width * height / _POINTS**2
    if square_inches <= 0:
        return _damaged("a page of it has no area")
    fitting = min(dpi, (MOST_PIXELS / square_inches) ** 0.5)
    if fitting < LEAST_DPI:
        inches = f"{width / _POINTS:.0f} × {height / _POINTS:.0f} inches"
        return Stopped(FindingCode.SIZE_LIMIT, f"a page of it is too large to be recognised ({inches})")
    bitmap = page.render(scale=fitting / _POINTS, grayscale=True)
    try:
        return _as_png(bitmap.to_pil(), fitting)
    finally:
        bitmap.close()


def page_images(data: bytes) -> Iterator[PageImage | Stopped]:
    """The pages of a picture file, one by one, enlarged where they are coarse; Stopped ends them.

    Of an animation only the first picture counts.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                yield from _pages(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        yield Stopped(FindingCode.SIZE_LIMIT, "it has too many pixels")
    except _DAMAGE as error:
        yield _damaged("the picture cannot be opened", f"{type(error).__name__}: {error}")


def _pages(image: Image.Image) -> Iterator[PageImage | Stopped]:
    count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    for index in range(min(count, MOST_PAGES)):
        image.seek(index)
        if image.width * image.height > _MOST_OPENED_PIXELS:
            yield Stopped(FindingCode.SIZE_LIMIT, f"it has too many pixels ({image.width} × {image.height})")
            return
        yield _fit(_grey(ImageOps.exif_transpose(image)), _dpi(image))
    if count > MOST_PAGES:
        yield Stopped(FindingCode.SIZE_LIMIT, f"it has {count} pages, of which {MOST_PAGES} are read")


def _grey(image: Image.Image) -> Image.Image:
    """The picture in 256 greys, what is transparent in white."""
    if image.mode.startswith(("I", "F")):
        deep = image.convert("F")
        _, most = deep.getextrema()
        scale = 255 / max(255.0, cast("float", most))
        return deep.point(lambda value: value * scale + 0).convert("L")
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("L")
    return image.convert("L")


def _dpi(image: Image.Image) -> float:
    """What the file says, where that is credible; else as if the picture were an A4 page."""
    said = image.info.get("dpi", (0, 0))[0]
    if said and round(said) in _CREDIBLE_DPI:
        return float(said)
    return max(1.0, min(image.size) / _A4_WIDTH_INCHES)


def _fit(image: Image.Image, dpi: float) -> PageImage:
    """Enlarge a coarse picture, reduce a huge one."""
    wanted = max(1.0, min(BEST_DPI / dpi, _MOST_ENLARGED))
    factor = min(wanted, (MOST_PIXELS / (image.width * image.height)) ** 0.5)
    if abs(factor - 1) > 0.05:  # noqa: PLR2004  (not worth the blur)
        size = max(1, round(image.width * factor)), max(1, round(image.height * factor))
        image, dpi = image.resize(size, Image.Resampling.LANCZOS), dpi * factor
    return _as_png(image, dpi)


def _as_png(image: Image.Image, dpi: float) -> PageImage:
    png = io.BytesIO()
    image.save(png, "PNG", compress_level=1, dpi=(dpi, dpi))
    return PageImage(png.getvalue(), dpi, image.width, image.height)


def _damaged(message: str, detail: str = "") -> Stopped:
    return Stopped(FindingCode.DAMAGED, message, detail=detail)
