"""The walk: every line once, with the draft as its memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.structure.columns import read_column_line
from parsers.structure.draft import Draft
from parsers.structure.headings import open_heading
from parsers.structure.items import add_item
from parsers.structure.texts import add_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.heading import Heading
    from parsers.line import Line
    from parsers.tables import ColumnLine


def build(lines: Sequence[Line], headings: Sequence[Heading], columns: Mapping[int, ColumnLine]) -> Draft:
    """The finished draft of a document; linear in the number of lines."""
    draft = Draft(lines, headings, columns)
    for index, line in enumerate(lines):
        draft.index = index
        column = columns.get(index)
        heading = draft.headings.get(index)
        if column is not None:
            read_column_line(draft, column, line)
        elif heading is not None:
            open_heading(draft, heading, line)
        elif line.noise or line.template:
            if not line.furniture:
                draft.forget_last()
        elif line.marker is not None:
            add_item(draft, line, line.marker)
        else:
            add_text(draft, line)
    draft.settle()
    return draft
