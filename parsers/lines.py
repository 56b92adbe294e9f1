"""Lines: what a careful reader sees as one line, made of the reader's blocks.

Blocks are normalised, parts of one line that stand apart are merged ("1." and its text, a heading
and its colon), several lines in one are split ("1. … 2. …", a heading glued to a line's end).
Every piece keeps its place in the raw block.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parsers.heading_scan import HeadingScan, scan_heading, scan_misspelt
from parsers.lexicon import lexicon
from parsers.line_splits import split_points
from parsers.mapped import MappedText, join
from parsers.markers import Marker, Style, read_marker
from schemas.kinds import Kind
from schemas.matching import arabic_digits
from schemas.records import BlockKind, Break

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parsers.thai import Normalised
    from schemas.records import Block

TEMPLATE = 0.6
"""Chrome score from which a block is template."""

MAX_HEADING = 160
"""No heading is longer; the longest seen on 195 pages has 95 characters."""


@dataclass(slots=True)
class Line:
    """One line: its text (`value` has Arabic digits), its first block and how it is set off.

    `marker` is what the line would begin with as an item; `scan` what it says as a heading
    (behind a marker that is a number or bullet).
    """

    text: MappedText
    value: str
    block: Block
    break_before: Break
    blank_before: int
    marker: Marker | None = None
    scan: HeadingScan | None = None
    noise: bool = False
    split: bool = False
    """Whether the line was cut off the end of the one before it."""

    @property
    def template(self) -> bool:
        """Whether the reader takes it for menu, banner or footer."""
        return self.block.chrome >= TEMPLATE

    @property
    def bare(self) -> str:
        """The text behind the marker."""
        return self.value[self.marker.end :] if self.marker else self.value

    @property
    def strong(self) -> bool:
        """Whether the layout sets the line off: heading tag, bold, larger type, picture."""
        block = self.block
        return block.kind in (BlockKind.HEADING, BlockKind.IMAGE) or block.bold >= 0.8 or block.size >= 1.15


def _drawn(block: Block) -> Marker | None:
    """The marker that the program draws before a list item."""
    if block.number is None:
        return Marker(Style.BULLET, (), None, 0, 0, glyph="drawn", drawn=True) if _bulleted(block) else None
    parts = block.number.split(".")
    values = tuple(int(part) for part in parts if part.isdigit())
    return Marker(Style.DRAWN, values, block.number, 0, 0, glyph=f"{block.list_depth}", drawn=True)


def _bulleted(block: Block) -> bool:
    return block.kind is BlockKind.ITEM and block.list_id is not None


def read_line(line: Line) -> Line:
    """Set marker and scan from the line's text (in place); returns the line."""
    value = line.value
    typed = read_marker(value)
    drawn = _drawn(line.block) if line.text.pieces and line.text.pieces[0].start == 0 else None
    line.marker = typed if drawn is None or (typed and typed.style is not Style.BULLET) else drawn
    if typed is not None and drawn is not None and typed.weak:
        line.marker = drawn
    line.scan = None
    if line.marker is not None and line.marker.style is Style.KIND:
        if line.marker.kind is Kind.BACKGROUND:
            return _part(line, line.marker)
        return line
    if len(value) <= MAX_HEADING or line.marker is None:
        start = line.marker.end if line.marker else 0
        opening = re.match(r"[\s“”\"'‘’*#>»=~_■◆❖➢➤►▶✓✔★☆|\[]*", value[start:])
        start += opening.end() if opening else 0
        line.scan = scan_heading(value, start)
        if (line.scan is None and line.marker is None) or (line.scan and not line.scan.whole):
            line.scan = scan_misspelt(value, start) or line.scan
    return line


def _part(line: Line, marker: Marker) -> Line:
    """ "ส่วนที่ 3 …" opens a part: the heading it names, else background."""
    inner = scan_heading(line.value, marker.end)
    whole = inner is not None and inner.whole and inner.number is None
    line.scan = inner if whole else HeadingScan(
        (Kind.BACKGROUND,), marker.start, marker.end, len(line.value), whole=True
    )  # fmt: skip
    line.marker = None
    return line


def _line(text: MappedText, block: Block, break_before: Break, blank: int) -> Line:
    return Line(text, arabic_digits(text.value), block, break_before, blank)


def _from_blocks(blocks: Sequence[Block], normalised: Sequence[Normalised]) -> Iterator[Line]:
    words = lexicon()
    blank = 0
    for index, (block, norm) in enumerate(zip(blocks, normalised, strict=True)):
        text = MappedText.of(index, norm.text).cut(0)
        if not text.value:
            blank += 1 + block.blank_before
            continue
        line = _line(text, block, block.break_before, block.blank_before + blank)
        blank = 0
        line.noise = words.noise.search(line.value) is not None and len(line.value) < MAX_HEADING
        yield read_line(line)


RUNNING_HEAD = 3
"""Times that the same line (digits apart) stands on a document before it is a running head."""


def _mark_running_heads(lines: list[Line]) -> list[Line]:
    """Lines that return all over the document, with changing numbers, are page furniture (in place)."""
    keys = [re.sub(r"[\d\s]+", "", line.value) for line in lines]
    counts = Counter(keys)
    for line, key in zip(lines, keys, strict=True):
        returning = counts[key] >= RUNNING_HEAD and 8 <= len(key) <= MAX_HEADING
        unmarked = line.marker is None or line.marker.weak
        if returning and unmarked and (line.scan is None or not line.scan.whole):
            line.noise = True
    return lines


def _merged(first: Line, second: Line) -> Line:
    merged = _line(
        join((first.text, second.text)), _stronger(first, second), first.break_before, first.blank_before
    )
    merged.noise = first.noise and second.noise
    return read_line(merged)


