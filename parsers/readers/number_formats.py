"""Numbers as office programs draw them; Thai and other digits in Arabic ones, letters as letters."""

from __future__ import annotations

from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MAX_ROMAN = 3999
_MAX_LETTERS = 780
_NOT_COUNTED = (0x0E03, 0x0E05, 0x0E06, 0x0E24, 0x0E26)
THAI_LETTERS: Final = "".join(chr(code) for code in range(0x0E01, 0x0E2F) if code not in _NOT_COUNTED)
"""The 41 consonants that Word and LibreOffice count with."""
LATIN_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def repeated(value: int, alphabet: str) -> str:
    """Letters as Word counts (… z, aa, bb …); the plain number beyond 780."""
    if not 0 < value <= _MAX_LETTERS:
        return str(value)
    times, at = divmod(value - 1, len(alphabet))
    return alphabet[at] * (times + 1)


def roman(value: int) -> str:
    """Lower-case Roman number; the plain number outside 1 to 3999."""
    if not 0 < value <= _MAX_ROMAN:
        return str(value)
    text = ""
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        text += letters * times
    return text


def word_number(value: int, number_format: str) -> str:
    """A number in one of Word's formats (`w:numFmt`); an unknown format draws plain digits.

    Thai digits and Thai number words are given in Arabic digits, as the tables hold them.
    """
    if number_format in ("lowerLetter", "upperLetter"):
        text = repeated(value, LATIN_LETTERS)
        return text.upper() if number_format == "upperLetter" else text
    if number_format in ("lowerRoman", "upperRoman"):
        text = roman(value)
        return text.upper() if number_format == "upperRoman" else text
    if number_format == "thaiLetters":
        return repeated(value, THAI_LETTERS)
    if number_format == "decimalZero":
        return f"{value:02d}"
    return "" if number_format == "none" else str(value)
