"""Is a page's text layer what the page shows? Scores that tell broken fonts from Thai text.

The limits are measured (notes/thai-text.md: precision 1.0, recall .96 on made breakage). The dictionary
term is left out: what it alone finds (ำ for า, letters lost) the PDF reader mends from the drawn shapes,
and lists of names score low by it. Letters are weighed as classes, one byte each, for speed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from parsers.private_use import unknown_codes
from parsers.thai import normalise

MIN_LETTERS = 20
"""A shorter text says too little to be judged."""
LOST_LIMIT = 0.01
LATIN_LIMIT = 0.15
PAIR_LIMIT = 0.015
SIGN_LIMIT = 0.3
GAP_LIMIT = 0.12
MARKS_LEAST = 0.04
"""Share of marks above and below in a page of Thai; the barest of 258 real pages has .107."""
MARKS_LETTERS = 100
"""Thai letters that a page needs for that."""

_CLASSES: Final = {
    "C": (*range(0x0E01, 0x0E2F),),  # consonants
    "V": (0x0E31, *range(0x0E34, 0x0E38)),  # vowels above
    "M": (*range(0x0E38, 0x0E3B), *range(0x0E47, 0x0E4F)),  # other marks
    "A": (0x0E32,),  # sara aa, which another vowel may follow
    "B": (0x0E30, 0x0E33, 0x0E45),  # other vowels behind a consonant
    "F": (*range(0x0E40, 0x0E45),),  # vowels before a consonant
    "L": (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), *range(0x0E50, 0x0E5A), 0x0E2F, 0x0E46),
    "S": (0x20, 0x09, 0x0A, 0x0D, 0xA0),
    "Z": (*range(9), *range(0x0E, 0x20), 0x7F),  # controls
}
_OTHER: Final = "X"
_THAI: Final = "CVMABF"


def _table() -> bytes:
    """Bytes of windows-874 to classes."""
    table = bytearray(_OTHER.encode() * 256)
    for name, codes in _CLASSES.items():
        for byte in "".join(map(chr, codes)).encode("cp874"):
            table[byte] = ord(name)
    return bytes(table)


def _pairs() -> tuple[bytes, ...]:
    """Pairs of classes that no Thai word holds."""
    every = [*_CLASSES, _OTHER]
    no_mark = [name + mark for name in every if name not in "CVM" for mark in "VM"]
    no_vowel = [name + vowel for name in every if name not in "CVMA" for vowel in "AB"]
    before = ["F" + name for name in every if name not in "CVMAB"]
    return tuple(pair.encode() for pair in (*no_mark, *no_vowel, *before, "VV"))


_TABLE: Final = _table()
_PAIRS: Final = _pairs()
_GAP: Final = re.compile(f"(?<=[{_THAI}])S(?=[{_THAI}])".encode())
_ODD: Final = re.compile("[\x80-\x84\x86-\x9f\u00c0-\u00ff\ufffd]")
"""Lost characters and Latin-1 letters: none is in windows-874."""
_LEADERS: Final = re.compile(rb"([^\w\s\x80-\xff]|[\x85\x95-\x97])(?:\s?\1){2,}")
_ORNAMENT: Final = re.compile("[\u2190-\u21ff\u2500-\u27bf]+")
"""Rules, frames and ornaments; like leaders they are signs by intention."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a page's text scores: `share` from 0 (garbled) to 1, and the reasons why it is garbled."""

    share: float
    reasons: tuple[str, ...] = ()

    @property
    def garbled(self) -> bool:
        """Whether the text cannot be what the page shows."""
        return bool(self.reasons)


def judge(text: str) -> Verdict:
    """Weigh the text layer of one page; a text of few letters is taken as it is."""
    packed = text.encode("cp874", "replace")
    odd: list[str] = []
    letters = 0
    if packed.count(b"?") > text.count("?"):
        text = _ORNAMENT.sub(" ", normalise(text, gaps=True).text)
        packed = text.encode("cp874", "replace")
        odd = _ODD.findall(text)
        letters = unknown_codes(text).total() + sum(char.isalpha() for char in text if char > "\u0e7f")
    classes = packed.translate(_TABLE)
    spaces = classes.count(b"S")
    if len(classes) - spaces < MIN_LETTERS:
        return Verdict(1.0)
    visible = len(classes) - spaces
    thai = max(sum(classes.count(name.encode()) for name in _THAI), MIN_LETTERS)
    latin = sum("\u00c0" <= char <= "\u00ff" for char in odd)
    lost = classes.count(b"Z") + len(odd) - latin
    signs = classes.count(b"X") - letters - latin + lost
    if signs > SIGN_LIMIT * visible:
        leaders = sum(len(found.group()) for found in _LEADERS.finditer(packed))
        signs, visible = max(signs - leaders, 0), max(visible - leaders, 1)
    scores = (
        ("lost characters", lost / visible, LOST_LIMIT),
        ("Latin-1 letters", latin / visible, LATIN_LIMIT),
        ("impossible Thai letter pairs", sum(map(classes.count, _PAIRS)) / thai, PAIR_LIMIT),
        ("signs that are no letters", signs / visible, SIGN_LIMIT),
        ("gaps inside Thai words", len(_GAP.findall(classes)) / thai, GAP_LIMIT),
    )
    reasons = tuple(f"{name} {score:.0%}" for name, score, limit in scores if score > limit)
    marks = classes.count(b"V") + classes.count(b"M")
    if thai >= MARKS_LETTERS and marks < MARKS_LEAST * thai:
        return Verdict(0.0, (*reasons, f"Thai letters without their marks ({marks} in {thai})"))
    bad = sum(min(score, 1.0) for _, score, _ in scores[:3])
    return Verdict(round(max(0.0, 1.0 - bad), 4), reasons)
