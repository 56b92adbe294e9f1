"""What a page looks like: drawn once, only if somebody asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from schemas.records import Box

_SCALE = 3.0
"""Pixels a point: enough for the ring of sara am in 8-point type."""
_MAX_PIXELS = 12_000_000
_DARK = 128


class Ink:
    """The picture of one page in grey; boxes in points from the upper left corner as shown."""

    def __init__(self, page: Any, turn: int) -> None:  # noqa: ANN401
        self._page, self._turn = page, turn
        self._grey: memoryview | None = None
        self._width = self._height = self._stride = 0
        self._scale = _SCALE

    def any(self, box: Box) -> bool:
        """Whether anything dark is drawn in a box; False on turned pages, which are not looked at."""
        if self._turn or self._page.get_rotation():
            return False
        if self._grey is None:
            self._draw()
        grey = self._grey or memoryview(b"")
        left, top, right, bottom = (round(value * self._scale) for value in box)
        left, right = max(left, 0), min(right, self._width)
        for row in range(max(top, 0), min(bottom, self._height)):
            start = row * self._stride
            if left < right and min(grey[start + left : start + right]) < _DARK:
                return True
        return False

    def _draw(self) -> None:
        width, height = self._page.get_size()
        pixels = width * height * _SCALE * _SCALE
        if pixels > _MAX_PIXELS:
            self._scale *= (_MAX_PIXELS / pixels) ** 0.5
        bitmap = self._page.render(scale=self._scale, grayscale=True)
        self._grey = memoryview(bitmap.buffer).cast("B")
        self._width, self._height, self._stride = bitmap.width, bitmap.height, bitmap.stride
        bitmap.close()
