"""Marks that the text of a heading gives behind the next letter (class D6), told by where they are drawn.

Word sets the letters of many bold headings apart and then draws a mark, or the ring of sara am, after
the letter that follows. Body text was never seen so: only bold runs are looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.readers.pdf_marks import MARKS

if TYPE_CHECKING:
    from parsers.readers.pdf_glyphs import Glyphs
    from parsers.readers.pdf_runs import Run

_LEFT = 0.04
"""Type sizes that the middle of a mark stands left of the letter it was given behind."""
_ABOVE = 0.25


def moved_marks(glyphs: Glyphs, run: Run) -> int:
    """How many marks of a bold run are drawn before the letter that they follow in the text."""
    if not glyphs.is_bold(run.start):
        return 0
    count, letter = 0, run.start
    for index in range(run.start, run.end):
        char = glyphs.text[index]
        if char in MARKS or (char == " " and not glyphs.is_generated(index)):
            count += _is_left_of(glyphs, index, letter, _LEFT * run.size, _ABOVE * run.size)
        elif not char.isspace():
            letter = index
    return count


def _is_left_of(glyphs: Glyphs, mark: int, letter: int, least: float, above: float) -> bool:
    """Whether a mark (or a "space" that is a ring) is drawn above, below and left of a letter."""
    start, y = glyphs.origin(letter)
    left, top, right, bottom = glyphs.box(mark)
    if (left + right) / 2 >= start - least or right > glyphs.box(letter)[2]:
        return False
    return bottom - top > 0.0 and (y - bottom > above or top > y)
