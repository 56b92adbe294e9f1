"""Words on one baseline: what pdfium gives one after the other and a reader sees side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from parsers.readers.pdf_marks import MARKS, WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from parsers.readers.pdf_glyphs import Glyphs

_SAME_LINE = 0.25
_RAISED = 0.45
"""Shares of the type size by which a word may stand off the baseline: any, and one close by."""
_SMALL = 0.8


class Word(NamedTuple):
    """Characters `start` to `end` without a space; `left`, `right` and baseline `y` in points."""

    start: int
    end: int
    left: float
    right: float
    y: float


@dataclass(slots=True)
class Run:
    """Words that follow each other on one baseline, in the order of the content.

    `cell` is their place in a ruled table.
    """

    words: list[Word]
    y: float
    size: float
    cell: tuple[int, int] | None = None

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


def words_of(glyphs: Glyphs) -> Iterator[Word]:
    """The words of a page in the order of its content."""
    text, ends = glyphs.text, glyphs.ends
    for found in WORD.finditer(text):
        start, end = found.span()
        last = end - 1
        while last > start and text[last] in MARKS:
            last -= 1
        left, y, _, _, right, _ = ends(start, last)
        if text[start] in MARKS:
            left = glyphs.box(start)[0]
        yield Word(start, end, left, max(left, right), y)


def runs_of(
    glyphs: Glyphs, words: Sequence[Word], cell_of: Callable[[float, float], tuple[int, int] | None] | None
) -> list[Run]:
    """Runs in the order of the content; a word of another table cell starts another one."""
    runs: list[Run] = []
    for word in words:
        cell = cell_of((word.left + word.right) / 2, word.y) if cell_of is not None else None
        if runs and runs[-1].cell == cell and _follows(runs[-1], word, glyphs):
            run = runs[-1]
            run.words.append(word)
            continue
        runs.append(Run([word], word.y, glyphs.size(word.start), cell))
    return runs


def _follows(run: Run, word: Word, glyphs: Glyphs) -> bool:
    """Whether a word stands on the line of a run."""
    off = abs(word.y - run.y)
    if off <= 1.0:
        return True
    if off > _RAISED * max(run.size, 1.0) * 2:
        return False
    if glyphs.text[word.start] in MARKS:
        return off <= _RAISED * run.size
    size = glyphs.size(word.start)
    largest = max(size, run.size)
    if off <= _SAME_LINE * largest and min(size, run.size) > _SMALL * largest:
        _settle(run, word, size, glyphs)
        return True
    close = abs(word.left - run.words[-1].right) < _RAISED * largest
    if close and off <= _RAISED * largest:
        _settle(run, word, size, glyphs)
        return True
    return False


def _settle(run: Run, word: Word, size: float, glyphs: Glyphs) -> None:
    """A run that began with a stray mark or a raised figure takes the line of its first real word."""
    first = run.words[0]
    if len(run.words) == 1 and (size > run.size or glyphs.text[first.start] in MARKS):
        run.y, run.size = word.y, size
