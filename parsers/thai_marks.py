"""The order of Thai marks: which clusters are written wrongly, and how they should stand.

A mark is a vowel or tone that sits on its consonant. Right order: vowel, tone, then sara am.
Each pattern starts only where no mark stands before it, so a search is linear in the length.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_TONE = "\u0e48-\u0e4c"
_VOWEL = "\u0e31\u0e34-\u0e3a\u0e47\u0e4d"
_NIKHAHIT, _AA, _AM = "\u0e4d", "\u0e32", "\u0e33"
_CONSONANT = "\u0e01-\u0e2e"

_UNIT = f"(?:[{_MARK}{_AM}]|(?:(?<={_NIKHAHIT})|(?<={_NIKHAHIT}[{_TONE}])) ?{_AA})"
_DEFECT = f"(?:([{_MARK}])\\1|[{_TONE}][{_VOWEL}]|{_AM}[{_MARK}{_AM}]|{_NIKHAHIT}[{_TONE}]?(?: ?{_AA}|{_AM}))"
_CLUSTER = f"(?<![{_MARK}{_AM}]){_UNIT}*?{_DEFECT}{_UNIT}*"
_AM_GAP = f"(?<=[{_CONSONANT}\u0e48-\u0e4b]) [{_AA}{_AM}](?![{_MARK}{_AM}])"
_SARA_AE = "\u0e40\u0e40"

_DIRTY = re.compile(f"{_SARA_AE}|{_AM_GAP}|{_CLUSTER}")
SUSPECTS = tuple(
    re.compile(pattern)
    for pattern in (
        _SARA_AE,
        f"{_AM}[{_MARK}{_AM}]",
        f"{_NIKHAHIT}[{_TONE}]?(?: ?{_AA}|{_AM})",
        f" [{_AA}{_AM}]",
        f"[{_TONE}][{_VOWEL}]",
        f"([{_MARK}])\\1",
    )
)
"""Each finds what `_DIRTY` may; six plain searches are eight times faster than the one."""
MARK_GAP = re.compile(f"(?<=[{_CONSONANT}{_MARK}]) (?=[{_MARK}{_AM}])")
"""A space before a mark: a layout artefact of PDF and OCR text."""
_STRAY_MARK = re.compile(f"(?<=[{_CONSONANT}{_MARK}]) [{_MARK}]")
_SPACED_OUT = re.compile(f"(?<![^ ])[{_CONSONANT}] [\u0e30-\u0e39] [{_CONSONANT}](?![^ ])")
"""Letters set apart one by one (D14): a gap then says nothing about a lost sara am."""
_TONES = frozenset(map(chr, range(0x0E48, 0x0E4D))) | {"\u0e4e"}


@dataclass(frozen=True, slots=True)
class Change:
    """Characters `start` to `end` become `text`; `repair` is the class of damage."""

    start: int
    end: int
    text: str
    repair: str


def has_dirty_marks(text: str) -> bool:
    """Whether `mark_changes` could find anything (quick; wrong only on the safe side)."""
    return any(suspect.search(text) is not None for suspect in SUSPECTS)


def mark_changes(text: str) -> Iterator[Change]:
    """Changes in order of place, never overlapping.

    sara_ae: two เ for แ · sara_am: its halves joined · mark_order: a tone before its vowel or after
    sara am · doubled_mark · sara_am_gap: a space before sara am · sara_am_restored (D2): consonant,
    space, า stands for ำ, unless the letters are spaced out or other marks stand off too.
    """
    unsure: bool | None = None
    for found in _DIRTY.finditer(text):
        old = found.group()
        if old == _SARA_AE:
            yield Change(found.start(), found.end(), "\u0e41", "sara_ae")
        elif old[0] != " ":
            new = _ordered(old)
            yield Change(found.start(), found.end(), new, _class_of(old, new))
        elif old[1] == _AM:
            yield Change(found.start(), found.end(), _AM, "sara_am_gap")
        else:
            if unsure is None:
                unsure = bool(_SPACED_OUT.search(text) or _STRAY_MARK.search(text))
            if not unsure:
                yield Change(found.start(), found.end(), _AM, "sara_am_restored")


def _ordered(cluster: str) -> str:
    """Marks of one cluster in the right order, each once in a row."""
    has_am = _AM in cluster or _AA in cluster
    gone = {_AM, _AA, " "} | ({_NIKHAHIT} if has_am else set())
    marks = [char for char in cluster if char not in gone]
    vowels = [char for char in marks if char not in _TONES]
    tones = [char for char in marks if char in _TONES]
    ordered = unicodedata.normalize("NFC", "".join(vowels + tones))
    once = "".join(char for index, char in enumerate(ordered) if ordered[index - 1 : index] != char)
    return once + _AM if has_am else once


def _class_of(old: str, new: str) -> str:
    """The name of the damage, for the counts."""
    if _AA in old:
        return "sara_am"
    return "mark_order" if len(old) == len(new) else "doubled_mark"
