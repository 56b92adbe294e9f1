"""Sara am and sara aa that a font's character map took for each other, told by what is drawn.

Word draws sara am as a ring and sara aa. In many fonts the map then names the ring a space and every
sara aa a sara am, or loses the ring (classes D1 and D3, which no rule on the text
alone can mend). The ring stands above the letters: a "sara am" no higher than a consonant has none.
"""

from __future__ import annotations

import re
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from parsers.readers.pdf_ink import Ink
from parsers.readers.pdf_marks import MARKS
from parsers.readers.pdf_pieces import RING, is_ring

if TYPE_CHECKING:
    from parsers.readers.pdf_glyphs import Glyphs

_AM, _AA = "\u0e33", "\u0e32"
_FLAT = re.compile("[\u0e01\u0e07\u0e14\u0e17\u0e19\u0e21\u0e22\u0e23\u0e27]")
"""Consonants without anything above or below."""
_SAMPLE = 8
_LOOK_BACK = 5
_HIGHER = 1.15
_AM_PLACES = re.compile(_AM)


def mend_sara_am(glyphs: Glyphs, ink: Ink, repairs: Counter[str]) -> None:
    """Put sara aa where a "sara am" is drawn without its ring (in place).

    Where pdfium saw a gap before it, it has left the "space" out that the ring is: then the page is drawn
    and looked at.
    """
    if _AM not in glyphs.text:
        return
    flat: float | None = None
    letters: list[str] | None = None
    for found in _AM_PLACES.finditer(glyphs.text):
        index = found.start()
        if flat is None:
            flat = _flat_height(glyphs)
        if flat <= 0.0 or not _is_bare(glyphs, index, flat) or _has_ring(glyphs, index):
            continue
        if glyphs.is_generated(index - 1) and _is_inked(glyphs, ink, index, flat):
            repairs["lost_ring"] += 1
            continue
        letters = letters or list(glyphs.text)
        letters[index] = _AA
        repairs["sara_am_to_aa"] += 1
    if letters is not None:
        glyphs.text = "".join(letters)


def _flat_height(glyphs: Glyphs) -> float:
    """Height of plain consonants in type sizes; 0 where the page has too few."""
    heights = []
    for found in _FLAT.finditer(glyphs.text):
        index = found.start()
        top, y = glyphs.box(index)[1], glyphs.origin(index)[1]
        heights.append((y - top) / glyphs.size(index))
        if len(heights) >= _SAMPLE:
            break
    return median(heights) if len(heights) >= _SAMPLE // 2 else 0.0


def _is_bare(glyphs: Glyphs, index: int, flat: float) -> bool:
    """Whether a sara am is no higher than a consonant, and a glyph of its own."""
    x, y = glyphs.origin(index)
    if y - glyphs.box(index)[1] >= _HIGHER * flat * glyphs.size(index):
        return False
    before = index - 1
    while before > 0 and (glyphs.text[before].isspace() or glyphs.text[before] in MARKS):
        before -= 1
    return before < 0 or abs(x - glyphs.origin(before)[0]) >= 0.01


def _has_ring(glyphs: Glyphs, index: int) -> bool:
    """Whether a ring is drawn before it as a character of its own."""
    for before in range(index - 1, max(index - _LOOK_BACK, -1), -1):
        char = glyphs.text[before]
        if char == RING:
            return True
        if not char.isspace():
            return char in MARKS and _has_ring(glyphs, before)
        if not glyphs.is_generated(before):
            _, top, _, bottom = glyphs.box(before)
            if is_ring(glyphs.origin(before)[1], top, bottom, glyphs.size(before)):
                return True
    return False


def _is_inked(glyphs: Glyphs, ink: Ink, index: int, flat: float) -> bool:
    """Whether something is drawn where the ring would be: above the gap before sara aa."""
    before = index - 1
    while before > 0 and (glyphs.text[before].isspace() or glyphs.text[before] in MARKS):
        before -= 1
    size, y = glyphs.size(index), glyphs.origin(index)[1]
    tones = [glyphs.box(at)[2] for at in range(before + 1, index) if glyphs.text[at] in MARKS]
    left = max(tones) + 0.03 * size if tones else glyphs.box(before)[2] - 0.2 * size
    right = glyphs.box(index)[0]
    return ink.any((left, y - 0.7 * size, right, y - 1.08 * flat * size))
