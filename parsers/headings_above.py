"""The headings accepted above a line, and where their numbers and those of the lists stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.numbering import UNDER_ISSUE
from schemas.kinds import Kind

if TYPE_CHECKING:
    from parsers.heading import Heading
    from parsers.markers import Marker, Style


class HeadingsAbove:
    """What is known at a line of the headings and items above it."""

    def __init__(self) -> None:
        """At the top of a document nothing stands above."""
        self.headings: list[Heading] = []
        self.last_number: int | None = None
        self._last_item: dict[tuple[Style, int], int] = {}
        self._last_of: dict[Kind, Heading] = {}
        self._last_outside = -1

    @property
    def last(self) -> Heading | None:
        """The last heading, of any kind."""
        return self.headings[-1] if self.headings else None

    def open_heading(self, kind: Kind) -> Heading | None:
        """The last heading of the kind, if only headings that can stand under it came since."""
        heading = self._last_of.get(kind)
        return heading if heading is not None and heading.line >= self._last_outside else None

    def last_item(self, marker: Marker) -> int | None:
        """The last number of the list that the marker would go on with."""
        return self._last_item.get((marker.style, marker.level))

    def accept(self, heading: Heading, marker: Marker | None) -> None:
        """A heading and the marker before it, if it has one."""
        self.headings.append(heading)
        self._last_of[heading.kind] = heading
        if heading.kind not in UNDER_ISSUE:
            self._last_outside = heading.line
        self._count_heading(heading, marker)

    def _count_heading(self, heading: Heading, marker: Marker | None) -> None:
        """Keep the last number of the headings; a heading without one ends the lists."""
        if marker is not None and marker.level == 1:
            self.last_number = marker.values[0]
        elif heading.kind not in UNDER_ISSUE or self.open_heading(Kind.STRATEGIC_ISSUE) is None:
            self._last_item = {}

    def count_numbered(self, marker: Marker) -> None:
        """A heading in no list that goes on with the numbers of the headings; it ends the lists."""
        self.last_number, self._last_item = marker.values[0], {}

    def count_item(self, marker: Marker) -> None:
        """Keep the last number of each list."""
        if marker.values and not marker.weak:
            self._last_item[marker.style, len(marker.values)] = marker.values[-1]
