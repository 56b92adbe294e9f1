"""What a page says, apart from any format: lines with their role, their depth and the list they are in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a line is on the page."""

    TITLE = "title"
    HEADING = "heading"
    ITEM = "item"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a numbered or bulleted list.

    `pattern` is written as Word writes it ("กลยุทธ์ที่ %1"); a list has one pattern a level.
    """

    list_id: int
    level: int
    pattern: str
    value: int
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what stands before its text (typed or drawn), its text and how deep it is nested.

    `drawn` says that the page itself does not type the label. `holds` is an item with headings below it.
    """

    role: Role
    text: str
    depth: int = 0
    label: str | None = None
    mark: Mark | None = None
    drawn: bool = False
    holds: bool = False

    @property
    def line(self) -> str:
        return self.text if self.label is None else f"{self.label} {self.text}"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table headed once: rows of cells, a cell a list of lines; an empty first cell is merged upwards."""

    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[Entry, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the page, or what stands above the first; `grid` shows the same lines as a table."""

    heading: Entry | None
    entries: tuple[Entry, ...]
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A whole page: its title lines, whose it is, and its sections."""

    name: str
    titles: tuple[str, ...]
    office: str
    parts: tuple[Part, ...]

    def entries(self) -> tuple[Entry, ...]:
        """Every line below the titles, in reading order."""
        found: list[Entry] = []
        for part in self.parts:
            found += [] if part.heading is None else [part.heading]
            found += part.entries
        return tuple(found)
