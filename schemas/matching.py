"""Matching keys: when two printed texts are the same text.

Only keys are folded; stored text never is. The order of the steps is the one measured for Thai
public pages: private-use marks and zero-width characters are the reader's business, not ours.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DROPPED = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad“”„‟\"'‘’‚`´«»]")
_END_MARKS = ":;.,-‐‑‒–—―*•^/|(["
_START_MARKS = f"{_END_MARKS})]"
_NIKHAHIT = "\u0e4d"
_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_THAI_DIGIT = re.compile("[๐-๙]")
THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_DIGITS = str.maketrans(THAI_DIGITS, "0123456789")


def arabic_digits(text: str) -> str:
    """The text with Thai digits as Arabic ones."""
    return text.translate(_DIGITS) if _THAI_DIGIT.search(text) else text


@lru_cache(maxsize=8192)
def matching_key(text: str) -> str:
    """What stays of a text when spelling habits are folded away.

    White space, quotation marks, zero-width characters and edge punctuation are dropped, digits
    made Arabic, both spellings of sara am and of sara ae made one, Latin letters lower-cased.
    """
    text = unicodedata.normalize("NFC", text)
    if _NIKHAHIT in text:
        text = _SARA_AM.sub("\\1\u0e33", text)
    text = _DROPPED.sub("", "".join(text.replace("เเ", "แ").split()))
    return arabic_digits(text.lstrip(_START_MARKS).rstrip(_END_MARKS)).casefold()


def keeps_letters(text: str) -> bool:
    """Whether every letter of a text is in its matching key: none of them is made one with another."""
    return "เเ" not in text and unicodedata.is_normalized("NFC", text)


_LETTER = re.compile("[ก-ฮA-Za-z0-9]")


def has_key(text: str) -> bool:
    """Whether the matching key of a text is not empty; quick where it has a letter."""
    return _LETTER.search(text) is not None or bool(matching_key(text))
