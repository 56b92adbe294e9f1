"""A page cut into strips: single lines where they can be told apart, whole stretches elsewhere.

Left to itself the engine takes the tone marks of widely set Thai for lines of their own: one letter in
ten is lost on clean pages. Given one line at a time it has nothing to mistake, and takes half the time.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from PIL import Image

_DARK = 150
_SPECK = 0.0008
"""Share of a row's width that may be dark without the row being anything else than blank."""
_TALLEST_LINE_INCHES = 0.5
_MARK_HEIGHT = 0.62
_MARK_DENSITY = 0.13
_NEAR = 0.12
_ONE_LINE, _FEW_LINES = 1.5, 4.5
_LEAST_LINE = 0.6
_TOUCH = 0.2
"""A row may be cut through that has so little of the average ink."""
_SPECK_SIZE = 0.25
_MOST_LINES = 150
_RULE_HEIGHT, _RULE_WIDTH, _SOLID = 0.3, 3.0, 0.85
_GAP = 1.4
_COLUMN = 8.0
_ALIKE = 3
_Gap = tuple[int, int]


class Layout(IntEnum):
    """What a strip holds, from simple to unknown."""

    LINE = 1
    """One line of text and nothing else."""
    LINES = 2
    """A few lines that touch each other."""
    PAGE = 3
    """Columns, tables, pictures: whatever a page may hold."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A stretch of the page in pixels, and what it holds."""

    left: int
    top: int
    right: int
    bottom: int
    ink: int
    layout: Layout = Layout.LINE

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
            max(self.layout, other.layout),
        )


def strips(page: Image.Image, dpi: float) -> list[Strip]:
    """The strips of a grey page from top to bottom: all that is on it but drawn lines and specks."""
    ink = page.point(lambda value: 255 if value < _DARK else 0)
    tallest = dpi * _TALLEST_LINE_INCHES
    bands = list(_bands(ink))
    height = _line_height(bands, tallest)
    lines = _with_marks([band for band in bands if not _is_rule(band, height)], height)
    height = _line_height(lines, tallest) or height
    lines = [piece for line in lines if not _is_speck(line, height) for piece in _split(ink, line, height)]
    lines = [replace(line, layout=_layout(line.height, height)) for line in lines]
    if len(lines) > _MOST_LINES:
        return _joined([replace(line, layout=Layout.PAGE) for line in lines], height)
    return _joined(_with_columns(ink, lines, height), height)


def _layout(height: int, of_line: int) -> Layout:
    if height <= _ONE_LINE * of_line:
        return Layout.LINE
    return Layout.LINES if height <= _FEW_LINES * of_line else Layout.PAGE


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
    means = ink.convert("F").resize(size, Image.Resampling.BOX)
    return struct.unpack(f"={max(size)}f", means.tobytes())


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
        gap = min(above, below)
        if gap >= height * _MARK_HEIGHT or not _is_mark(line, gap, height):
            index += 1
            continue
        first = index - 1 if above < below else index
        lines[first : first + 2] = [lines[first].with_(lines[first + 1])]
        index = max(0, first - 1)
    return lines


def _is_mark(band: Strip, gap: int, height: int) -> bool:
    """Whether a band is too low for a line and too thin, too narrow or too near to be a low one."""
    if band.height >= height * _MARK_HEIGHT:
        return False
    thin = band.ink < _MARK_DENSITY * band.width * band.height
    return thin or band.width < height or gap <= _NEAR * height


def _is_rule(band: Strip, height: int) -> bool:
    """Whether it is a drawn line, which the engine would take for dashes."""
    solid = band.ink > _SOLID * band.width * band.height
    return solid and band.height < _RULE_HEIGHT * height and band.width > _RULE_WIDTH * height


def _split(ink: Image.Image, strip: Strip, height: int) -> Iterator[Strip]:
    """Part lines that touch by a mark or two, at the row with the least ink."""
    first, last = round(_LEAST_LINE * height), strip.height - round(_LEAST_LINE * height)
    if not _ONE_LINE * height < strip.height <= _FEW_LINES * height or first >= last:
        yield strip
        return
    box = (strip.left, strip.top, strip.right, strip.bottom)
    rows = [amount * strip.width / 255 for amount in _profile(ink.crop(box), (1, strip.height))]
    row = min(range(first, last), key=rows.__getitem__)
    if rows[row] * strip.height > _TOUCH * strip.ink:
        yield strip
        return
    for top, bottom in ((0, row), (row, strip.height)):
        part = (strip.left, strip.top + top, strip.right, strip.top + bottom)
        if found := ink.crop(part).getbbox():
            piece = Strip(
                strip.left + found[0], part[1] + found[1], strip.left + found[2], part[1] + found[3], 0
            )
            yield from _split(ink, replace(piece, ink=round(sum(rows[top:bottom]))), height)


def _is_speck(line: Strip, height: int) -> bool:
    return max(line.width, line.height) < _SPECK_SIZE * height


def _with_columns(ink: Image.Image, lines: list[Strip], height: int) -> list[Strip]:
    """Lines that have the same wide gap as their neighbours stand in columns or a table."""
    gaps = [list(_wide_gaps(ink, line, height)) if line.layout is Layout.LINE else [] for line in lines]
    columns: set[int] = set()
    for first in range(len(lines) - _ALIKE + 1):
        run = range(first, first + _ALIKE)
        common = gaps[first]
        for index in run[1:]:
            common = list(_common(common, gaps[index], height))
        if any(_parts(gap, [lines[index] for index in run], height) for gap in common):
            columns.update(run)
    return [
        replace(line, layout=Layout.PAGE) if index in columns else line for index, line in enumerate(lines)
    ]


def _parts(gap: _Gap, lines: list[Strip], height: int) -> bool:
    """Whether a gap has wide text on both sides: what hangs left of a list is narrow."""
    left = gap[0] - min(line.left for line in lines)
    right = max(line.right for line in lines) - gap[1]
    return min(left, right) >= _COLUMN * height


def _wide_gaps(ink: Image.Image, line: Strip, height: int) -> Iterator[_Gap]:
    profile = _profile(ink.crop((line.left, line.top, line.right, line.bottom)), (line.width, 1))
    inked = [amount > 0 for amount in profile]
    edges = [column for column in range(1, line.width) if inked[column] != inked[column - 1]]
    for start, end in pairwise(edges):
        if not inked[start] and end - start >= _GAP * height:
            yield line.left + start, line.left + end


def _common(some: list[_Gap], others: list[_Gap], height: int) -> Iterator[_Gap]:
    for start, end in some:
        for other_start, other_end in others:
            both = max(start, other_start), min(end, other_end)
            if both[1] - both[0] >= _GAP * height / 2:
                yield both


def _joined(lines: list[Strip], height: int) -> list[Strip]:
    """Join neighbours that are not single lines: the engine finds its way in them by itself."""
    joined: list[Strip] = []
    for line in lines:
        if joined and Layout.LINE not in {line.layout, joined[-1].layout}:
            both = joined[-1].with_(line)
            joined[-1] = replace(both, layout=max(both.layout, _layout(both.height, height)))
        else:
            joined.append(line)
    return joined
