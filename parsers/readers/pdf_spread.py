"""Lines whose letters are set apart to fill the measure (Word's Thai distribution): letters, not words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_SINGLE = re.compile("[\u0e01-\u0e2e\u0e40-\u0e44][\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]*")
"""One consonant or leading vowel with what belongs to it."""
_LETTER = re.compile("[\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e45]")
_OPEN = re.compile("(?:\u0e31[\u0e48-\u0e4b]?|(?<!\u0e01)\u0e47|^[\u0e01-\u0e2e][\u0e48-\u0e4b])$")
"""The end of a syllable that needs a consonant behind it: no gap there is a space."""
_OPEN_ENDS = frozenset("\u0e31\u0e47\u0e48\u0e49\u0e4a\u0e4b")
_LEADING = "\u0e40\u0e41\u0e42\u0e43\u0e44"
_LINE, _SHARE = 8, 0.5
"""A line of that many Thai pieces, that share of them of one or two letters, is set apart as a whole."""
_FEW = 3
"""Single letters in a row that are set apart, not words."""
_WORD = 3
"""Letters that a word has at least, as a rule."""
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
    """The pieces of a run; between single letters in a row the gaps are no spaces."""
    if len(pieces) < 2:
        return pieces
    if any(piece.text[-1] in _OPEN_ENDS for piece in pieces):
        pieces = _syllables_joined(pieces, repairs)
    if not any(_is_single(piece) for piece in pieces):
        return pieces
    thai = [piece for piece in pieces if _is_thai(piece.text[0])]
    short = sum(len(_LETTER.findall(piece.text)) < _WORD for piece in thai)
    if len(thai) >= _LINE and short >= _SHARE * len(thai):
        return _line_joined(pieces, repairs)
    closed: list[Piece] = []
    row: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and _is_single(piece):
            row.append(piece)
            continue
        closed += _joined(row, repairs)
        row = []
        if piece is None:
            break
        if closed and closed[-1].text[-1] in _LEADING and _is_thai(piece.text[0]):
            closed[-1].text += piece.text
            closed[-1].right = piece.right
        else:
            closed.append(piece)
    return closed


def _syllables_joined(pieces: list[Piece], repairs: Counter[str]) -> list[Piece]:
    """Pieces that end inside a syllable with the consonant that they need."""
    joined = pieces[:1]
    for piece in pieces[1:]:
        last = joined[-1]
        if "\u0e01" <= piece.text[0] <= "\u0e2e" and _OPEN.search(last.text):
            joined[-1] = Piece(last.text + piece.text, last.left, piece.right, last.spaced)
            repairs["spread_letters"] += 1
        else:
            joined.append(piece)
    return joined


def _line_joined(pieces: list[Piece], repairs: Counter[str]) -> list[Piece]:
    """A line whose usual gap is that between letters."""
    usual = median(b.left - a.right for a, b in pairwise(pieces))
    words = pieces[:1]
    for piece in pieces[1:]:
        last = words[-1]
        both = _is_thai(last.text[-1]) and _is_thai(piece.text[0])
        if both and (piece.left - last.right <= _WIDER * usual or last.text[-1] in _LEADING):
            last.text += piece.text
            last.right = piece.right
            repairs["spread_letters"] += 1
        else:
            words.append(piece)
    return words


def _is_thai(char: str) -> bool:
    """Whether a character is a Thai letter or mark, no digit."""
    return "\u0e01" <= char <= "\u0e4e"


def _is_single(piece: Piece) -> bool:
    return len(piece.text) < 5 and _SINGLE.fullmatch(piece.text) is not None


def _joined(row: list[Piece], repairs: Counter[str]) -> list[Piece]:
    """Single letters as words, parted at the gaps that are wider than the others."""
    if not row or (len(row) < _FEW and row[0].text not in _LEADING):
        return row
    usual = median(b.left - a.right for a, b in pairwise(row)) if len(row) > 1 else 0.0
    words = row[:1]
    for piece in row[1:]:
        last = words[-1]
        if piece.left - last.right <= _WIDER * usual or last.text[-1] in _LEADING:
            last.text += piece.text
            last.right = piece.right
            repairs["spread_letters"] += 1
        else:
            words.append(piece)
    return words
