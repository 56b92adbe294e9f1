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
_EDGES = string.whitespace + string.punctuation + "“”‘’„…–—•\u00a0\u200b"
_LONG_RUN = re.compile(r"(.)\1{39,}|[0-9๐-๙]{40,}", re.DOTALL)
"""Runs that make the cutter take minutes; no word of a language is in them."""


class _Dictionary:
    """The words that begin at a position, as `pythainlp.util.Trie.prefixes` gives them."""

    def __init__(self, known: frozenset[str]) -> None:
        lengths: dict[str, set[int]] = {}
        for word in known:
            lengths.setdefault(word[:_HEAD], set()).add(len(word))
        self._known = known
        self._lengths = {head: tuple(sorted(found)) for head, found in lengths.items()}

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        head = text[start : start + _HEAD]
        found = [head[:size] for size in range(1, min(_HEAD, len(head) + 1)) if head[:size] in self._known]
        for length in self._lengths.get(head, ()):
            word = text[start : start + length]
            if len(word) == length and word in self._known:
                found.append(word)
        return found


@cache
def _dictionary() -> _Dictionary:
    return _Dictionary(frozenset(word.strip() for word in thai_words()))


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
