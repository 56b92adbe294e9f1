"""What a person typed into the search field, and where it stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from schemas.folded_text import HIDDEN, fold
from schemas.matching import THAI_DIGITS
from stores.exports.folding import folded

LONGEST = 200
"""Characters of a question; what is longer is refused, not cut."""
SHORTEST = 3
"""Characters of the shortest word that the index finds."""
MOST_WORDS = 12
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PARTS = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Question:
    """Words and phrases that must all stand in a text, folded; `left_out` are too short to be looked for."""

    text: str
    words: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    @property
    def match(self) -> str:
        """The question to the full-text index; every word is quoted, so none is an operator."""
        return " AND ".join('"' + word.replace('"', '""') + '"' for word in self.words)


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a text, and whether it is what was asked for."""

    text: str
    found: bool


def read_question(text: str) -> Question:
    """Words apart, phrases between quotation marks together.

    Raises ValueError if the text is longer than `LONGEST`, or has more than `MOST_WORDS` words.
    """
    if len(text) > LONGEST:
        raise ValueError(f"a question has at most {LONGEST} characters")
    plain = _CONTROLS.sub(" ", text).replace("“", '"').replace("”", '"')
    parts = [folded(phrase or word) for phrase, word in _PARTS.findall(plain)]
    words = tuple(dict.fromkeys(part.replace('"', "") for part in parts if part.replace('"', "")))
    if len(words) > MOST_WORDS:
        raise ValueError(f"a question has at most {MOST_WORDS} words")
    long = tuple(word for word in words if len(word) >= SHORTEST)
    return Question(text.strip(), long, tuple(word for word in words if len(word) < SHORTEST))


def marked(text: str, words: tuple[str, ...]) -> tuple[Marked, ...]:
    """The text in stretches, those that a word was found in marked; joined they are the text."""
    pattern = _pattern(words)
    if pattern is None:
        return (Marked(text, False),)
    return tuple(_stretches(text, pattern))


def _stretches(text: str, pattern: re.Pattern[str]) -> Iterator[Marked]:
    copy = fold(text)
    at = 0
    for match in pattern.finditer(copy.text):
        start, end = copy.span(match.start(), match.end())
        if start > at:
            yield Marked(text[at:start], False)
        yield Marked(text[start:end], True)
        at = end
    if at < len(text) or not text:
        yield Marked(text[at:], False)


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the folded words as they may be printed: either digits, any white space, either case."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(_printed, longest_first)), re.IGNORECASE) if words else None


def _printed(word: str) -> str:
    return "".join(_letter(letter) for letter in word)


def _letter(letter: str) -> str:
    if letter == " ":
        return rf"[\s{HIDDEN}]+"
    if letter.isascii() and letter.isdigit():
        return f"[{letter}{THAI_DIGITS[int(letter)]}]"
    return re.escape(letter)
