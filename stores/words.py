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

_HEAD = 3
_LONG_HEAD = 6
_EDGES = string.whitespace + string.punctuation + "“”‘’„…–—•\u00a0\u200b"
_LONG_RUN = re.compile(r"(.)\1{39,}|[0-9๐-๙]{40,}", re.DOTALL)
"""Runs that make the cutter take minutes; no word of a language is in them."""


class _Dictionary:
    """The words that begin at a position, as `pythainlp.util.Trie.prefixes` gives them.

    Words are known by their first three and, if they are longer than six letters, first six letters; few
    lengths are left to try then.
    """

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._masks: dict[str, int] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        for word in known:
            size = len(word)
            head = word[: _HEAD if size <= _LONG_HEAD else _LONG_HEAD]
            self._masks[head] = self._masks.get(head, 0) | 1 << size

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        known = self._known
        head = text[start : start + _HEAD]
        found = [part for part in (head[:1], head[:2]) if part in known and part != head]
        tried = self._tried(head)
        long_head = text[start : start + _LONG_HEAD]
        if len(long_head) == _LONG_HEAD:
            tried += self._tried(long_head)
        for length in tried:
            word = text[start : start + length]
            if word in known and len(word) == length:
                found.append(word)
        return found

    def _tried(self, head: str) -> tuple[int, ...]:
        """The lengths of the words that are known by a head, shortest first."""
        lengths = self._lengths.get(head)
        if lengths is None:
            mask = self._masks.get(head, 0)
            lengths = tuple(size for size in range(mask.bit_length()) if mask >> size & 1)
            if mask:
                self._lengths[head] = lengths
        return lengths


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
