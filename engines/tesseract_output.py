"""What tesseract writes, put together: the table gives boxes and confidences, the text the spaces.

The table cuts Thai into single letters and has no spaces; the text has lines and spaces, no places.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from schemas.engines import OcrLine, OcrPiece
from schemas.records import Box

_WORD_LEVEL = "5"
_COLUMNS = 12
_POINTS = 72.0
_Place = tuple[int, int, int]


def lines(table: str, text: str, dpi: float) -> tuple[OcrLine, ...]:
    """The lines of a page; boxes in points from the upper left corner."""
    places = list(_by_line(table, _POINTS / dpi))
    drawn = [line.rstrip() for line in text.replace("\f", "\n").split("\n") if line.strip()]
    if [_letters(line) for line in drawn] != [_letters(_joined(pieces)) for _, pieces in places]:
        drawn = [_joined(pieces) for _, pieces in places]
    return tuple(
        OcrLine(line, _around(pieces), pieces, block, paragraph)
        for line, ((block, paragraph, _), pieces) in zip(drawn, places, strict=True)
    )


def _by_line(table: str, points: float) -> Iterator[tuple[_Place, tuple[OcrPiece, ...]]]:
    for place, pieces in groupby(_pieces(table, points), key=lambda placed: placed[0]):
        if found := tuple(piece for _, piece in pieces):
            yield place, found


def _pieces(table: str, points: float) -> Iterator[tuple[_Place, OcrPiece]]:
    for row in table.split("\n"):
        fields = row.split("\t")
        if len(fields) != _COLUMNS or fields[0] != _WORD_LEVEL or not fields[11].strip():
            continue
        block, paragraph, line = map(int, fields[2:5])
        left, top, width, height = map(int, fields[6:10])
        box = (left * points, top * points, (left + width) * points, (top + height) * points)
        yield (block, paragraph, line), OcrPiece(fields[11], box, float(fields[10]))


def _letters(line: str) -> str:
    return "".join(line.split())


def _joined(pieces: tuple[OcrPiece, ...]) -> str:
    """The pieces with a space wherever the gap is wider than a third of the line is high."""
    _, top, _, bottom = _around(pieces)
    joined, end = pieces[0].text, pieces[0].box[2]
    for piece in pieces[1:]:
        joined += (" " if piece.box[0] - end > (bottom - top) / 3 else "") + piece.text
        end = piece.box[2]
    return joined


def _around(pieces: tuple[OcrPiece, ...]) -> Box:
    boxes = [piece.box for piece in pieces]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
