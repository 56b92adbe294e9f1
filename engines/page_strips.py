"""A page cut into strips: single lines where they can be told apart, whole stretches elsewhere.

Left to itself the engine takes the tone marks of widely set Thai for lines of their own: one letter in
ten is lost on clean pages. Given one line at a time it has nothing to mistake, and takes half the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PIL import Image

_DARK = 150
_SPECK = 0.0008
"""Share of a row's width that may be dark without the row being anything else than blank."""
_TALLEST_LINE_INCHES = 0.5
_MARK_HEIGHT = 0.62
_MARK_DENSITY = 0.13
_SINGLE_HEIGHT = 1.75
_GAP = 1.4
_COLUMN = 8.0
_ALIKE = 3
_Gap = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Strip:
    """A stretch of the page in pixels; `single` where it holds one line of text and nothing else."""

    left: int
    top: int
    right: int
    bottom: int
    ink: int
    single: bool = True

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def width(self) -> int:
        return self.right - self.left

    def with_(self, other: Strip) -> Strip:
        return Strip(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
            self.ink + other.ink,
            self.single and other.single,
        )


def strips(page: Image.Image, dpi: float) -> list[Strip]:
    """The strips of a grey page from top to bottom; together they hold all that is dark on it."""
    ink = page.point(lambda value: 255 if value < _DARK else 0)
    bands = list(_bands(ink))
    height = _line_height(bands, dpi * _TALLEST_LINE_INCHES)
    if not height:
        return _blocks([replace(band, single=False) for band in bands])
    lines = _with_marks(bands, height)
    lines = [replace(line, single=line.height <= _SINGLE_HEIGHT * height) for line in lines]
    return _blocks(_without_columns(ink, lines, height))


def _bands(ink: Image.Image) -> Iterator[Strip]:
    """Stretches of rows with ink in them, parted by blank rows."""
    width, height = ink.size
    amounts = [round(amount * width / 255) for amount in _profile(ink, (1, height))]
    inked = [amount > max(1.0, _SPECK * width) for amount in amounts]
    edges = [row for row in range(1, height) if inked[row] != inked[row - 1]]
    for top, bottom in pairwise([0, *edges, height]):
        if inked[top] and (box := ink.crop((0, top, width, bottom)).getbbox()):
            yield Strip(box[0], top, box[2], bottom, sum(amounts[top:bottom]))


def _profile(ink: Image.Image, size: tuple[int, int]) -> Sequence[float]:
    """Mean darkness (0 to 255) of each row or column."""
    return list(ink.convert("F").resize(size, Image.Resampling.BOX).get_flattened_data())


def _line_height(bands: list[Strip], tallest: float) -> int:
    """Height that half of the ink of possible lines stands in; 0 where there are none."""
    lines = sorted((band.height, band.ink) for band in bands if band.height <= tallest)
    half = sum(ink for _, ink in lines) / 2
    for height, ink in lines:
        half -= ink
        if half <= 0:
            return height
    return 0


def _with_marks(bands: list[Strip], height: int) -> list[Strip]:
    """Put marks that a blank row cuts off back to their lines."""
    lines = list(bands)
    index = 0
    while index < len(lines):
        line = lines[index]
        above = line.top - lines[index - 1].bottom if index else height
        below = lines[index + 1].top - line.bottom if index + 1 < len(lines) else height
        if not _is_mark(line, height) or min(above, below) >= height * _MARK_HEIGHT:
            index += 1
            continue
        first = index - 1 if above < below else index
        lines[first : first + 2] = [lines[first].with_(lines[first + 1])]
        index = max(0, first - 1)
    return lines


def _is_mark(band: Strip, height: int) -> bool:
    if band.height >= height * _MARK_HEIGHT:
        return False
    return band.width < height or band.ink < _MARK_DENSITY * band.width * band.height


def _without_columns(ink: Image.Image, lines: list[Strip], height: int) -> list[Strip]:
    """Lines that have the same wide gap as their neighbours stand in columns or a table."""
    gaps = [list(_wide_gaps(ink, line, height)) if line.single else [] for line in lines]
    columns: set[int] = set()
    for first in range(len(lines) - _ALIKE + 1):
        common = gaps[first]
        for others in gaps[first + 1 : first + _ALIKE]:
            common = list(_common(common, others, height))
        if common:
            columns.update(range(first, first + _ALIKE))
    return [replace(line, single=line.single and index not in columns) for index, line in enumerate(lines)]


def _wide_gaps(ink: Image.Image, line: Strip, height: int) -> Iterator[_Gap]:
    profile = _profile(ink.crop((line.left, line.top, line.right, line.bottom)), (line.width, 1))
    inked = [amount > 0 for amount in profile]
    edges = [column for column in range(1, line.width) if inked[column] != inked[column - 1]]
    for start, end in pairwise(edges):
        wide = not inked[start] and end - start >= _GAP * height
        if wide and start >= _COLUMN * height and line.width - end >= _COLUMN * height:
            yield line.left + start, line.left + end


def _common(some: list[_Gap], others: list[_Gap], height: int) -> Iterator[_Gap]:
    for start, end in some:
        for other_start, other_end in others:
            both = max(start, other_start), min(end, other_end)
            if both[1] - both[0] >= _GAP * height / 2:
                yield both


def _blocks(lines: list[Strip]) -> list[Strip]:
    """Join neighbours that are not single lines: the engine finds its way in them by itself."""
    joined: list[Strip] = []
    for line in lines:
        if joined and not line.single and not joined[-1].single:
            joined[-1] = joined[-1].with_(line)
        else:
            joined.append(line)
    return joined
