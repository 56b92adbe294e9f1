"""Lines: what a careful reader sees as one line, made of the reader's blocks.

Blocks are normalised, parts of one line that stand apart are merged ("1." and its text, a heading
and its colon), several lines in one are split ("1. … 2. …", a heading glued to a line's end).
Every piece keeps its place in the raw block.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.joined import JoinedTexts
from parsers.line import Line, make_line, read_line
from parsers.line_merges import merge_lines
from parsers.line_splits import split_points
from parsers.mapped import MappedText
from parsers.markers import Marker, Style
from parsers.noise import is_noise, mark_noise
from parsers.running_heads import mark_running_heads
from parsers.split_cues import may_hold_several
from schemas.matching import THAI_DIGITS, arabic_digits
from schemas.records import Break

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.thai import Normalised
    from schemas.records import Block


LONGEST = 4000
"""Characters of the longest line that is read as one; a whole page that came as one line has fewer."""


def _bounded(line: Line) -> Iterator[Line]:
    """The parts of a line so long that no person wrote it as one, cut at spaces; most lines are one part."""
    if len(line.value) <= LONGEST:
        yield read_line(line)
        return
    text = line.text
    first = True
    while len(text.value) > LONGEST:
        at = text.value.rfind(" ", LONGEST // 2, LONGEST)
        at = at if at > 0 else LONGEST
        part = make_line(text.cut(0, at), line.block, line.break_before if first else Break.SOFT, 0)
        part.blank_before, part.split = (line.blank_before, False) if first else (0, True)
        yield read_line(part)
        text, first = text.cut(at), False
    if text.value:
        part = make_line(text, line.block, Break.SOFT, 0)
        part.split = True
        yield read_line(part)


def _from_blocks(blocks: Sequence[Block], normalised: Sequence[Normalised]) -> list[Line]:
    """The lines of the blocks that have text; what they are is looked for in all of them at once."""
    lines: list[Line] = []
    blank = 0
    for index, (block, norm) in enumerate(zip(blocks, normalised, strict=True)):
        text = MappedText.stripped(index, norm.text)
        if not text.value:
            blank += 1 + block.blank_before
            continue
        lines.append(Line(text, text.value, block, block.break_before, block.blank_before + blank))
        blank = 0
    values = [line.value for line in lines]
    for index in JoinedTexts(values).holding(THAI_DIGITS):
        lines[index].value = arabic_digits(lines[index].value)
    mark_noise(lines)
    if max(map(len, values), default=0) <= LONGEST:
        return [read_line(line) for line in lines]
    return [part for line in lines for part in _bounded(line)]


FULL = 0.93
"""The part of the longest line from which a line may have been wrapped."""


def _join_pages(lines: list[Line]) -> list[Line]:
    """The first line of a drawn page goes on with the last one of the page before, if full (in place)."""
    content = [line for line in lines if not (line.noise or line.template) and line.on_drawn_page]
    pages: dict[int | None, list[Line]] = {}
    for line in content:
        pages.setdefault(line.block.page, []).append(line)
    for before, line in pairwise(content):
        if line.break_before is not Break.PAGE or before.block.box is None or line.block.box is None:
            continue
        left, _, right, _ = before.block.box
        alike = [
            other.block.box[2] - left
            for other in pages[before.block.page]
            if other.block.box is not None and abs(other.block.box[0] - left) < NEAR_LEFT
        ]
        full = right - left >= FULL * max(alike) and len(alike) > 1
        if full and abs(line.block.box[0] - left) < NEAR_LEFT and before.strong == line.strong:
            line.break_before = Break.SOURCE
    return lines


NEAR_LEFT = 3.0
"""Points by which lines that begin at one place may differ."""

FOOTNOTE = re.compile(r"(?:\d{1,2}|[*†‡])(?:[\s.)]?\s*\D|$)")
FOOTNOTE_RULE = re.compile(r"[_–—-]{8,}")
FOOTNOTE_LINES = 6
FOOTNOTE_NUMBER = re.compile(r"(\d{1,2})(?:\s|$)")
CALL = re.compile(r"[\u0e01-\u0e4e](\d{1,2})(?=\s|$)")
"""A number glued to a word calls a footnote."""


def _mark_footnotes(lines: list[Line]) -> list[Line]:
    """Notes at the end of a page, below a drawn rule or called by number, are page furniture (in place)."""
    called: set[str] = set()
    for index, line in enumerate(lines):
        called = set() if line.break_before is Break.PAGE else called
        ruled = FOOTNOTE_RULE.fullmatch(line.value) is not None
        number = FOOTNOTE_NUMBER.match(line.value)
        if ruled or (number is not None and number.group(1) in called):
            first = index + ruled
            below = lines[first + 1 : first + 1 + FOOTNOTE_LINES]
            end = next((at for at, other in enumerate(below, 1) if other.break_before is Break.PAGE), 0)
            if end and FOOTNOTE.match(lines[first].value) and lines[first].break_before is not Break.PAGE:
                for other in lines[first : first + end]:
                    other.noise = other.furniture = True
        called.update(CALL.findall(line.value))
    return lines


def _split(lines: list[Line]) -> Iterator[Line]:
    series: Marker | None = None
    several = may_hold_several([line.value for line in lines], [line.marker for line in lines])
    for index, line in enumerate(lines):
        if line.noise:
            yield line
            continue
        if line.blank_before or (line.scan is not None and line.scan.whole):
            series = None
        if index not in several:
            if line.marker is not None:
                series = line.marker if line.marker.values and not line.marker.weak else None
            yield line
            continue
        following = lines[index + 1] if index + 1 < len(lines) else None
        for part in _parts(line, following, series):
            if part.marker is not None:
                series = part.marker if part.marker.values and not part.marker.weak else None
            yield part


def _parts(line: Line, following: Line | None, series: Marker | None = None) -> Sequence[Line]:
    """The lines that a printed line holds; parts are split again until nothing is left to split."""
    points = split_points(
        line.value, line.marker,
        following.value if following else "", following.marker if following else None,
        series if line.break_before in (Break.SOFT, Break.SOURCE) else None,
    )  # fmt: skip
    if not points:
        return (line,)
    parts: list[Line] = []
    start = 0
    for point in [*points, len(line.value)]:
        text = line.text.cut(start, point)
        if text.value:
            first = start == 0
            broken = line.break_before if first else Break.SOFT
            part = make_line(text, line.block, broken, line.blank_before if first else 0)
            part.split = not first
            part.noise = not first and is_noise(part.value)
            parts.append(read_line(part))
        start = point
    whole: list[Line] = []
    for index, part in enumerate(parts):
        whole.extend(_parts(part, parts[index + 1] if index + 1 < len(parts) else following))
    return whole


ONE_LISTED = re.compile(r"\s*1\s*[.)]\s*(?=\S)")


def _relabel(lines: list[Line]) -> list[Line]:
    """A kind with "1." is a label, no heading over a list, where the kind with "2." follows (in place)."""
    seconds = {
        line.marker.kind for line in lines
        if line.marker is not None and line.marker.style is Style.KIND and line.marker.values == (2,)
    }  # fmt: skip
    if not seconds:
        return lines
    for line in lines:
        scan = line.scan
        if scan is None or scan.kind not in seconds or line.marker is not None:
            continue
        number = ONE_LISTED.match(line.value, scan.core_end)
        if number is not None:
            line.marker = Marker(
                Style.KIND, (1,), "1", scan.start, number.end(), glyph=scan.kind.value, kind=scan.kind
            )
            line.scan = None
    return lines


def read_lines(blocks: Sequence[Block], normalised: Sequence[Normalised]) -> list[Line]:
    """The lines of a document in reading order; every block's text lies in exactly one or more."""
    lines = mark_running_heads(_from_blocks(blocks, normalised))
    if any(line.break_before is Break.PAGE for line in lines):
        lines = _join_pages(_mark_footnotes(lines))
    merged = _relabel(merge_lines(lines))
    split = list(_split(merged))
    return split if len(split) == len(merged) else mark_running_heads(split)
