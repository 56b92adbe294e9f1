"""Thai words: nlpO3, PyThaiNLP's newmm cutter in compiled code, with pythainlp's dictionary.

Its safe mode gives rubbish for texts over 140 letters (nlpo3 1.4.0) and is not used. Without it a text
whose every letter may begin a word takes time with the square of its length, so long ones go in pieces.
"""

from __future__ import annotations

import os
import re
import string
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import as_file, files

os.environ.setdefault("PYTHAINLP_OFFLINE", "1")
os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")

import nlpo3
import pythainlp
from pythainlp.corpus import thai_stopwords

WORDS_VERSION = f"{pythainlp.__version__}+nlpo3-{version('nlpo3')}"

_DICTIONARY = "pythainlp"
_LONGEST = 400
_EDGES = string.whitespace + string.punctuation + "“”‘’„…–—•\u00a0\u200b"
_LONG_RUN = re.compile(r"(.)\1{39,}|[0-9๐-๙]{40,}", re.DOTALL)
"""Runs that no word of a language has."""


@cache
def _dictionary() -> str:
    """The name of the dictionary, read once."""
    with as_file(files("pythainlp.corpus") / "words_th.txt") as path:
        nlpo3.load_dict(str(path), _DICTIONARY)
    return _DICTIONARY


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(thai_stopwords())


def words(text: str) -> list[str]:
    """The words of a text in order, Latin letters in small ones; white space and punctuation left out."""
    name = _dictionary()
    tokens = (token for piece in _pieces(_LONG_RUN.sub(" ", text)) for token in nlpo3.segment(piece, name))
    return [word for token in tokens if (word := _word(token))]


@lru_cache(maxsize=65_536)
def _word(token: str) -> str:
    """The word that a token is, empty for punctuation."""
    bare = token.strip(_EDGES)
    return bare.casefold() if any(map(str.isalnum, bare)) else ""


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that are not too long, cut at a space where there is one."""
    while len(text) > _LONGEST:
        end = text.rfind(" ", 1, _LONGEST) + 1 or _LONGEST
        yield text[:end]
        text = text[end:]
    if text:
        yield text


def is_stopword(word: str) -> bool:
    """Whether a word only serves the grammar."""
    return word in _stopwords()
