"""Headings in no list, told by what stands around them: a list that begins anew, a level, a number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from parsers.lexicon import lexicon
from parsers.line_context import FULL_LINE, next_line, opens_list
from parsers.markers import Marker, Style
from parsers.numbering import leads_in
from schemas.kinds import Kind
from schemas.records import Break

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.line import Line

LONGEST, SHORTEST = 60, 4
"""Characters of a heading that only its place tells."""
AHEAD = 60
"""Lines below in which an open list may go on, so that what stands between is inside it."""
LINKED = 0.5
DEEPER = 3
"""Columns of a text file, or steps elsewhere divided by it, by which a list stands deeper."""
ONE_TEXT = frozenset({Kind.VISION, Kind.MOTTO, Kind.PHILOSOPHY})
"""Kinds that have no list: one below their text is another section's."""
FEW_TEXTS = frozenset({Kind.CORE_VALUE, Kind.IDENTITY, Kind.IDEOLOGY, Kind.OTHER})
"""Kinds whose section may have no list: one below their text is another section's where it is set apart."""
THAI = re.compile("[\u0e01-\u0e2e]")
DOUBLE_QUOTES = "“”\""
QUOTES = DOUBLE_QUOTES + "'‘’"

_Series = tuple[Style, str, int]


@dataclass(slots=True)
class Place:
    """What was met since the last heading, of a list or not."""

    kind: Kind
    line: int
    behind: bool = False
    """Whether content stands behind the heading on its line."""
    under_text: bool = False
    """Whether text that is no lead-in stands between the heading and the first item."""
    text: int | None = None
    """The last line that is no noise."""
    item: Line | None = None
    """The last line with a marker."""
    series: dict[_Series, int] = field(default_factory=dict)
    """The last number of each list still open, outermost first."""
    quoted: bool = False
    """Whether a quotation is open."""


@dataclass(frozen=True, slots=True)
class UnknownHeadings:
    """Lines that are headings in no list, and lines that may be one and are read as a wrap."""

    found: tuple[int, ...] = ()
    doubtful: tuple[int, ...] = ()


def unknown_headings(lines: Sequence[Line], known: Mapping[int, Kind], menu: set[int]) -> UnknownHeadings:
    """Which lines are headings though no word list has them; `known` are the headings that one has."""
    if not known:
        return UnknownHeadings()
    levels = _by_level(lines, known, menu)
    found, doubtful = sorted(levels), []
    first = min(known)
    place = Place(known[first], first)
    for index in range(first, len(lines)):
        line = lines[index]
        if line.noise or line.template or index in menu:
            continue
        if index in known or index in levels:
            place = _begun(index, line, known)
        elif line.marker is not None:
            _count(place, line, line.marker)
        else:
            sure = _over_list(lines, index, place, known)
            if sure:
                found.append(index)
                place = _begun(index, line, known)
            else:
                _read(place, line)
                if sure is None:
                    doubtful.append(index)
        place.text = index
    return UnknownHeadings(tuple(sorted(found)), tuple(doubtful))


def _begun(index: int, line: Line, known: Mapping[int, Kind]) -> Place:
    """A section at its heading, which may have content on its line."""
    place = Place(known.get(index, Kind.OTHER), index)
    place.behind = line.scan is not None and not line.scan.whole
    return place


def _read(place: Place, line: Line) -> None:
    """A line without a marker."""
    place.under_text |= place.item is None and not _leads_in(line)
    place.quoted ^= sum(map(line.value.count, DOUBLE_QUOTES)) % 2 == 1


def _count(place: Place, line: Line, marker: Marker) -> None:
    """An item: the lists inside its own have ended."""
    series = _series(marker)
    if marker.style is Style.KIND:
        place.series = {}
    elif series in place.series:
        names = list(place.series)
        place.series = {name: place.series[name] for name in names[: names.index(series)]}
    place.series[series] = marker.values[-1] if marker.values else 0
    place.item = line


def _series(marker: Marker) -> _Series:
    return marker.style, marker.glyph, marker.level


def _over_list(lines: Sequence[Line], index: int, place: Place, known: Mapping[int, Kind]) -> bool | None:
    """Whether a line without a marker is the heading of the list below it; None where it may be."""
    line = lines[index]
    if place.kind is Kind.BACKGROUND or not _may_be_heading(line):
        return False
    below = _item_below(lines, index, known)
    if below is None or lines[below].marker is None or place.text is None:
        return False
    first, before = lines[below], lines[place.text]
    if first.block.cell != line.block.cell or before.block.cell != line.block.cell:
        return False
    if not _has_second(lines, below, known):
        return False
    apart = _apart(line, before, first, place.item)
    if place.item is None:
        return (place.behind or place.line != place.text) and _behind_text(place, line, before, first, apart=apart)
    return _behind_list(lines, below, place, known, line, before, apart=apart)


