"""What tesseract writes, put together: the table gives boxes and confidences, the text the spaces.

The table cuts Thai into single letters and has no spaces; the text has lines and spaces, no places.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from schemas.engines import OcrPiece
from schemas.records import Box

_WORD_LEVEL = "5"
_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line of one picture, in pixels of it; `block` counts from 1."""

    text: str
    pieces: tuple[OcrPiece, ...]
    block: int


@dataclass(frozen=True, slots=True)
class _Word:
    picture: int
    block: int
    line: tuple[int, int]
    piece: OcrPiece


def lines_by_picture(table: str, text: str) -> dict[int, list[ReadLine]]:
    """The lines of each picture that has any; pictures count from 1."""
    texts = text.split("\f")
    words: defaultdict[int, list[_Word]] = defaultdict(list)
    for word in _words(table):
        words[word.picture].append(word)
    return {
        picture: _lines(found, texts[picture - 1] if picture <= len(texts) else "")
        for picture, found in words.items()
    }


def around(pieces: tuple[OcrPiece, ...]) -> Box:
    """The box that holds all the pieces."""
    boxes = [piece.box for piece in pieces]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _words(table: str) -> Iterator[_Word]:
    for row in table.split("\n"):
        fields = row.split("\t")
        if len(fields) != _COLUMNS or fields[0] != _WORD_LEVEL or not fields[11].strip():
            continue
        picture, block, paragraph, line = map(int, fields[1:5])
        left, top, width, height = map(float, fields[6:10])
        box = (left, top, left + width, top + height)
        yield _Word(picture, block, (paragraph, line), OcrPiece(fields[11], box, float(fields[10])))


def _lines(words: list[_Word], text: str) -> list[ReadLine]:
    found = [
        (tuple(word.piece for word in line), block)
        for (block, _), line in groupby(words, key=lambda word: (word.block, word.line))
    ]
    drawn = [line.rstrip() for line in text.split("\n") if line.strip()]
    if [_letters(line) for line in drawn] != [_letters(_joined(pieces)) for pieces, _ in found]:
        drawn = [_joined(pieces) for pieces, _ in found]
    return [ReadLine(line, pieces, block) for line, (pieces, block) in zip(drawn, found, strict=True)]


def _letters(line: str) -> str:
    return "".join(line.split())


def _joined(pieces: tuple[OcrPiece, ...]) -> str:
    """The pieces with a space wherever the gap is wider than a third of the line is high."""
    _, top, _, bottom = around(pieces)
    joined, end = pieces[0].text, pieces[0].box[2]
    for piece in pieces[1:]:
        joined += (" " if piece.box[0] - end > (bottom - top) / 3 else "") + piece.text
        end = piece.box[2]
    return joined
