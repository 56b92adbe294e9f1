"""Headings in no list, told by the list that begins anew below them, or by type over text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.lexicon import lexicon
from parsers.line_context import FULL_LINE, next_line, opens_list
from parsers.markers import Marker, Style
from parsers.numbering import leads_in
from parsers.one_text import ONE_TEXT
from parsers.since_heading import DOUBLE_QUOTES, Place, announces, begun, count, read, series_of
from schemas.kinds import Kind
from schemas.records import Break

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.line import Line
    from parsers.since_heading import Series

LONGEST, SHORTEST = 60, 4
"""Characters of a heading that only its place tells."""
AHEAD = 60
"""Lines below in which an open list may go on, so that what stands between is inside it."""
LINKED = 0.5
SHORT_LINE = 40
"""Characters of a line of a text file that no program would have wrapped there."""
DEEPER = 3
"""Columns of a text file by which a list stands deeper; elsewhere one step does."""
FEW_TEXTS = frozenset({Kind.CORE_VALUE, Kind.IDENTITY, Kind.IDEOLOGY, Kind.OTHER})
"""Kinds whose section may have no list: one below their text is another section's where it is set apart."""
THAI = re.compile("[\u0e01-\u0e2e]")
QUOTES = DOUBLE_QUOTES + "'‘’"


@dataclass(frozen=True, slots=True)
class UnknownHeadings:
    """Lines that are headings in no list, and lines that may be one and are read as a wrap."""

    found: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()


def unknown_headings(lines: Sequence[Line], known: Mapping[int, Kind], menu: set[int]) -> UnknownHeadings:
    """Which lines are headings though nothing but a list below tells it; `known` are the other headings.

    Linear in the number of lines; only where a list begins are up to `AHEAD` lines looked at again.
    """
    if not known:
        return UnknownHeadings()
    found: list[int] = []
    doubtful: list[int] = []
    first = min(known)
    place = Place(known[first], first)
    for index in range(first, len(lines)):
        line = lines[index]
        if line.noise or line.template or index in menu:
            continue
        if index in known:
            place = begun(index, line, known)
        elif line.marker is not None:
            count(place, line, line.marker)
        else:
            sure = _over_list(lines, index, place, known)
            if sure is False:
                sure = _over_text(lines, index, place, known)
            if sure:
                found.append(index)
                place = begun(index, line, known)
            else:
                read(place, line)
                if sure is None:
                    doubtful.append(index)
        place.text = index
    return UnknownHeadings(tuple(found), tuple(doubtful))


@dataclass(frozen=True, slots=True)
class _Found:
    """A line that may be a heading: what stands above it, and the first item below."""

    line: Line
    before: Line
    first: Line
    below: int
    """Index of the first item."""
    marker: Marker
    """Of the first item."""
    apart: bool
    """Whether layout parts the line from what stands above."""


def _over_list(lines: Sequence[Line], index: int, place: Place, known: Mapping[int, Kind]) -> bool | None:
    """Whether a line without a marker is the heading of the list below it; None where it may be."""
    line = lines[index]
    if place.kind is Kind.BACKGROUND or place.text is None:
        return False
    below = _item_below(lines, index, known)
    if below is None or not may_be_heading(line):
        return False
    first, before = lines[below], lines[place.text]
    marker = first.marker
    if marker is None or first.block.cell != line.block.cell or before.block.cell != line.block.cell:
        return False
    if not _has_second(lines, below, marker, known) or _unended(before):
        return False
    found = _Found(line, before, first, below, marker, _apart(line, before, first, place.item))
    if place.item is not None:
        return _behind_list(lines, found, place, known)
    if place.line == place.text and not place.behind:
        return False
    return _behind_text(found, place)


def _over_text(lines: Sequence[Line], index: int, place: Place, known: Mapping[int, Kind]) -> bool:
    """Whether a line set off by type parts unmarked text from other text, alone of its section."""
    line, below = lines[index], next_line(lines, index)
    if not line.strong or place.strong or place.kind is Kind.BACKGROUND or place.text is None:
        return False
    if below is None or below.strong or below.marker is not None or below.block.link >= LINKED:
        return False
    before = lines[place.text]
    if before.strong or (place.text == place.line and not place.behind) or place.quoted or _unended(before):
        return False
    if not below.block.cell == line.block.cell == before.block.cell:
        return False
    return not any(at in known for at in range(index + 1, index + 3)) and may_be_heading(line)


def may_be_heading(line: Line) -> bool:
    """Whether a line without a marker reads as a heading: no sentence, no lead-in, no name of an office."""
    value = line.value
    if not SHORTEST <= len(value) <= LONGEST or line.scan is not None or line.wrapped:
        return False
    if line.block.link >= LINKED or value[0] in QUOTES or value[-1] in QUOTES or not THAI.search(value):
        return False
    words = lexicon()
    return not (
        announces(line)
        or words.about_list.search(value)
        or words.dimension.match(value)
        or words.open_end.search(value)
        or words.open_start.match(value)
        or words.office.match(value)
        or words.parent.fullmatch(value)
        or words.sub_unit.match(value)
    )


