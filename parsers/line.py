"""The line: text with its place, its marker, and what it says as a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.heading_cursor import is_thai
from parsers.heading_scan import HeadingScan, scan_by_gloss, scan_heading, scan_misspelt
from parsers.mapped import MappedText
from parsers.markers import EMOJI, Marker, Style, drawn_letter, marker_beside
from schemas.kinds import Kind
from schemas.matching import arabic_digits
from schemas.records import BlockKind, Break

if TYPE_CHECKING:
    from schemas.records import Block

TEMPLATE = 0.6
"""Chrome score from which a block is template."""

MAX_HEADING = 160
"""No heading is longer; the longest seen on 195 pages has 95 characters."""


OPENING = re.compile(r"[\s“”\"'‘’*#>»=~_■◆❖➢➤►▶✓✔★☆|\[]*")
"""Ornaments before a heading."""


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
    drawn: Marker | None = None
    """What the program draws, where a typed marker that needs a series stands before the text too."""
    noise: bool = False
    furniture: bool = False
    """Whether it is noise that only parts pages: the text above goes on below it."""
    split: bool = False
    """Whether the line was cut off the end of the one before it."""

    @property
    def template(self) -> bool:
        """Whether the reader takes it for menu, banner or footer."""
        return self.block.chrome >= TEMPLATE

    @property
    def on_drawn_page(self) -> bool:
        """Whether a reader of drawn pages (PDF, OCR) placed it: heads of pages and wraps are known there."""
        return self.block.path.startswith("page[")

    @property
    def wrapped(self) -> bool:
        """Whether the layout of a drawn page shows that it goes on with the line above."""
        return self.on_drawn_page and self.break_before is Break.SOURCE

    @property
    def bare(self) -> str:
        """The text behind the marker."""
        return self.value[self.marker.end :] if self.marker else self.value

    @property
    def strong(self) -> bool:
        """Whether the layout sets the line off: heading tag, bold, larger type, picture."""
        block = self.block
        return block.kind in (BlockKind.HEADING, BlockKind.IMAGE) or block.bold >= 0.8 or block.size >= 1.15


def _drawn(line: Line) -> Marker | None:
    """The marker that the program draws before a list item, where the line is its beginning."""
    block = line.block
    if block.number is None and block.drawn_label is None and not _bulleted(block):
        return None
    if line.text.start != 0:
        return None
    if block.drawn_label is not None:
        label = scan_heading(arabic_digits(block.drawn_label))
        if label is not None and label.number is not None:
            values = tuple(int(part) for part in label.number.split("."))
            return Marker(
                Style.KIND, values, label.number, 0, 0, glyph=label.kind.value, kind=label.kind, drawn=True
            )
    if block.number is None:
        return Marker(Style.BULLET, (), None, 0, 0, glyph="drawn", drawn=True) if _bulleted(block) else None
    parts = block.number.split(".")
    values = tuple(int(part) for part in parts if part.isdigit()) or drawn_letter(block.number)
    return Marker(Style.DRAWN, values, block.number, 0, 0, glyph=f"{block.list_depth}", drawn=True)


def _bulleted(block: Block) -> bool:
    return block.kind is BlockKind.ITEM and block.list_id is not None


def read_line(line: Line) -> Line:
    """Set marker and scan from the line's text (in place); returns the line."""
    value = line.value
    scan = scan_heading(value)
    typed = marker_beside(scan, value) if value else None
    block = line.block
    if block.list_id is not None or block.number is not None or block.drawn_label is not None:
        _set_marker(line, typed, _drawn(line))
    else:
        line.marker, line.drawn = typed, None
    line.scan = None
    marker = line.marker
    if marker is not None and marker.style is Style.KIND:
        return _part(line, marker) if marker.kind is Kind.BACKGROUND else line
    if marker is None or marker.end < len(value) <= MAX_HEADING:
        start = marker.end if marker is not None else 0
        if not is_thai(value[start : start + 1]):
            opening = OPENING.match(value, start)
            start = opening.end() if opening else start
        if start:
            scan = scan_heading(value, start)
        if scan is not None and marker is not None and EMOJI.match(marker.glyph):
            line.marker = None  # an ornament of the heading
        line.scan = scan if scan is not None and scan.whole else _misread(line, scan, start)
    return line


def _set_marker(line: Line, typed: Marker | None, drawn: Marker | None) -> None:
    """The typed marker, or the one that the program draws where the typed one says less (in place)."""
    line.marker = typed if drawn is None or (typed and typed.style is not Style.BULLET) else drawn
    line.drawn = None
    if typed is not None and drawn is not None and typed.weak:
        line.marker = typed if drawn.style is Style.BULLET else drawn
        line.drawn = drawn


def _misread(line: Line, scan: HeadingScan | None, start: int) -> HeadingScan | None:
    """What a line may be that is a heading but for its spelling; else the scan as it was."""
    if scan is not None or line.marker is None:
        scan = scan_misspelt(line.value, start) or scan
    if scan is None and line.block.certainty < 1.0:
        scan = scan_by_gloss(line.value, start)
    return scan


def _part(line: Line, marker: Marker) -> Line:
    """A part ("ส่วนที่ 3 …"): the heading it names, else background (in place)."""
    inner = scan_heading(line.value, marker.end)
    whole = inner is not None and inner.whole and inner.number is None
    line.scan = inner if whole else HeadingScan(
        (Kind.BACKGROUND,), marker.start, marker.end, len(line.value), whole=True
    )  # fmt: skip
    line.marker = None
    return line


def make_line(text: MappedText, block: Block, break_before: Break, blank: int) -> Line:
    """A line of a text; its marker and scan are not read yet."""
    return Line(text, arabic_digits(text.value), block, break_before, blank)
