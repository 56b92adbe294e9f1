"""Bytes to text by the character set that was recorded: Python's own tables, nothing guessed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import partial

_SHIFTED = (
    (0x81, "\u0e34\u0e35\u0e36\u0e37"),
    (0x86, "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"),
    (0x8B, "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"),
    (0x90, "\u0e0d"),
    (0x98, "\u0e31\u0e4d\u0e47"),
    (0x9B, "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"),
    (0xFC, "\u0e38\u0e39\u0e3a"),
)
"""Bytes that windows-874 leaves free and old Thai fonts drew as marks a little to the left or lower."""
_PRIVATE = 0xF700
_MARKS = {first + place: char for first, marks in _SHIFTED for place, char in enumerate(marks)}
_THAI_TABLE = "".join(
    _MARKS.get(byte) or bytes([byte]).decode("cp874", "ignore") or chr(_PRIVATE + byte) for byte in range(256)
)
_THAI = re.compile("[\u0e01-\u0e5b]")
_HIGH_RUN = re.compile("[^\x00-\x7f]+")
_MISTAKES = (("cp1252", "utf-8"), ("cp1252", "cp874"), ("cp874", "utf-8"))
"""Shown as the first, meant as the second: how Thai pages were decoded wrongly before they were published."""


def decoded(data: bytes, charset: str | None) -> str:
    """The text; what the character set does not have becomes U+FFFD.

    Raises:
        LookupError: there is no such character set.
    """
    name = charset or "utf-8"
    if codecs.lookup(name).name == "cp874":
        return codecs.charmap_decode(data, "strict", _THAI_TABLE)[0]
    return data.decode(name, "replace")


def undone(text: str) -> Iterator[str]:
    """The text with each known wrong decoding undone, where that gives Thai."""
    for shown, meant in _MISTAKES:
        again = _HIGH_RUN.sub(partial(_again, shown=shown, meant=meant), text)
        if again != text and _THAI.search(again):
            yield again


def _again(run: re.Match[str], shown: str, meant: str) -> str:
    try:
        return b"".join(_bytes(char, shown) for char in run.group()).decode(meant)
    except UnicodeError:
        return run.group()


def _bytes(char: str, charset: str) -> bytes:
    """The byte that was shown as a character; C1 controls stand for themselves."""
    return char.encode("latin-1" if "\x80" <= char <= "\x9f" else charset)
