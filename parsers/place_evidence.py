"""Evidence of a heading from its place: type, room, links, and the series that its marker goes on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.heading_facts import Fact
from parsers.heading_form import SHORT_HEADING
from parsers.line_context import next_line, previous_line
from parsers.markers import Marker, Style
from parsers.one_text import ONE_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.heading_scan import HeadingScan
    from parsers.headings_above import HeadingsAbove
    from parsers.line import Line


class PlaceEvidence:
    """The facts that are looked for whatever the form of a heading."""

    def __init__(self, lines: Sequence[Line], above: HeadingsAbove, menu: set[int]) -> None:
        """`above` is kept by the walk over the lines; `menu` are the lines in runs of links."""
        self._lines = lines
        self._above = above
        self._menu = menu

    def facts(self, index: int, line: Line, scan: HeadingScan) -> Iterator[Fact]:
        """Facts about where the line at `index` stands."""
        if line.strong:
            yield Fact.TYPE
        if line.blank_before or line.block.level:
            yield Fact.APART
        if line.template:
            yield Fact.TEMPLATE
        elif index in self._menu:
            yield Fact.LINK_RUN
        marker = line.marker
        if marker is None:
            return
        if self._names_own_kind(index, marker, scan):
            yield Fact.OWN_KIND_ITEM
        if marker.values:
            yield from self._numbers(index, marker, scan)
        elif marker.style is Style.BULLET and scan.colon is None:
            yield from self._bullets(index, line, marker)

    def _numbers(self, index: int, marker: Marker, scan: HeadingScan) -> Iterator[Fact]:
        above = self._above.open_heading(scan.kind)
        if above is not None and marker.level > 1 and above.number == marker.values[:-1]:
            yield Fact.UNDER_OWN_HEADING
        last = self._above.last_number
        if last is not None and (marker.level > 1 or marker.values[0] == last + 1):
            yield Fact.HEADING_NUMBERS
        elif self._above.last_item(marker) == marker.values[-1] - 1:
            below = next_line(self._lines, index)
            first = below is not None and below.marker is not None and below.marker.values == (1,)
            own = scan.whole and not scan.fuzzy and scan.gloss is not None and first
            yield Fact.LIST_NUMBERS_OVER_LIST if own else Fact.LIST_NUMBERS

    def _bullets(self, index: int, line: Line, marker: Marker) -> Iterator[Fact]:
        if not line.strong:
            yield Fact.BULLETED
        near = (previous_line(self._lines, index), next_line(self._lines, index))
        if any(
            other is not None
            and other.marker is not None
            and other.marker.glyph == marker.glyph
            and other.block.indent == line.block.indent
            and len(other.value) <= SHORT_HEADING + 10
            for other in near
        ):
            yield Fact.BULLET_LIST

    def _names_own_kind(self, index: int, marker: Marker, scan: HeadingScan) -> bool:
        """Whether it is "โครงการ…" in the projects' list, "2. ยุทธศาสตร์การพัฒนา ด้าน…" in the issues'."""
        before = self._above.open_heading(scan.kind)
        if before is None or not (scan.modified or scan.office or not scan.whole):
            return False
        if scan.office and self._lines[index].block.level:
            return False
        if (scan.colon is not None and not scan.modified) or scan.kind in ONE_TEXT:
            return False
        return marker.drawn or marker.style is not Style.BULLET or index - before.line <= 2
