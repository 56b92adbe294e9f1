"""A line among its neighbours: what stands above and below, and whether the one goes on in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.lexicon import lexicon
from parsers.markers import Style
from schemas.records import Break

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.line import Line

NEAR = 5
"""Lines above or below in which the next line that is no noise is looked for."""

MENU_RUN = 4
"""Short links in a row from which they are a menu."""

MENU_LINE, LINKED = 60, 0.9
FULL_LINE, WRAPPED_LINE = 70, 40
"""Characters of a source line that may have been wrapped, and of the line that may go on with it."""


def next_line(lines: Sequence[Line], index: int) -> Line | None:
    """The next line that is no noise."""
    for line in lines[index + 1 : index + 1 + NEAR]:
        if not line.noise:
            return line
    return None


def previous_line(lines: Sequence[Line], index: int) -> Line | None:
    """The line before that is no noise."""
    for before in range(index - 1, max(-1, index - NEAR - 1), -1):
        if not lines[before].noise:
            return lines[before]
    return None


def opens_list(line: Line | None) -> bool:
    """Whether a line is a label or the first item of a list."""
    marker = line.marker if line is not None else None
    if marker is None:
        return False
    if marker.style is Style.KIND:
        return True
    return marker.first and (not marker.weak or marker.values == (1,))


def unfinished(previous: Line | None, line: Line) -> bool:
    """Whether the line above cannot have ended where it does, so that this one goes on with it."""
    if previous is None or line.blank_before or line.break_before is Break.PARAGRAPH:
        return False
    if line.block.cell is not previous.block.cell:
        return False
    if line.strong and not previous.strong:
        return False
    if lexicon().open_end.search(previous.value) is not None:
        return True
    wrapped = line.break_before is Break.SOURCE
    if line.wrapped:
        return True
    return wrapped and len(previous.value) > FULL_LINE and len(line.value) > WRAPPED_LINE


def menu_lines(lines: Sequence[Line]) -> set[int]:
    """Indexes of lines in runs of short, fully linked lines."""
    menu: set[int] = set()
    if sum([line.block.link >= LINKED for line in lines]) < MENU_RUN:
        return menu
    run: list[int] = []
    for index, line in enumerate(lines):
        if line.block.link >= LINKED and len(line.value) <= MENU_LINE:
            run.append(index)
            continue
        if len(run) >= MENU_RUN:
            menu.update(run)
        run = []
    return menu | set(run) if len(run) >= MENU_RUN else menu
