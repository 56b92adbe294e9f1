"""A copy of a text to search in, without what the eye does not see, and the way back to the text."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from typing import NamedTuple

HIDDEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Characters that the eye does not see, for a set in a pattern."""
_UPPER_LOWER = "\u0e31\u0e34-\u0e3a"
_TONES = "\u0e48-\u0e4c"

_DELETED = re.compile(f"[{HIDDEN}]+")
_MISTYPED = re.compile(  # begins with one set of letters: the quickest thing to search for
    f"(?P<mark>[\u0e40{_UPPER_LOWER}\u0e47-\u0e4e])"
    "(?:(?P=mark)+"  # a doubled mark, or two sara e for sara ae
    "|(?<=\u0e4d)[\u0e48-\u0e4b]?\u0e32"  # decomposed sara am, a tone between
    f"|(?<=[{_TONES}])[{_UPPER_LOWER}])"  # tone before vowel
)


class FoldedText(NamedTuple):
    """`text` is the copy; `origins` tells where each of its code points begins in the `original`.

    `origins` has one more entry for the end, and is None where the copy is the original itself.
    """

    text: str
    original: str
    origins: array[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that became `start` to `end` of the copy."""
        if self.origins is None:
            return start, end
        first, last = self.origins[start], self.origins[end]
        while last > first and _DELETED.match(self.original, last - 1):
            last -= 1
        return first, last


def fold(text: str) -> FoldedText:
    """Drop zero-width characters and put Thai marks in order; linear in the text's length.

    Decomposed sara am is composed, เเ made แ, a tone put after its vowel, a doubled mark made single.
    White space and digits stay as they are.
    """
    copy, origins = _rewrite(text, None, _DELETED, lambda _: "")
    copy, origins = _rewrite(copy, origins, _MISTYPED, lambda match: _mended(match.group()))
    return FoldedText(copy, text, origins)


def _mended(marks: str) -> str:
    if marks[0] == "\u0e4d" and marks[-1] == "\u0e32":
        return f"{marks[1:-1]}\u0e33"
    if marks[0] == marks[1]:
        return "\u0e41" if marks[0] == "\u0e40" else marks[0]
    return marks[1] + marks[0]


def _rewrite(
    text: str, origins: array[int] | None, pattern: re.Pattern[str], mend: Callable[[re.Match[str]], str]
) -> tuple[str, array[int] | None]:
    """Replace every match, each by something no longer than itself, and keep the origins."""
    if not pattern.search(text):
        return text, origins
    before = array("l", range(len(text) + 1)) if origins is None else origins
    pieces: list[str] = []
    after = array("l")
    position = 0
    for match in pattern.finditer(text):
        new = mend(match)
        pieces += (text[position : match.start()], new)
        after += before[position : match.start() + len(new)]
        position = match.end()
    pieces.append(text[position:])
    after += before[position:]
    return "".join(pieces), after