def _item_below(lines: Sequence[Line], index: int, known: Mapping[int, Kind]) -> int | None:
    """The first item of a list that begins on the next line."""
    for below in range(index + 1, min(index + 4, len(lines))):
        line = lines[below]
        if line.noise:
            continue
        marker = line.marker
        if below in known or marker is None or marker.style in (Style.KIND, Style.PART) or marker.level > 1:
            return None
        return below if opens_list(line) and line.block.link < LINKED and not line.template else None
    return None


def _has_second(lines: Sequence[Line], below: int, first: Marker, known: Mapping[int, Kind]) -> bool:
    """Whether the list has a second item."""
    for index in range(below + 1, min(below + AHEAD, len(lines))):
        marker = lines[index].marker
        if index in known:
            return False
        if marker is not None and series_of(marker) == series_of(first):
            return not first.values or marker.values == (first.values[-1] + 1,)
    return False


def _apart(line: Line, before: Line, first: Line, item: Line | None) -> bool:
    """Whether layout parts the line from what stands above more than from the list below."""
    if line.strong and not (first.strong or before.strong):
        return True
    if line.blank_before > first.blank_before:
        return True
    if line.break_before in (Break.PARAGRAPH, Break.SOFT):
        a, b = (item or before).block.list_id, first.block.list_id
        return b is not None and line.block.list_id is None and a != b
    return line.block.indent < min(before.block.indent, first.block.indent) and not _full(before)


def _full(line: Line) -> bool:
    """Whether a line is so long that its end may have been wrapped."""
    return len(line.value) > FULL_LINE


def _unended(before: Line) -> bool:
    """Whether the text above cannot have ended there, or announces the list."""
    value = before.value
    opened = value.count("(") > value.count(")")
    return opened or leads_in(value) or lexicon().open_end.search(value) is not None


def _behind_text(found: _Found, place: Place) -> bool | None:
    """Whether the line ends the text of a section that has had no list; None where it may."""
    if place.quoted:
        return False
    if found.apart and place.kind in FEW_TEXTS | ONE_TEXT:
        return True
    if place.kind in FEW_TEXTS:
        return None
    if place.kind not in ONE_TEXT:
        return False
    sure = bool(found.marker.values) and not _full(found.before) and not _is_item_text(found)
    return True if sure else None


def _is_item_text(found: _Found) -> bool:
    return lexicon().item_start.match(found.line.value) is not None


def _behind_list(
    lines: Sequence[Line], found: _Found, place: Place, known: Mapping[int, Kind]
) -> bool | None:
    """Whether the line parts a list from another that begins anew."""
    line, series = found.line, series_of(found.marker)
    if place.item is None or place.under_text:
        return False
    if series not in place.series and not (line.strong and found.apart):
        return False
    if _deeper(found.first, place.item, place, series) or _goes_on(lines, found, place, known):
        return False
    if found.apart:
        return True
    if not found.marker.values:
        return _ended_early(found, place)
    wrap = line.break_before in (Break.SOURCE, Break.SOFT) and _full(found.before)
    return None if wrap or _is_item_text(found) else True


def _ended_early(found: _Found, place: Place) -> bool:
    """Whether the line above is an item of a text file so short that nothing was wrapped."""
    line, before = found.line, found.before
    by_source = line.break_before is Break.SOURCE and not line.on_drawn_page
    return by_source and before is place.item and len(before.value) <= SHORT_LINE and not _is_item_text(found)


def _deeper(first: Line, item: Line, place: Place, series: Series) -> bool:
    """Whether the list stands deeper than the one before: it is the last item's own."""
    if list(place.series)[-1:] != [series]:
        return False
    in_columns = first.break_before is Break.SOURCE and not first.on_drawn_page
    steps = first.block.indent - item.block.indent
    return steps >= (DEEPER if in_columns else 1) or first.block.list_depth > item.block.list_depth


def _goes_on(lines: Sequence[Line], found: _Found, place: Place, known: Mapping[int, Kind]) -> bool:
    """Whether an open list goes on behind the new one, which then stands inside it."""
    own, number = series_of(found.marker), 0
    for index in range(found.below, min(found.below + AHEAD, len(lines))):
        marker = lines[index].marker
        if index in known or (marker is not None and marker.style is Style.KIND):
            return False
        if marker is None or not marker.values:
            continue
        series, value = series_of(marker), marker.values[-1]
        if series == own and value == number + 1:
            number = value
        elif value == place.series.get(series, -1) + 1:
            return True
        elif series == own:
            return False
    return False
