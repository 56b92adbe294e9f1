"""Lines that stand apart and are one: a marker and its text, a heading and its colon or its end."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parsers.heading_scan import HeadingScan, scan_heading
from parsers.lexicon import lexicon
from parsers.line import MAX_HEADING, Line, make_line, read_line
from parsers.mapped import join
from parsers.markers import Marker, Style
from schemas.records import BlockKind, Break

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schemas.records import Block

LABEL_AT_END = re.compile(r"\s([\u0e01-\u0e4e]{4,20})\s*(?:ที่)?\s*\d{1,2}$")
LONE_NUMBER = re.compile(r"[(]?\d{1,2}(?:\.\d{1,2})*[.)]{0,2}")
LONE_LETTER = re.compile(r"[A-Z]")
LONE_COLON = (":", "：")
LABEL_WITHOUT_NUMBER = re.compile(r"ที่\s*[:]?$")
ONLY_GLOSS = re.compile(r"[(\[][A-Za-z &/,.\-]{2,50}[)\]]\s*[:：]?$")
OPEN_BRACKET = re.compile(r"[(\[][^)\]]{0,30}$")
GOES_ON = ("เชิง", "ของ", "เพื่อ", "ตาม", "ประจำ", "องค์", "ระดับ", "ร่วม", "หลัก")
"""What goes on with a heading that could also end where it does."""

SPLIT_HEADING = 30


def _is_lone_number(text: str) -> bool:
    """Whether a line is a number with its sign."""
    return (text[0] == "(" or text[0].isdigit()) and LONE_NUMBER.fullmatch(text) is not None


def _merged(first: Line, second: Line) -> Line:
    merged = make_line(
        join((first.text, second.text), glued=_year_is_cut(first, second)),
        _stronger(first, second),
        first.break_before,
        first.blank_before,
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


def _same_row(first: Line, second: Line) -> bool:
    a, b = first.block.cell, second.block.cell
    if a is b:
        return True
    if a is None or b is None:
        return False
    return a.table == b.table and a.row == b.row


def _belongs(first: Line, second: Line, lone: int) -> bool:
    """Whether the second line is the rest of the first."""
    if not _same_row(first, second) or second.noise:
        return False
    marker = first.marker
    if second.value[0].isdigit() and _number_goes_on(first, second):
        return True
    if marker is not None and _label_ends(first, second, marker):
        return True
    if second.value[0] in LONE_COLON:
        return True
    empty = marker is not None and marker.end >= len(first.value) and not marker.drawn
    if empty and marker is not None:
        follower = second.marker
        if follower is not None and not follower.weak and follower.style is not Style.LETTER:
            return False
        heading = second.scan is not None and second.scan.whole and marker.style is Style.KIND
        return not heading
    if len(first.value) == 1 and LONE_LETTER.match(first.value):
        return second.marker is None and (first.block.cell is not None or second.value[0] == first.value)
    if _is_lone_number(first.value):
        number = int(re.sub(r"\D.*", "", first.value.lstrip("(")))
        return second.marker is None and number in (1, lone + 1) and len(second.value) > 3
    if first.scan is None and (len(first.value) > SPLIT_HEADING or len(second.value) > SPLIT_HEADING):
        return False
    return _heading_goes_on(first, second)


YEAR_BEGUN = re.compile(r"(?<!\d)2(?:5\d?)?$")
YEAR_ENDED = re.compile(r"\d{1,3}(?!\d)")


def _year_is_cut(first: Line, second: Line) -> bool:
    """Whether a wrap cut a year in two ("พ.ศ. 255 ⏎ 5-2558")."""
    if second.break_before is not Break.SOURCE:
        return False
    ended = YEAR_ENDED.match(second.value)
    begun = YEAR_BEGUN.search(first.value) if ended is not None else None
    if begun is None or ended is None:
        return False
    return len(begun.group()) + len(ended.group()) == 4 and first.block.cell == second.block.cell


def _label_ends(first: Line, second: Line, marker: Marker) -> bool:
    """Whether the first line ends in the next label of its own kind, whose text the wrap put below."""
    if marker.kind is None or second.marker is not None or second.blank_before:
        return False
    if second.break_before not in (Break.SOURCE, Break.SOFT) or second.scan is not None:
        return False
    label = LABEL_AT_END.search(first.value, marker.end)
    scan = scan_heading(first.value, label.start(1)) if label is not None else None
    if scan is None or scan.kind is not marker.kind or scan.end < len(first.value):
        return False
    return scan.number == str(marker.values[-1] + 1)


def _number_goes_on(first: Line, second: Line) -> bool:
    """Whether the first line ends so that a number must follow; the second begins with one."""
    if second.blank_before or second.break_before not in (Break.SOURCE, Break.SOFT):
        return False
    if first.block.cell != second.block.cell:
        return False
    if second.marker is not None and not second.marker.weak:
        return False
    words = lexicon()
    if _year_is_cut(first, second) or words.wants_number.search(first.value) is not None:
        return True
    heads = first.scan is not None and words.open_end.search(first.value) is not None
    return heads and words.counted.match(second.value) is not None


def _heading_goes_on(first: Line, second: Line) -> bool:
    """Whether a heading was broken over two lines."""
    scan = first.scan
    if scan is not None and _completes(first, second, scan):
        return True
    if len(first.value) > SPLIT_HEADING or len(second.value) > SPLIT_HEADING:
        return False
    if second.blank_before or second.marker or second.break_before in (Break.PAGE, Break.PARAGRAPH):
        return False
    if _one_cell(first, second):
        return True
    return _one_heading(first, second)


def _one_cell(first: Line, second: Line) -> bool:
    """Whether a bold heading goes on in the next line of its cell ("จุดเน้น ⏎ ปีงบประมาณ 2566")."""
    cell, scan = first.block.cell, first.scan
    if cell is None or second.block.cell != cell or scan is None or not scan.whole:
        return False
    if second.scan is not None and not second.wrapped:
        return False
    if not (first.strong and second.strong):
        return False
    whole = scan_heading(f"{first.bare} {second.value}")
    return whole is not None and whole.whole


def _completes(first: Line, second: Line, scan: HeadingScan) -> bool:
    """Whether the second line closes what a heading left open: a list of kinds, a bracket, its office."""
    text = second.value
    gloss = second.scan is not None and second.scan.english and second.scan.kind is scan.kind
    if scan.whole and scan.gloss is None and not scan.english and gloss:
        return True
    if scan.whole and text[0] in "/|&" and len(text) <= 2 * SPLIT_HEADING:
        return True
    if len(text) > SPLIT_HEADING:
        return False
    if scan.whole and len(first.value) <= MAX_HEADING:
        if scan.gloss is None and len(first.value) <= SPLIT_HEADING and ONLY_GLOSS.match(text):
            return True
        if text.startswith("ของ"):
            return lexicon().office.fullmatch(text.removeprefix("ของ")) is not None
    if len(first.value) > SPLIT_HEADING:
        return False
    if OPEN_BRACKET.search(first.value) and ")" in text:
        return True
    return LABEL_WITHOUT_NUMBER.search(first.value) is not None and text[0].isdigit()


def _one_heading(first: Line, second: Line) -> bool:
    """Whether two short lines are one heading of the vocabulary, and not two."""
    scan = first.scan
    if scan is not None and scan.whole and not second.value.startswith(GOES_ON):
        return False
    if second.scan is not None and (not second.scan.whole or (scan is not None and scan.whole)):
        return False
    whole = scan_heading(first.bare + second.value)
    if whole is None or not whole.whole or len(whole.kinds) > 1 or whole.office or whole.foreign:
        return False
    if scan is not None and not scan.whole and scan.kind is not whole.kind:
        return False
    return second.scan is None or whole.core_end > len(first.bare)


def _may_go_on(first: Line, second: Line) -> bool:
    """Whether a line can have a rest below it: most long ones cannot. Quick."""
    marker, begins = first.marker, second.value[0]
    if len(first.value) <= SPLIT_HEADING or first.scan is not None:
        return True
    if begins.isdigit() or begins in LONE_COLON:
        return True
    return marker is not None and (marker.kind is not None or marker.end >= len(first.value))


def merge_lines(lines: Iterable[Line]) -> list[Line]:
    """Lines with what stands apart put together; every text stays, in order."""
    merged: list[Line] = []
    lone = 0
    for line in lines:
        while merged and _may_go_on(merged[-1], line) and _belongs(merged[-1], line, lone):
            first = merged.pop()
            if _is_lone_number(first.value):
                lone = int(re.sub(r"\D.*", "", first.value.lstrip("(")))
            line = _merged(first, line)  # noqa: PLW2901
            if _is_lone_number(first.value) and line.marker is not None:
                line.marker = line.marker._replace(weak=False)
            if LONE_LETTER.fullmatch(first.value) and line.marker is None:
                line.marker = Marker(Style.LETTER, (), first.value, 0, 1)
        merged.append(line)
    return merged
