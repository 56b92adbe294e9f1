"""A word diff for people: colours in a terminal, `[-removed-]{+added+}` wherever there are none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flows.history.word_diff import Edit, Piece
from flows.printing.terminal import plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_STYLES = {Edit.SAME: "", Edit.REMOVED: "red strike", Edit.ADDED: "bold green"}
_MARKS = {Edit.SAME: ("", ""), Edit.REMOVED: ("[-", "-]"), Edit.ADDED: ("{+", "+}")}
_VISIBLE_SPACE = "\u2423"


def has_colours(out: Console) -> bool:
    """Whether what is red or struck is seen to be so."""
    return out.color_system is not None and not out.no_color


def diff_text(pieces: Iterable[Piece], *, coloured: bool) -> Text:
    """The pieces in one line; white space alone that was taken out or put in is made visible."""
    from rich.text import Text

    line = Text()
    for piece in pieces:
        shown = plain(piece.text)
        if not coloured:
            opening, closing = _MARKS[piece.edit]
            line.append(f"{opening}{shown}{closing}")
        elif piece.edit is not Edit.SAME and shown.isspace():
            line.append(_VISIBLE_SPACE * len(shown), _STYLES[piece.edit])
        else:
            line.append(shown, _STYLES[piece.edit])
    return line
