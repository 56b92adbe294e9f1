"""The text of a run as it is drawn: characters by place, gaps that are none taken out.

pdfium keeps the order of the content stream, and LibreOffice draws spaces and quotation marks apart
from the letters, Chromium the marks apart from their consonants, Word the ring of sara am as a
"space". Each leaves its sign (`OUT_OF_ORDER`, or words that run backwards); only then is a run put
together again from the places of its characters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING

from parsers.readers.pdf_marks import CLOSERS, CLUSTER_END, DOUBLED, MARKS, OPEN_AM
from parsers.readers.pdf_moved import moved_marks
from parsers.readers.pdf_spread import Piece, closed_up

if TYPE_CHECKING:
    from parsers.readers.pdf_glyphs import Glyphs
    from parsers.readers.pdf_runs import Run
    from schemas.records import Box

_GAP = 0.2
"""Share of the type size that a gap without a space character needs to be one."""
RING = "\u0e4d"
_SARA_AA, _SARA_AM = "\u0e32", "\u0e33"
_SITTING = MARKS | frozenset(CLOSERS)
_AM_WIDTH = 0.65
"""The part of sara am that pdfium's box of a Chromium cluster leaves out, in type sizes."""
_RAISED = 0.25
_SAMPLE = 6
_STACK = 0.3
"""Type sizes that two marks of one consonant may stand apart."""
SARA_AM = "\u0e33"
_COPY = 1.6
"""Type sizes that the second copy of a cluster may stand from the first."""


@dataclass(slots=True)
class _Char:
    """A character with the key that it is put in order by."""

    key: float
    char: str
    origin: float
    left: float
    right: float
    index: int
    afloat: bool = False
    """Whether nothing of it is drawn where letters stand."""


_BY_KEY = attrgetter("key")


def pieces_of(glyphs: Glyphs, run: Run, repairs: Counter[str]) -> list[Piece]:
    """The pieces of a run from left to right."""
    if _is_disordered(glyphs, run):
        return closed_up(_by_place(glyphs, run, repairs), repairs)
    moved = moved_marks(glyphs, run)
    if moved:
        repairs["moved_mark"] += moved
        return closed_up(_by_place(glyphs, run, repairs), repairs)
    pieces: list[Piece] = []
    end = 0
    for word in run.words:
        between = glyphs.text[end : word.start] if pieces else ""
        spaced = bool(pieces)
        if pieces and word.left - pieces[-1].right <= _GAP * run.size:
            spaced = not between.isspace() or not all(
                glyphs.is_generated(index) for index in range(end, word.start)
            )
        pieces.append(Piece(glyphs.text[word.start : word.end], word.left, word.right, spaced))
        end = word.end
    return closed_up(pieces, repairs)


def _is_disordered(glyphs: Glyphs, run: Run) -> bool:
    """Whether the order or the gaps of the content are not those of the page."""
    at = bisect_left(glyphs.disordered, run.start)
    if at < len(glyphs.disordered) and glyphs.disordered[at] < run.end:
        return True
    slack = 0.5 * run.size
    if any(b.left < a.right - slack or b.left < a.left for a, b in pairwise(run.words)):
        return True
    return glyphs.clustered and _is_cut(glyphs, run, glyphs.text[run.start : run.end])


def _is_cut(glyphs: Glyphs, run: Run, text: str) -> bool:
    """Whether clusters of a Chromium page were given twice, or with gaps that are wrong."""
    least = _GAP * run.size
    for found in DOUBLED.finditer(text):
        index = run.start + found.start("copy")
        if _is_afloat(glyphs.origin(index)[1], glyphs.box(index), run.size):
            return True
    for found in OPEN_AM.finditer(text):
        index = run.start + found.start()
        after = glyphs.origin(run.start + found.end())[0]
        if after - glyphs.box(index)[2] - _AM_WIDTH * run.size <= least:
            return True
    for found in CLUSTER_END.finditer(text):
        index = run.start + found.end()
        if glyphs.origin(index)[0] - glyphs.box(index - 1)[2] > least:
            return True
    return False


def _is_afloat(y: float, box: Box, size: float) -> bool:
    """Whether nothing of a character is drawn where letters stand."""
    return y - box[3] > _RAISED * size or box[1] > y


