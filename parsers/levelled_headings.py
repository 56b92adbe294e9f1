"""Headings in no list, told by their level or their number among the headings that are known."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.line_context import next_line, opens_list
from parsers.since_heading import series_of
from parsers.unknown_headings import LINKED, LONGEST, may_be_heading

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from parsers.line import Line
    from parsers.markers import Marker
    from parsers.since_heading import Series
    from schemas.kinds import Kind


def numbered_headings(lines: Sequence[Line]) -> set[int]:
    """Lines that go on with the numbers of the headings and have a list of their own.

    "1. (vision) … 2. (in no list) 2.1 … 2.2 … 3. (mission)": the number tells that 2. is no item.
    """
    styles = _heading_series(lines)
    found: set[int] = set()
    last: dict[Series, int] = {}
    for index, line in enumerate(lines) if styles else ():
        marker = line.marker
        if line.noise or marker is None or marker.level != 1:
            continue
        series = series_of(marker)
        if _is_whole(line):
            last = {series: marker.values[0]} if series in styles else {}
        elif last.get(series) == marker.values[0] - 1 and _has_own_list(lines, index, marker):
            found.add(index)
            last = {series: marker.values[0]}
        else:
            last.pop(series, None)
    return found


def _is_whole(line: Line) -> bool:
    return line.scan is not None and line.scan.whole and not line.scan.fuzzy


def _heading_series(lines: Sequence[Line]) -> set[Series]:
    """The ways in which headings of two kinds or more are numbered."""
    kinds: dict[Series, set[Kind]] = {}
    for line in lines:
        marker = line.marker
        if marker is not None and marker.level == 1 and line.scan is not None and _is_whole(line):
            kinds.setdefault(series_of(marker), set()).add(line.scan.kind)
    return {series for series, found in kinds.items() if len(found) > 1}


def _has_own_list(lines: Sequence[Line], index: int, marker: Marker) -> bool:
    line, below = lines[index], next_line(lines, index)
    if line.scan is not None or len(line.value) > LONGEST or below is None or below.marker is None:
        return False
    if below.marker.level > 1:
        return below.marker.values[:-1] == marker.values and below.marker.first
    return opens_list(below) and series_of(below.marker) != series_of(marker) and below.marker.kind is None


def levelled_headings(lines: Sequence[Line], known: Collection[int], menu: set[int]) -> set[int]:
    """Lines over a list or a text, among known headings of their level."""
    found: set[int] = set()
    levelled = sorted(index for index in known if lines[index].block.level)
    for before, after in pairwise(levelled):
        level = lines[before].block.level
        if level != lines[after].block.level:
            continue
        for index in range(before + 1, after):
            line = lines[index]
            asked = line.block.level == level and index not in menu and index not in known
            if asked and _is_levelled(lines, index, known):
                found.add(index)
    return found


def _is_levelled(lines: Sequence[Line], index: int, known: Collection[int]) -> bool:
    line = lines[index]
    if line.noise or line.template or line.marker is not None or len(line.value) > LONGEST:
        return False
    below = next_line(lines, index)
    if below is None or below.block.link >= LINKED:
        return False
    if opens_list(below):
        return True
    above = lines[index - 1]
    beside = below.block.cell == line.block.cell and not below.block.level and not above.block.level
    return beside and index - 1 not in known and may_be_heading(line)
