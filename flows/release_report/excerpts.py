"""Statements of any length in a page: very long ones are cut, and it is said by how much."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from flows.history.word_diff import Edit, Piece, word_diff

LONGEST = 3_000
"""Letters of a statement that are shown, and that are compared word by word."""
_CONTEXT = 120


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is shown of a statement or of its change; `left_out` counts letters that are not."""

    pieces: tuple[Piece, ...]
    left_out: int = 0


def excerpt(text: str, edit: Edit) -> Excerpt:
    """The beginning of a text that was added, removed or stayed."""
    shown = text[: _end(text, LONGEST)]
    return Excerpt((Piece(edit, shown),), len(text) - len(shown))


def changed_excerpt(before: str, after: str) -> Excerpt:
    """What became of a text, word by word.

    Of texts that are too long to compare, what both have in common at the beginning and at the end is
    left out first.
    """
    if max(len(before), len(after)) <= LONGEST:
        return Excerpt(word_diff(before, after))
    start = _common(before, after)
    old, new = before[start:], after[start:]
    end = _common(old[::-1], new[::-1])
    old, new = old[: len(old) - end], new[: len(new) - end]
    pieces = (*_said(old, Edit.REMOVED), *_said(new, Edit.ADDED))
    return Excerpt(pieces, start + end + len(old) + len(new) - sum(len(piece.text) for piece in pieces))


def _said(text: str, edit: Edit) -> Iterator[Piece]:
    if text:
        yield Piece(edit, text[: _end(text, LONGEST)])


def _common(one: str, other: str) -> int:
    """Letters that both begin with, less some context, so that a change is not shown out of place."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return max(0, sum(1 for _ in same) - _CONTEXT)


def _end(text: str, most: int) -> int:
    """Where to cut: not before a combining mark."""
    end = min(len(text), most)
    while 0 < end < len(text) and unicodedata.category(text[end]) == "Mn":
        end -= 1
    return end