def _by_place(glyphs: Glyphs, run: Run, repairs: Counter[str]) -> list[Piece]:
    chars = _chars(glyphs, run, repairs)
    if glyphs.clustered:
        chars = _without_doubles(chars, run.size, repairs)
    chars.sort(key=_BY_KEY)
    least = _GAP * run.size + _letter_gap(chars)
    pieces: list[Piece] = []
    spaced = False
    before = ""
    for char in chars:
        text = char.char
        if text == " ":
            spaced = True
            continue
        last = pieces[-1] if pieces else None
        sits = last is not None and text in _SITTING and _carries(before)
        before = text
        if last is None or not (sits or (not spaced and char.origin - last.right <= least)):
            pieces.append(Piece(text, char.left, char.right, last is not None))
            spaced = False
            continue
        last.text += text
        last.right = max(last.right, char.right)
        spaced = spaced and text in MARKS  # a mark may reach over the space behind it
    return pieces


def _letter_gap(chars: list[_Char]) -> float:
    """The usual gap between letters: next to nothing, unless the line is set wide."""
    gaps: list[float] = []
    before: _Char | None = None
    for char in chars:
        if char.char == " " or char.char in MARKS:
            before = None
            continue
        if before is not None:
            gaps.append(char.origin - before.right)
        before = char
    return max(0.0, median(gaps)) if len(gaps) >= _SAMPLE else 0.0


def _carries(before: str) -> bool:
    """Whether a mark can sit on the character before it."""
    return "\u0e01" <= before <= "\u0e4e" or "\uf700" <= before <= "\uf89e"


def _chars(glyphs: Glyphs, run: Run, repairs: Counter[str]) -> list[_Char]:
    """The drawn characters of a run in the order of the content, with their sorting keys."""
    chars: list[_Char] = []
    before: _Char | None = None
    starts = {word.start for word in run.words}
    text, size, line = glyphs.text, run.size, run.y
    for index in range(run.start, run.end):
        char = text[index]
        space = char.isspace()
        if char == "\x00" or (space and (char in "\r\n" or glyphs.is_generated(index))):
            continue
        origin, y, left, top, right, bottom = glyphs.ends(index, index)
        if space:
            if not is_ring(y, top, bottom, size):
                before = _Char(origin, " ", origin, left, right, index)
                chars.append(before)
                continue
            char = RING
            repairs["lost_ring"] += 1
        if abs(y - line) > size and index not in starts:
            continue
        together = (
            before is not None and before.index == index - 1 and before.char != " "
            and abs(before.origin - origin) < 0.01
        )  # fmt: skip
        if together and before is not None:
            key = before.key
            if char == _SARA_AM:
                right += _AM_WIDTH * size
        elif (
            before is not None
            and char in MARKS
            and before.char in MARKS
            and before.index == index - 1
            and (abs(before.origin - origin) < _STACK * size)
        ):
            key = before.key  # a tone sits on the vowel that it was given behind
        else:
            key = (left + right) / 2 if char in MARKS else origin
        afloat = y - bottom > _RAISED * size or top > y
        before = _Char(key, char, origin, left, right, index, afloat)
        chars.append(before)
    return chars


def is_ring(y: float, top: float, bottom: float, size: float) -> bool:
    """Whether a "space" is drawn above the letters: the ring of sara am, whose letter was lost."""
    return bottom - top > 0.05 * size and y - bottom > _RAISED * size


def _without_doubles(chars: list[_Char], size: float, repairs: Counter[str]) -> list[_Char]:
    """Drop the second copy of a cluster that pdfium gives where its mark was drawn apart.

    The copy has the mark's box: its consonant stands above or below the line, or, where the mark is a
    sara am, over the half of the cluster that it is a copy of.
    """
    places: dict[str, list[list[_Char]]] = {}
    kept: list[_Char] = []
    for cluster in _clusters(chars):
        text = "".join(char.char for char in cluster)
        whole = len(cluster) > 1 and text[0] not in MARKS
        if whole and any(_is_copy(cluster, before, size) for before in places.get(text, ())):
            repairs["doubled_cluster"] += 1
            continue
        places.setdefault(text, []).append(cluster)
        kept += cluster
    return kept


def _is_copy(cluster: list[_Char], before: list[_Char], size: float) -> bool:
    """Whether a cluster is drawn at the place of an equal one before it."""
    if cluster[0].afloat:
        return abs(cluster[0].origin - before[0].origin) < _COPY * size
    left, right = cluster[0].left, cluster[-1].right
    shared = min(right, before[-1].right) - max(left, before[0].left)
    return left < cluster[0].origin and shared > (right - left) / 2


def _clusters(chars: list[_Char]) -> list[list[_Char]]:
    """Consonants with the marks, or the sara am, that follow them at the same place."""
    clusters: list[list[_Char]] = []
    for char in chars:
        last = clusters[-1][-1] if clusters else None
        follows = last is not None and last.index == char.index - 1 and char.key == last.key
        if follows and (char.char in MARKS or char.char == SARA_AM):
            clusters[-1].append(char)
        else:
            clusters.append([char])
    return clusters
