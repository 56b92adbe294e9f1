"""How far a scanned page is turned, and turning it back: lines of a turned page run into each other."""

from __future__ import annotations

from itertools import pairwise

from PIL import Image

_WIDTH = 700
_COARSE = tuple(step / 2 for step in range(-6, 7))
_FINE = (-0.25, 0.25)
_DARK = 150
_WORTH_IT = 0.2
"""Degrees; less does no harm."""
_BETTER = 1.15
"""How much sharper the lines must stand out: pages without lines are left as they are."""


def straightened(page: Image.Image) -> Image.Image:
    """The grey page, turned by up to three degrees where that brings its lines out."""
    angle = skew(page)
    if abs(angle) < _WORTH_IT:
        return page
    return page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def skew(page: Image.Image) -> float:
    """The angle in degrees, counterclockwise, that brings the lines of a page out best."""
    factor = _WIDTH / max(page.width, _WIDTH)
    small = page.resize(
        (round(page.width * factor), max(1, round(page.height * factor))), Image.Resampling.BOX
    )
    ink = small.point(lambda value: max(0, _DARK - value))
    straight = _sharpness(ink, 0.0)
    if not straight:
        return 0.0
    best = max(_COARSE, key=lambda angle: _sharpness(ink, angle))
    best = max((best, *(best + step for step in _FINE)), key=lambda angle: _sharpness(ink, angle))
    return best if _sharpness(ink, best) > _BETTER * straight else 0.0


def _sharpness(ink: Image.Image, angle: float) -> float:
    """Sum of squared steps between the amounts of ink of neighbouring rows."""
    turned = ink.rotate(angle, Image.Resampling.BILINEAR) if angle else ink
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return float(sum((one - other) ** 2 for one, other in pairwise(rows)))
