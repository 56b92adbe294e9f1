"""Text that was decoded wrongly before it was published, and the way back.

Three ways it happens on Thai pages: windows-874 bytes shown as Western letters, UTF-8 bytes shown
as Western letters, UTF-8 bytes shown as Thai letters. Each is undone only if nearly all of the
damaged text turns into well-formed Thai; the general tools destroy these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WESTERN = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100))
_WESTERN_BYTES = {ord(char): byte for byte, char in enumerate(_WESTERN, 0x80)} | {
    code: code for code in range(0x80, 0x100)
}
_WESTERN_RUN = re.compile(f"[\x80-\xff{re.escape(_WESTERN[:32])}]+")
_LATIN_LETTER = re.compile("[\xa1-\xff]")
_THAI_AS_THAI = re.compile("เ[ธน]")
_THAI_HIGH = re.compile("[\x80-\xff\u0e01-\u0e5b…‘’“”•–—€]+")
_THAI_BYTES = {code + 0x0E00: code + 0xA0 for code in range(0x01, 0x5C)} | {
    ord(char): byte for byte in range(0x80, 0xA1) if (char := bytes([byte]).decode("cp874", "ignore"))
}
_STARTS_WITH_MARK = re.compile("(?<![\u0e01-\u0e2e\u0e30-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_MIN_LETTERS = 8
_LONG_RUN = 3
_LIKELY_THAI = "\u0e40\u0e18".encode()
_MOST_LATIN = b"\xc3"
"""The first UTF-8 byte of U+00C0 to U+00FF, which most Thai letters turn into (a cheap test)."""


@dataclass(frozen=True, slots=True)
class Unscrambled:
    """The text as it was meant; `how` names the wrong decoding."""

    text: str
    how: str


def unscramble(text: str, encoded: bytes) -> Unscrambled | None:
    """Undo a wrong decoding of the whole text, or None where none is seen (the usual case).

    `encoded` is the same text in UTF-8, where a cheap look is possible.
    """
    if encoded.count(_LIKELY_THAI) >= _MIN_LETTERS:
        return _thai_as_thai(text)
    if encoded.count(_MOST_LATIN) < _MIN_LETTERS // 2:
        return None
    letters = sum(len(run) for run in _LATIN_LETTER.findall(text))
    runs = _WESTERN_RUN.findall(text)
    long_runs = sum(len(run) for run in runs if len(run) >= _LONG_RUN)
    if letters < _MIN_LETTERS or long_runs < 0.8 * sum(map(len, runs)):
        return None
    for how, codec in (("UTF-8 shown as windows-1252", "utf-8"),
                       ("windows-874 shown as windows-1252", "cp874")):  # fmt: skip
        meant = _re_read(text, _WESTERN_RUN, _WESTERN_BYTES, codec)
        if meant is not None:
            return Unscrambled(meant, how)
    return None


def _thai_as_thai(text: str) -> Unscrambled | None:
    """UTF-8 read as windows-874: each Thai letter became three, the first two of them two kinds."""
    triples = len(_THAI_AS_THAI.findall(text))
    letters = sum(len(run) for run in re.findall("[\u0e01-\u0e5b]+", text))
    if 3 * triples < 0.6 * letters:
        return None
    meant = _re_read(text, _THAI_HIGH, _THAI_BYTES | {c: c for c in range(0x80, 0xA0)}, "utf-8")
    return None if meant is None else Unscrambled(meant, "UTF-8 shown as windows-874")


def _re_read(text: str, runs: re.Pattern[str], table: dict[int, int], codec: str) -> str | None:
    """Each run back to bytes and decoded again; None unless the outcome is well-formed Thai."""
    wrong = 0

    def again(found: re.Match[str]) -> str:
        nonlocal wrong
        try:
            return bytes(table[ord(char)] for char in found.group()).decode(codec)
        except (KeyError, UnicodeDecodeError):
            wrong += len(found.group())
            return found.group()

    meant = runs.sub(again, text)
    thai = sum(1 for char in meant if "\u0e01" <= char <= "\u0e5b")
    badly = len(_STARTS_WITH_MARK.findall(meant))
    if thai < _MIN_LETTERS // 2 or wrong > 0.1 * thai or badly > 0.02 * thai:
        return None
    return meant
