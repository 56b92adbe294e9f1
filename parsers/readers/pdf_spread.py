"""Lines whose letters are set apart to fill the measure (Word's Thai distribution): letters, not words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

_SINGLE = re.compile("[\u0e01-\u0e2e\u0e40-\u0e44][\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]*")
"""One consonant or leading vowel with what belongs to it."""
_FEW = 8
_SHARE = 0.6
_WIDER = 1.7
"""A gap that many times as wide as between letters is one between words."""


@dataclass(slots=True)
class Piece:
    """Text without a gap in it, from `left` to `right`; `spaced` says that a space stands before it."""

    text: str
    left: float
    right: float
    spaced: bool


def closed_up(pieces: list[Piece], repairs: Counter[str]) -> list[Piece]:
    """The pieces of a run; where most are single letters, the gaps between letters are no spaces."""
    if len(pieces) < _FEW:
        return pieces
    thai = [piece for piece in pieces if piece.text[0] >= "\u0e01"]
    single = sum(1 for piece in thai if _SINGLE.fullmatch(piece.text))
    if len(thai) < _FEW or single < _SHARE * len(thai):
        return pieces
    usual = median(b.left - a.right for a, b in zip(pieces, pieces[1:], strict=False))
    closed = pieces[:1]
    for piece in pieces[1:]:
        last = closed[-1]
        gap = piece.left - last.right
        if gap <= _WIDER * usual and last.text[-1] >= "\u0e01" and piece.text[0] >= "\u0e01":
            last.text += piece.text
            last.right = piece.right
            repairs["spread_letters"] += 1
        else:
            closed.append(piece)
    return closed
