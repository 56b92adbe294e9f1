"""Matching keys: when two printed texts are the same text.

Only keys are folded; stored text never is. The order of the steps is the one measured for Thai
public pages: private-use marks and zero-width characters are the reader's business, not ours.
"""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad“”„‟\"'‘’‚`´«»]+")
_EDGES = re.compile(r"^[:;.,\-‐-―*•^/|()\[\]]+|[:;.,\-‐-―*•^/|(\[]+$")
_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_THAI_DIGIT = re.compile("[๐-๙]")
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def arabic_digits(text: str) -> str:
    """The text with Thai digits as Arabic ones."""
    return text.translate(_DIGITS) if _THAI_DIGIT.search(text) else text


def matching_key(text: str) -> str:
    """What stays of a text when spelling habits are folded away.

    White space, quotation marks, zero-width characters and edge punctuation are dropped, digits
    made Arabic, both spellings of sara am and of sara ae made one, Latin letters lower-cased.
    """
    text = unicodedata.normalize("NFC", text)
    text = _SARA_AM.sub("\\1\u0e33", text).replace("เเ", "แ")
    return arabic_digits(_EDGES.sub("", _DROPPED.sub("", text))).casefold()
