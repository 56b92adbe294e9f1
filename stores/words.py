"""Thai words: pythainlp's dictionary and its newmm cutter, without its half second of trie building.

newmm asks its dictionary one question, which words begin at a position; a set of words answers it with
the same words in the same order as pythainlp's own trie.
"""

from __future__ import annotations

import os
import re
import string
from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pythainlp.util import Trie

os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")

import pythainlp
from pythainlp.corpus import thai_stopwords, thai_words
from pythainlp.tokenize.newmm import segment

WORDS_VERSION: str = pythainlp.__version__

_HEAD = 6
_MOST_MET = 50_000
_EDGES = string.whitespace + string.punctuation + "“”‘’„…–—•\u00a0\u200b"
_LONG_RUN = re.compile(r"(.)\1{39,}|[0-9๐-๙]{40,}", re.DOTALL)
"""Runs that make the cutter take minutes; no word of a language is in them."""


class _Dictionary:
    """The words that begin at a position, as `pythainlp.util.Trie.prefixes` gives them.

    Six letters decide which words of up to six letters begin there and how long longer ones can be; that
    is looked up once for each six letters that are met.
    """

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._masks: dict[str, int] = {}
        self._met: dict[str, tuple[list[str], tuple[int, ...]]] = {}
        for word in known:
            if len(word) > _HEAD:
                head = word[:_HEAD]
                self._masks[head] = self._masks.get(head, 0) | 1 << len(word)

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """The words, shortest first; the list is not to be changed."""
        head = text[start : start + _HEAD]
        found, lengths = self._met.get(head) or self._meet(head)
        if not lengths:
            return found
        longer = ((text[start : start + length], length) for length in lengths)
        return [*found, *(word for word, length in longer if len(word) == length and word in self._known)]

    def _meet(self, head: str) -> tuple[list[str], tuple[int, ...]]:
        """The words in a head, and the lengths of longer ones that begin with it, shortest first."""
        if len(self._met) == _MOST_MET:
            self._met.clear()
        found = [part for size in range(1, len(head) + 1) if (part := head[:size]) in self._known]
        mask = self._masks.get(head, 0)
        lengths = tuple(size for size in range(_HEAD + 1, mask.bit_length()) if mask >> size & 1)
        self._met[head] = found, lengths
        return found, lengths


@cache
def _dictionary() -> _Dictionary:
    return _Dictionary(thai_words())


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(thai_stopwords())


def words(text: str) -> list[str]:
    """The words of a text in order, Latin letters in small ones; white space and punctuation left out."""
    capped = _LONG_RUN.sub(" ", text)
    tokens = segment(capped, cast("Trie", _dictionary()), safe_mode=True)
    return [token.casefold() for raw in tokens if any(map(str.isalnum, token := raw.strip(_EDGES)))]


def is_stopword(word: str) -> bool:
    """Whether a word only serves the grammar."""
    return word in _stopwords()
