"""Where in the page the text being read stands: list, cell, heading, margin, place in the tree."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.readers.html_lists import Item
from parsers.readers.html_style import Look
from parsers.readers.html_tables import OpenCell
from schemas.records import BlockKind

_LONGEST_PATH = 400


@dataclass(frozen=True, slots=True)
class Place:
    """Where an absolutely placed element stands on its page, in CSS pixels."""

    left: float
    top: float | None
    bottom: float | None


@dataclass(slots=True)
class Context:
    """What a line takes over from the blocks round it; a block that differs works on a copy.

    `kind` None means paragraph or line, by the break before it; `margin` is in pixels.
    """

    kind: BlockKind | None = None
    level: int | None = None
    item: Item | None = None
    cell: OpenCell | None = None
    margin: float = 0.0
    page: int | None = None
    place: Place | None = None
    pre: bool = False

    def copy(self) -> Context:
        """The same context, to be changed for an inner block."""
        return Context(
            self.kind,
            self.level,
            self.item,
            self.cell,
            self.margin,
            self.page,
            self.place,
            self.pre,
        )

    def put_at(self, left: float, top: float | None, bottom: float | None) -> None:
        """Inside an element placed absolutely; a placed element inside one counts from it."""
        around = self.place
        if around is not None and bottom is None and top is not None and around.top is not None:
            left, top = left + around.left, top + around.top
        self.place = Place(left, top, bottom)


@dataclass(slots=True)
class Frame:
    """An open block element: what to put back when it ends, and its place in the tree.

    `path` is as in `Block.path`; `first_line` and `links` are the page's counts when it was opened;
    `hint` is its chrome by name.
    """

    tag: str
    parent: Frame | None
    path: str
    context: Context
    look: Look
    first_line: int = 0
    links: int = 0
    hint: float = 0.0
    counts: dict[str, int] | None = None


def inner_path(path: str, tag: str, number: int) -> str:
    """`body/div[2]/p[3]`: block elements only; cut with `…` in pages nested absurdly deep.

    `number` counts elements of the same tag under the same parent from 1.
    """
    if len(path) < _LONGEST_PATH:
        return f"{path}/{tag}[{number}]"
    return path if path.endswith("…") else f"{path}/…"
