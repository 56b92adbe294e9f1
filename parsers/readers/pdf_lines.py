"""Lines of a PDF page: pieces of a run joined, parted where a gap is a column's."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from parsers.readers.pdf_pieces import RING, pieces_of
from parsers.readers.pdf_runs import Run, Word, runs_of, words_of
from parsers.readers.pdf_sara_am import mend_sara_am
from parsers.readers.pdf_spread import Piece

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parsers.readers.pdf_glyphs import Glyphs
    from parsers.readers.pdf_ink import Ink

OUTSIDE = "outside_page"
"""Counts letters beside the page, which nobody sees."""
_LOST = "\ufffd"
_BULLET = "•"
_WIDE = 3.0
_COLUMN_GAP = 1.0
_ALIGNED = 3
"""A gap of the second parts two lines where the third begin at one place, of the first where two do."""
LABEL = re.compile(
    r"(?:[(\[]?(?:[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,2}){0,4}|[ก-ฮA-Za-z](?=[.)\]]))[.)\]]{0,2}"
    r"|[•●○▪■□◆◇❖➢➤►▶✓✔✦★☆–—\-*·o\uf020-\uf0ff])"
)
"""A number, letter or bullet that stands apart from its item."""
_LABEL_GAP = 6.0
_HALVES = re.compile("\u0e4d([\u0e48-\u0e4b]?) ?[\u0e32\u0e33]")
"""Sara am in two halves, a tone between."""


@dataclass(slots=True)
class PdfLine:
    """One line of a page or of a table cell; places in points, y downwards.

    `baseline` is where its letters stand, `size` the height of its type, `tall` that of its
    tallest word (Latin figures are set larger in many Thai texts), `bold` a share.
    """

    text: str
    page: int
    left: float
    right: float
    baseline: float
    size: float
    tall: float
    bold: float = 0.0
    cell: tuple[int, int] | None = None
    chrome: float = 0.0
    by_ocr: bool = False
    certainty: float = 1.0

    @property
    def top(self) -> float:
        return self.baseline - self.size

    @property
    def bottom(self) -> float:
        return self.baseline + 0.3 * self.size


class _Style(NamedTuple):
    """What the lines of a run have in common."""

    page: int
    bold: float
    tall: float


def page_lines(
    glyphs: Glyphs,
    ink: Ink,
    page: int,
    cell_of: Callable[[float, float], tuple[int, int] | None] | None,
    repairs: Counter[str],
) -> list[PdfLine]:
    """The lines of one page in the order of its content."""
    mend_sara_am(glyphs, ink, repairs)
    words = list[Word]()
    for word in words_of(glyphs):
        if _is_shown(glyphs, word.left, word.y):
            words.append(word)
        else:
            repairs[OUTSIDE] += word.end - word.start
    runs = runs_of(glyphs, words, cell_of)
    lost = repairs["lost_ring"]
    parts = [(run, pieces_of(glyphs, run, repairs)) for run in runs]
    lost = repairs["lost_ring"] - lost
    starts = _line_starts(parts)
    lines: list[PdfLine] = []
    for run, pieces in parts:
        run.size, tall = _sizes(glyphs, run)
        bold = _bold(glyphs, run)
        style = _Style(page, bold, tall)
        lines += [_line(segment, run, style, repairs) for segment in _segments(pieces, run, starts)]
    repairs["sara_am"] = max(0, repairs["sara_am"] - lost)  # a ring that was restored counts once
    return _join_labels(lines)


def _is_shown(glyphs: Glyphs, x: float, y: float) -> bool:
    """Whether a place lies on the page; what stands beside it is not seen by a reader."""
    return -1.0 <= x <= glyphs.width + 1.0 and -1.0 <= y <= glyphs.height + glyphs.height * 0.01 + 1.0


def _sizes(glyphs: Glyphs, run: Run) -> tuple[float, float]:
    """The type size of a run's longest Thai word, and the largest one; figures may have their own."""
    thai = other = first = run.words[0]
    lengths = [-1, -1]
    for word in run.words:
        length, char = word.end - word.start, glyphs.text[word.start]
        if length == 1 and not char.isalnum():
            continue  # a bullet says nothing of its text's size
        is_thai = char >= "\u0e01"
        if length > lengths[is_thai]:
            lengths[is_thai] = length
            thai, other = (word, other) if is_thai else (thai, word)
    main = thai if lengths[True] > 0 else other
    size = run.size if main is first else glyphs.size(main.start)
    if main is other or lengths[False] < 0:
        return size, size
    return size, max(size, run.size if other is first else glyphs.size(other.start))


