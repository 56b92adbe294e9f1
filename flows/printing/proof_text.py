"""Texts compared as they are seen: without white space, marks in one order, names of persons masked."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from parsers.private_use import SYMBOLS, THAI_MARKS
from parsers.thai import normalise
from schemas.persons import PERSON_MASK, mask_persons

_UNSEEN = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufffd]+"
)
_GLYPHS: dict[int, str] = dict(THAI_MARKS) | dict.fromkeys(SYMBOLS, "•")
_MARKS = re.compile("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]{2,}\u0e32?|\u0e4d\u0e32")
_SARA_AM, _NIKHAHIT, _AA = "\u0e33", "\u0e4d", "\u0e32"
_TWO_E, _AE = "\u0e40\u0e40", "\u0e41"
_ROUNDS = 4
"""One mends Thai; rubbish can need more."""
_SAMPLE = 8
"""Letters that tell where a text that was changed stood."""


def seen(text: str) -> str:
    """What is seen of a text: glyphs of old fonts as the marks they draw, marks in one order and once each.

    White space, format characters and lost letters are left out; two halves of sara am are one letter.
    """
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text).translate(_GLYPHS)).replace(_TWO_E, _AE)
    for _ in range(_ROUNDS):
        before, text = text, _MARKS.sub(_ordered, text)
        if text == before:
            break
    return text


def _ordered(found: re.Match[str]) -> str:
    """The marks of one letter; a sara aa behind them is half of a sara am where the other half is there."""
    marks = set(found.group())
    halves = marks & {_NIKHAHIT, _AA, _SARA_AM}
    rest = "".join(sorted(marks - halves))
    if _SARA_AM in halves or len(halves) > 1:
        return rest + _SARA_AM
    return rest + "".join(halves)


def pieces(quote: str) -> list[str]:
    """The parts of a published quote that must stand in the document, as they are seen, in order.

    A quote is cut at the ends of its spans and where a person's name is masked.
    """
    return [piece for line in quote.split("\n") for part in line.split(PERSON_MASK) if (piece := seen(part))]


def stands_in(quote: Sequence[str], text: str) -> bool:
    """Whether pieces stand in a text that was made `seen`: together, or one after the other."""
    if "".join(quote) in text:
        return True
    at = 0
    for piece in quote:
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def follows(text: str, lines: Sequence[str]) -> bool:
    """Whether a published text is what stands at its spans, wraps and damage mended as the parser does it."""
    wanted = seen(text)
    return any(wanted == seen(mask_persons(made)[0]) for made in _joined(lines))


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """The lines as one text; names are masked in it, so that it matters how they meet."""
    mended = [normalise(line).text for line in lines]
    for texts in (lines, mended):
        for between in ("", " ", "\n"):
            yield between.join(texts)


def nearest(quote: Sequence[str], text: str) -> str:
    """What stands where most of a quote should: a stretch of a text that was made `seen`, or nothing."""
    wanted = "".join(quote)
    begins: Counter[int] = Counter()
    for start in range(max(1, len(wanted) - _SAMPLE + 1)):
        at = text.find(wanted[start : start + _SAMPLE])
        if at >= 0:
            begins[max(0, at - start)] += 1
    if not begins:
        return ""
    begin = begins.most_common(1)[0][0]
    return text[begin : begin + len(wanted)]