def _may_be_heading(line: Line) -> bool:
    value = line.value
    if not SHORTEST <= len(value) <= LONGEST or line.scan is not None or line.wrapped:
        return False
    if line.block.link >= LINKED or value[0] in QUOTES or value[-1] in QUOTES or not THAI.search(value):
        return False
    words = lexicon()
    return not (
        _leads_in(line)
        or words.about_list.search(value)
        or words.dimension.match(value)
        or words.open_end.search(value)
        or words.open_start.match(value)
        or words.office.match(value)
        or words.parent.fullmatch(value)
        or words.sub_unit.match(value)
    )


def _leads_in(line: Line) -> bool:
    """Whether a line announces by its words, not by a colon alone."""
    return leads_in(line.value.rstrip(" :："))


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


def _has_second(lines: Sequence[Line], below: int, known: Mapping[int, Kind]) -> bool:
    """Whether the list has a second item."""
    first = lines[below].marker
    for index in range(below + 1, min(below + AHEAD, len(lines))):
        marker = lines[index].marker
        if index in known or first is None:
            return False
        if marker is not None and _series(marker) == _series(first):
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


def _behind_text(place: Place, line: Line, before: Line, first: Line, *, apart: bool) -> bool:
    """Whether the line ends the text of a section that has had no list."""
    if place.quoted or _unended(before):
        return False
    if place.kind in FEW_TEXTS:
        return apart
    if place.kind not in ONE_TEXT:
        return False
    numbered = first.marker is not None and bool(first.marker.values)
    return apart or (numbered and not _full(before) and lexicon().item_start.match(line.value) is None)


def _behind_list(
    lines: Sequence[Line],
    below: int,
    place: Place,
    known: Mapping[int, Kind],
    line: Line,
    before: Line,
    *,
    apart: bool,
) -> bool | None:
    """Whether the line parts a list from another that begins anew."""
    first, item = lines[below], place.item
    if item is None or first.marker is None or _unended(before) or place.under_text:
        return False
    series = _series(first.marker)
    if series not in place.series and not (line.strong and apart):
        return False
    if _deeper(first, item, place, series) or _goes_on(lines, below, place, known):
        return False
    if apart:
        return True
    if not first.marker.values:
        return False
    verb = lexicon().item_start.match(line.value) is not None
    wrap = line.break_before in (Break.SOURCE, Break.SOFT) and _full(before)
    return None if verb or wrap else True


def _deeper(first: Line, item: Line, place: Place, series: _Series) -> bool:
    """Whether the list stands deeper than the one before: it is the last item's own."""
    if list(place.series)[-1:] != [series]:
        return False
    in_columns = first.break_before is Break.SOURCE and not first.on_drawn_page
    steps = first.block.indent - item.block.indent
    return steps >= (DEEPER if in_columns else 1) or first.block.list_depth > item.block.list_depth


def _goes_on(lines: Sequence[Line], below: int, place: Place, known: Mapping[int, Kind]) -> bool:
    """Whether an open list goes on behind the new one, which then stands inside it."""
    own: _Series | None = None
    number = 0
    for index in range(below, min(below + AHEAD, len(lines))):
        marker = lines[index].marker
        if index in known or (marker is not None and marker.style is Style.KIND):
            return False
        if marker is None or not marker.values:
            continue
        series, value = _series(marker), marker.values[-1]
        if own is None:
            own = _series(lines[below].marker or marker)
        if series == own and value == number + 1:
            number = value
        elif value == place.series.get(series, -1) + 1:
            return True
        elif series == own:
            return False
    return False


def _by_level(lines: Sequence[Line], known: Mapping[int, Kind], menu: set[int]) -> set[int]:
    """Lines over a list or text, among known headings of their level."""
    found: set[int] = set()
    levelled = sorted(index for index in known if lines[index].block.level)
    for before, after in pairwise(levelled):
        level = lines[before].block.level
        if level != lines[after].block.level:
            continue
        for index in range(before + 1, after):
            line = lines[index]
            if line.block.level == level and index not in menu and index not in known:
                if _is_levelled(lines, index, known):
                    found.add(index)
    return found


def _is_levelled(lines: Sequence[Line], index: int, known: Mapping[int, Kind]) -> bool:
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
    return beside and index - 1 not in known and _may_be_heading(line)
