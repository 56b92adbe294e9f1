"""Is a page's text layer what the page shows? Scores that tell broken fonts from Thai text.

The limits were measured on made breakage (precision 1.0, recall .96). The dictionary term is left out: what it alone finds (ำ for า, letters lost) the PDF
reader mends from the drawn shapes, and lists of names score low by it.
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
WORD_LIMIT = 0.7
GAP_LIMIT = 0.12

_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_BEHIND = "\u0e30\u0e32\u0e33\u0e45"
_BEFORE = "\u0e40-\u0e44"
_CONSONANT = "\u0e01-\u0e2e"
_LOST: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_LATIN: Final = re.compile("[\u00c0-\u00ff]")
_THAI: Final = re.compile("[\u0e01-\u0e5b]+")
_PAIR: Final = re.compile(
    f"(?<![{_CONSONANT}{_MARK}])[{_MARK}]"  # a mark on no consonant
    f"|(?<![{_CONSONANT}{_MARK}\u0e32])[{_BEHIND}]"  # a vowel behind no consonant
    f"|[{_BEFORE}](?![{_CONSONANT}])"  # a vowel before no consonant
    "|[\u0e34-\u0e37\u0e31][\u0e34-\u0e37\u0e31]"  # two vowels over one consonant
    f"|\u0e33[{_MARK}]"
)
_GAP: Final = re.compile("(?<=[\u0e01-\u0e4e]) (?=[\u0e01-\u0e4e])")
_WORD: Final = re.compile(f"(?:[^\\W_]|[{_MARK}])+")
_LEADERS: Final = re.compile(r"[.…_·\-–—=*•|]{3,}|[\u2190-\u21ff\u2500-\u27bf]+")
"""Leaders of tables of contents, rules, frames and ornaments: signs by intention."""


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
    text = _LEADERS.sub(" ", normalise(text, gaps=True).text)
    visible = len(text) - sum(map(text.count, " \n\t"))
    if visible < MIN_LETTERS:
        return Verdict(1.0)
    thai = _length(_THAI, text)
    scores = (
        ("lost characters", len(_LOST.findall(text)) / visible, LOST_LIMIT),
        ("Latin-1 letters", len(_LATIN.findall(text)) / visible, LATIN_LIMIT),
        ("impossible Thai letter pairs", len(_PAIR.findall(text)) / max(thai, MIN_LETTERS), PAIR_LIMIT),
        ("signs that are no letters", 1.0 - _words(text) / visible, 1.0 - WORD_LIMIT),
        ("gaps inside Thai words", len(_GAP.findall(text)) / max(thai, MIN_LETTERS), GAP_LIMIT),
    )
    reasons = tuple(f"{name} {score:.0%}" for name, score, limit in scores if score > limit)
    bad = sum(min(score, 1.0) for _, score, _ in scores[:3])
    return Verdict(round(max(0.0, 1.0 - bad), 4), reasons)


def _words(text: str) -> int:
    """Letters and digits; private-use codes count too: they are mapped or reported, not garbled."""
    return _length(_WORD, text) + unknown_codes(text).total()


def _length(runs: re.Pattern[str], text: str) -> int:
    """Characters in all matches."""
    return sum(map(len, runs.findall(text)))
