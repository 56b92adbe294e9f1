"""A PDF as a scanner would give it back: grey pictures with a little noise, no text."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
from PIL import Image

DPI = 200
_POINTS = 72
_NOISE = 6.0
_SEED = 2568


def pages_of(pdf: bytes) -> list[Image.Image]:
    """The pages drawn in grey, with the same noise every time."""
    chance = np.random.default_rng(_SEED)
    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn = [page.render(scale=DPI / _POINTS, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()
    return [_noisy(page, chance) for page in drawn]


def as_scan(pages: list[Image.Image]) -> bytes:
    """A PDF of nothing but these pictures."""
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=DPI)
    return buffer.getvalue()


def as_picture(page: Image.Image) -> bytes:
    """One page as a PNG that says its resolution."""
    buffer = io.BytesIO()
    page.save(buffer, "PNG", dpi=(DPI, DPI))
    return buffer.getvalue()


def _noisy(page: Image.Image, chance: np.random.Generator) -> Image.Image:
    grey = np.asarray(page, dtype=np.float32)
    noise = chance.normal(0.0, _NOISE, grey.shape)
    return Image.fromarray(np.clip(grey + noise, 0, 255).astype(np.uint8), "L")
