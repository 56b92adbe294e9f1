"""What was met since the last heading: text, a list, which lists are still open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parsers.markers import Marker, Style
from parsers.numbering import leads_in
from schemas.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parsers.line import Line

DOUBLE_QUOTES = '“”"'
Series = tuple[Style, str, int]
"""Style, sign and level of a marker."""


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
    series: dict[Series, int] = field(default_factory=dict)
    """The last number of each list still open, outermost first."""
    quoted: bool = False
    """Whether a quotation is open."""
    strong: bool = False
    """Whether a line without a marker is set off: headings of its own kind may follow."""


def begun(index: int, line: Line, known: Mapping[int, Kind]) -> Place:
    """A section at its heading, which may have content on its line."""
    place = Place(known.get(index, Kind.OTHER), index)
    place.behind = line.scan is not None and not line.scan.whole
    return place


def read(place: Place, line: Line) -> None:
    """A line without a marker."""
    place.under_text |= place.item is None and not announces(line)
    place.strong |= line.strong
    place.quoted ^= sum(map(line.value.count, DOUBLE_QUOTES)) % 2 == 1


def count(place: Place, line: Line, marker: Marker) -> None:
    """An item: the lists inside its own have ended."""
    series = series_of(marker)
    if marker.style is Style.KIND:
        place.series = {}
    elif series in place.series:
        names = list(place.series)
        place.series = {name: place.series[name] for name in names[: names.index(series)]}
    place.series[series] = marker.values[-1] if marker.values else 0
    place.item = line


def series_of(marker: Marker) -> Series:
    """What the markers of one list have in common."""
    return marker.style, marker.glyph, marker.level


def announces(line: Line) -> bool:
    """Whether a line announces by its words, not by a colon alone."""
    return leads_in(line.value.rstrip(" :："))