def _bold(glyphs: Glyphs, run: Run) -> float:
    """The share of bold letters: a run that begins in light type counts as light."""
    if not glyphs.is_bold(run.words[0].start):
        return 0.0
    return 1.0 if glyphs.is_bold(run.words[-1].end - 1) else 0.5


def _line_starts(parts: Sequence[tuple[Run, list[Piece]]]) -> Counter[int]:
    """How many stretches of text begin at each place."""
    starts: Counter[int] = Counter()
    for run, pieces in parts:
        for at, piece in enumerate(pieces):
            if at == 0 or piece.left - pieces[at - 1].right > _COLUMN_GAP * run.size:
                starts[round(piece.left / 2)] += 1
    return starts


def _segments(pieces: list[Piece], run: Run, starts: Counter[int]) -> list[list[Piece]]:
    """Pieces parted where a column's gap lies; a label stays with its text."""
    segments: list[list[Piece]] = []
    for piece in pieces:
        if not segments:
            segments.append([piece])
            continue
        gap = (piece.left - segments[-1][-1].right) / run.size
        if gap > _COLUMN_GAP and _parts(segments[-1], piece, gap, starts):
            segments.append([piece])
        else:
            segments[-1].append(piece)
    return segments


def _parts(before: list[Piece], piece: Piece, gap: float, starts: Counter[int]) -> bool:
    """Whether a gap lies between two columns: other lines begin behind it too."""
    if len(before) == 1 and LABEL.fullmatch(before[0].text) and gap < _LABEL_GAP:
        return False
    place = round(piece.left / 2)
    need = _ALIGNED if gap <= _WIDE else 2
    return starts[place - 1] + starts[place] + starts[place + 1] >= need


def _line(segment: list[Piece], run: Run, style: _Style, repairs: Counter[str]) -> PdfLine:
    first = segment[0]
    if set(first.text) == {_LOST} and len(segment) > 1:
        first.text = _BULLET  # a glyph of a symbol font that no table names
        repairs["symbol_bullet"] += 1
    text = first.text + "".join((" " if piece.spaced else "") + piece.text for piece in segment[1:])
    if RING in text:
        text, count = _HALVES.subn("\\1\u0e33", text)
        repairs["sara_am"] += count
    left, right = first.left, segment[-1].right
    return PdfLine(text, style.page, left, right, run.y, run.size, style.tall, style.bold, run.cell)


def _join_labels(lines: list[PdfLine]) -> list[PdfLine]:
    """Labels that the content gives apart from the item they hang before, joined with it."""
    labels = [line for line in lines if LABEL.fullmatch(line.text)]
    if not labels:
        return lines
    gone: set[int] = set()
    for label in labels:
        item = _item_of(label, lines)
        if item is not None:
            item.text = f"{label.text} {item.text}"
            item.left = label.left
            gone.add(id(label))
    return [line for line in lines if id(line) not in gone]


def _item_of(label: PdfLine, lines: list[PdfLine]) -> PdfLine | None:
    """The line that begins right of a label on its baseline, the nearest one."""
    reach = _LABEL_GAP * label.size
    best: PdfLine | None = None
    for line in lines:
        gap = line.left - label.right
        level = abs(line.baseline - label.baseline) <= 0.25 * label.size
        if line is label or not level or line.cell != label.cell or not -1.0 <= gap <= reach:
            continue
        if LABEL.fullmatch(line.text):
            continue
        if best is None or line.left < best.left:
            best = line
    return best