def _stronger(first: Line, second: Line) -> Block:
    """The block whose style speaks for both: that of the longer text, in the first one's place."""
    if len(second.value) <= len(first.value):
        return first.block
    block = second.block
    return replace(
        first.block, cell=block.cell, bold=block.bold, size=block.size, level=block.level, link=block.link,
        kind=first.block.kind if first.block.kind is not BlockKind.HEADING else block.kind,
    )  # fmt: skip


LONE_NUMBER = re.compile(r"[(]?\d{1,2}(?:\.\d{1,2})*[.)]{0,2}")
LONE_COLON = re.compile(r"[:=：]")
LABEL_WITHOUT_NUMBER = re.compile(r"ที่\s*[:]?$")
ONLY_GLOSS = re.compile(r"[(\[][A-Za-z &/,.\-]{2,50}[)\]]\s*[:：]?$")
OPEN_BRACKET = re.compile(r"[(\[][^)\]]{0,30}$")
SPLIT_HEADING = 30


def _same_row(first: Line, second: Line) -> bool:
    a, b = first.block.cell, second.block.cell
    if a is None or b is None:
        return a is b
    return a.table == b.table and a.row == b.row


def _belongs(first: Line, second: Line, lone: int) -> bool:
    """Whether the second line is the rest of the first."""
    if not _same_row(first, second) or second.noise:
        return False
    marker = first.marker
    if LONE_COLON.match(second.value):
        return True
    empty = marker is not None and marker.end >= len(first.value) and not marker.drawn
    if empty and marker is not None:
        follower = second.marker
        if follower is not None and not follower.weak and follower.style is not Style.LETTER:
            return False
        heading = second.scan is not None and second.scan.whole and marker.style is Style.KIND
        return not heading
    if LONE_NUMBER.fullmatch(first.value):
        number = int(re.sub(r"\D.*", "", first.value.lstrip("(")))
        return second.marker is None and number in (1, lone + 1) and len(second.value) > 3
    return _heading_goes_on(first, second)


def _heading_goes_on(first: Line, second: Line) -> bool:
    scan = first.scan
    if (
        scan is not None
        and scan.whole
        and second.value[0] in "/|&"
        and len(second.value) <= 2 * SPLIT_HEADING
    ):
        return True
    if len(second.value) > SPLIT_HEADING or len(first.value) > (
        MAX_HEADING if scan and scan.whole else SPLIT_HEADING
    ):
        return False
    if scan is not None and OPEN_BRACKET.search(first.value) and ")" in second.value:
        return True
    if scan is not None and LABEL_WITHOUT_NUMBER.search(first.value) and second.value[0].isdigit():
        return True
    if scan is not None and scan.whole and scan.gloss is None and ONLY_GLOSS.match(second.value):
        return True
    if scan is not None and scan.whole and second.value.startswith("ของ"):
        return lexicon().office.fullmatch(second.value.removeprefix("ของ")) is not None
    if second.scan is not None and not second.scan.whole:
        return False
    if second.blank_before or second.marker or second.break_before is Break.PAGE:
        return False
    whole = scan_heading(first.bare + second.value)
    return (
        whole is not None
        and whole.whole
        and len(whole.kinds) == 1
        and (scan is None or not scan.whole or second.scan is None)
        and (scan is None or scan.whole or scan.kind is whole.kind)
        and (second.scan is None or whole.core_end > len(first.bare))
        and second.break_before is not Break.PARAGRAPH
    )


def _merge(lines: Iterable[Line]) -> list[Line]:
    merged: list[Line] = []
    lone = 0
    for line in lines:
        while merged and _belongs(merged[-1], line, lone):
            first = merged.pop()
            if LONE_NUMBER.fullmatch(first.value):
                lone = int(re.sub(r"\D.*", "", first.value.lstrip("(")))
            line = _merged(first, line)  # noqa: PLW2901
            if LONE_NUMBER.fullmatch(first.value) and line.marker is not None:
                line.marker = replace(line.marker, weak=False)
        merged.append(line)
    return merged


def _split(lines: list[Line]) -> Iterator[Line]:
    for index, line in enumerate(lines):
        if line.noise:
            yield line
        else:
            yield from _parts(line, lines[index + 1] if index + 1 < len(lines) else None)


def _parts(line: Line, following: Line | None) -> Iterator[Line]:
    """The lines that a printed line holds; parts are split again until nothing is left to split."""
    points = split_points(
        line.value, line.marker,
        following.value if following else "", following.marker if following else None,
    )  # fmt: skip
    if not points:
        yield line
        return
    parts: list[Line] = []
    start = 0
    for point in [*points, len(line.value)]:
        text = line.text.cut(start, point)
        if text.value:
            first = start == 0
            broken = line.break_before if first else Break.SOFT
            part = _line(text, line.block, broken, line.blank_before if first else 0)
            part.split = not first
            parts.append(read_line(part))
        start = point
    for index, part in enumerate(parts):
        yield from _parts(part, parts[index + 1] if index + 1 < len(parts) else following)


ONE_LISTED = re.compile(r"\s*1\s?[.)]\s*(?=\S)")


def _relabel(lines: list[Line]) -> list[Line]:
    """ "เป้าประสงค์ 1. …" is a label, no heading over a list, where "เป้าประสงค์ 2. …" follows (in place)."""
    seconds = {
        line.marker.kind for line in lines
        if line.marker is not None and line.marker.style is Style.KIND and line.marker.values == (2,)
    }  # fmt: skip
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
    lines = _mark_running_heads(list(_from_blocks(blocks, normalised)))
    return list(_split(_relabel(_merge(lines))))
