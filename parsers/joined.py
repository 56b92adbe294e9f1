"""Many texts as one, so that what most of them do not have is looked for once and not in each."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence


BETWEEN = "\0"
ONE = len(BETWEEN)
"""Stands between two texts: neither white space nor part of a word."""


class JoinedTexts:
    """Texts as one, `text`, in which no word or pattern of a line reaches from one into the next."""

    __slots__ = ("_starts", "text")

    def __init__(self, texts: Sequence[str]) -> None:
        """Join them; each keeps its number."""
        self.text = BETWEEN.join(texts)
        self._starts = list(accumulate(map(ONE.__add__, map(len, texts)), initial=0))

    def holding(self, words: Iterable[str]) -> set[int]:
        """Numbers of the texts that hold one of the words."""
        text, starts = self.text, self._starts
        found: set[int] = set()
        for word in words:
            at = text.find(word)
            while at >= 0:
                index = bisect_right(starts, at)
                found.add(index - 1)
                at = text.find(word, starts[index])
        return found

    def numbers(self, places: Iterable[int]) -> set[int]:
        """Numbers of the texts in which these places of the whole lie."""
        starts = self._starts
        return {bisect_right(starts, place) - 1 for place in places}

    def matches(self, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
        """Number of the text, and place in it, of each match of a pattern in the whole."""
        starts = self._starts
        places = [found.start() for found in pattern.finditer(self.text)]
        indexes = [bisect_right(starts, place) - 1 for place in places]
        return [(index, place - starts[index]) for index, place in zip(indexes, places, strict=True)]
