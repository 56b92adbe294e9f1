"""The same text wrapped at another width.

Which lines are one paragraph only a reader of the page knows; here it is what Thitthang itself joined to one
statement. So the change asks whether a page says the same at every width, not whether it was read rightly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from random import Random
from typing import Final

from pythainlp.tokenize import word_tokenize

from benchmarks.changes.change import LeftOut, Rewrite, Source, changed, text_change
from parsers.parse import parse

_LINE_END = re.compile(r"\r\n|[\r\n]")
_INDENT = re.compile(r"\s*")
_COLUMNS_BESIDE = re.compile(r"\S {3,}\S")
_THAI_LETTER = re.compile(r"[\u0e01-\u0e4e]")
_PIECE = re.compile(r"\s+|\S+")
_NO_START = re.compile(r"[\d๐-๙\-–•*➢(“\".\u0e30-\u0e3a\u0e45-\u0e4e]|[ก-ฮ][.)]")
"""What no line is broken before: numbers and marks, which would begin it like an item (a person could not
tell either), and the vowels and marks that a fault has parted from their letter by a space."""
_ANY_WIDTH: Final = 10**6
_STRAY_GAPS: Final = 12
"""Wide gaps inside the lines of a page from which they are columns."""


def _paragraphs(source: Source) -> list[str]:
    """The lines of a page, those of each statement as one."""
    lines = _LINE_END.split(source.text)
    places = [index for index, line in enumerate(lines) if line.strip()]
    parsed = parse(source.text.encode("utf-8"), name=source.name)
    if len(parsed.document.blocks) != len(places):
        return lines
    goes_on = {
        places[later.block]
        for statement in parsed.statements
        for earlier, later in zip(statement.spans, statement.spans[1:], strict=False)
        if places[later.block] == places[earlier.block] + 1
    }
    found: list[str] = []
    for index, line in enumerate(lines):
        if index in goes_on:
            found[-1] = _joined(found[-1], line)
        else:
            found.append(line)
    return found


def _joined(before: str, behind: str) -> str:
    before, behind = before.rstrip(), behind.lstrip()
    inside_words = _THAI_LETTER.match(before[-1:]) and _THAI_LETTER.match(behind)
    return before + ("" if inside_words else " ") + behind


def _wrapped(width: int) -> Rewrite:
    def rewrite(source: Source, _: Random) -> str:
        if len(_COLUMNS_BESIDE.findall(source.text)) > _STRAY_GAPS:
            raise LeftOut("its columns stand side by side in the lines")
        lines = (line for paragraph in _paragraphs(source) for line in _lines(paragraph, width))
        return changed(source, "\n".join(lines) + "\n")

    return rewrite


def _lines(paragraph: str, width: int) -> Iterator[str]:
    """A paragraph at most so wide, broken at spaces where there are some, else between words."""
    found = _INDENT.match(paragraph)
    indent = found[0] if found else ""
    line = indent
    for piece in _pieces(paragraph[len(indent) :].rstrip(), width):
        too_long = _columns(line) + _columns(piece) > width and bool(line.strip())
        if too_long and not _NO_START.match(piece) and piece.strip():
            yield line.rstrip()
            line = indent
        line += piece
    yield line.rstrip()


def _pieces(text: str, width: int) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        if _columns(piece) > width // 2:
            yield from word_tokenize(piece, engine="newmm")
        else:
            yield piece


def _columns(text: str) -> int:
    return sum(not unicodedata.category(char).startswith("M") for char in text)


CHANGES = (
    text_change("statements on one line each", _wrapped(_ANY_WIDTH)),
    text_change("wrapped at 60 columns", _wrapped(60)),
    text_change("wrapped at 90 columns", _wrapped(90)),
)
