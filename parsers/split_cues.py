"""Cues of lines that hold several: what `split_points` looks for, looked for in a whole document at once."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from parsers.joined import JoinedTexts
from parsers.lexicon import BLANK, lexicon
from parsers.markers import Marker, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

DIGIT = re.compile("[0-9]")
SIGNED_DIGIT = re.compile(r"[0-9]\s*[.)]")


@cache
def _kind_inside() -> re.Pattern[str]:
    """A kind phrase with what parts it from the word before it: what begins one inside a line."""
    return re.compile(rf"[{re.escape(BLANK)}”\".)’'»](?={lexicon().core.pattern})")


def may_hold_several(texts: Sequence[str], markers: Sequence[Marker | None]) -> set[int]:
    """Numbers of the lines of a document in which `split_points` may find something.

    All others hold behind their markers no kind word, no note and no number with its sign.
    """
    starts = [0 if marker is None else marker.end for marker in markers]
    joined = JoinedTexts(texts)
    found = joined.holding(lexicon().inline_note.hints)
    found.update([at for at, sign in joined.matches(_kind_inside()) if sign >= starts[at] - 1])
    bare = any(marker is not None and marker.style is Style.BARE for marker in markers)
    digits = joined.matches(DIGIT if bare else SIGNED_DIGIT)
    found.update([at for at, digit in digits if digit >= starts[at]])
    for index, marker in enumerate(markers):
        if marker is None:
            continue
        if marker.style is Style.LETTER:
            found.add(index)
        if index and marker.kind is not None and marker.first:
            found.add(index - 1)
    return found
