"""Rich text (.rtf) by a small walk over its words: text, escapes and groups, nothing of layout."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engines.witness.charset import decoded
from engines.witness.told import Told

_TOKEN = re.compile(
    rb"\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<word>[A-Za-z]+)(?P<number>-?\d+)? ?|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
_NO_TEXT = {
    b"fonttbl", b"colortbl", b"stylesheet", b"listtable", b"listoverridetable", b"info", b"pict", b"object",
    b"generator", b"themedata", b"datastore", b"rsidtbl", b"xmlnstbl", b"fldinst", b"bkmkstart", b"bkmkend",
    b"latentstyles", b"revtbl", b"filetbl", b"pgdsctbl", b"listtext", b"pntext",
}  # fmt: skip
_SIGNS = {b"par": "\n", b"line": "\n", b"cell": "\n", b"row": "\n", b"tab": "\t", b"page": "\n"} | {
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"endash": "–",
    b"emdash": "—",
}  # fmt: skip
_ESCAPES = {b"~": " ", b"_": "\u2011", b"-": "", b"\n": "\n", b"\r": "\n"}
_THAI_PAGE = "cp874"
_FONT = re.compile(rb"\\f(\d+)(?:\\[a-z]+-?\d*){0,12}?\\fcharset(\d+)")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d+)")
_THAI_CHARSET = b"222"


def rich_text_readings(data: bytes) -> Iterator[Told]:
    """The text: bytes outside ASCII by the font's character set, then all of them as Thai."""
    page = _CODE_PAGE.search(data[:4096])
    usual = f"cp{page.group(1).decode()}" if page else "cp1252"
    thai = {number for number, charset in _FONT.findall(data) if charset == _THAI_CHARSET}
    yield Told("rtf walk", _Walk(usual, thai).read(data))
    yield Told("rtf walk, bytes as Thai", _Walk(_THAI_PAGE, set()).read(data))


class _Group:
    __slots__ = ("charset", "hidden", "skip")

    def __init__(self, charset: str, skip: int, *, hidden: bool) -> None:
        self.charset, self.skip, self.hidden = charset, skip, hidden

    def inner(self) -> _Group:
        return _Group(self.charset, self.skip, hidden=self.hidden)


class _Walk:
    """One pass over the tokens; `fonts` are the numbers of those that hold Thai letters."""

    def __init__(self, charset: str, fonts: set[bytes]) -> None:
        self.texts: list[str] = []
        self._usual = charset
        self._fonts = fonts
        self._groups = [_Group(charset, 1, hidden=False)]
        self._bytes = bytearray()
        self._stand_ins = 0
        """Characters still to come that only stand in for the Unicode one before them."""

    def read(self, data: bytes) -> str:
        for token in _TOKEN.finditer(data):
            if token["byte"] is not None:
                self._byte(int(token["byte"], 16))
                continue
            self._flush()
            if token["brace"] is not None:
                self._brace(token["brace"])
            elif token["word"] is not None:
                self._word(token["word"], token["number"])
            elif token["sign"] is not None:
                self._sign(token["sign"])
            else:
                self._text(token["text"])
        self._flush()
        return "".join(self.texts)

    def _byte(self, byte: int) -> None:
        if self._stand_ins:
            self._stand_ins -= 1
        elif not self._groups[-1].hidden:
            self._bytes.append(byte)

    def _brace(self, brace: bytes) -> None:
        self._stand_ins = 0
        if brace == b"{":
            self._groups.append(self._groups[-1].inner())
        elif len(self._groups) > 1:
            self._groups.pop()

    def _word(self, word: bytes, number: bytes | None) -> None:
        group = self._groups[-1]
        if word == b"u" and number is not None:
            self._show(chr(int(number) % 0x10000))
            self._stand_ins = group.skip
        elif word == b"uc":
            group.skip = int(number or 1)
        elif word == b"f" and number is not None:
            group.charset = _THAI_PAGE if number in self._fonts else self._usual
        elif word in _NO_TEXT:
            group.hidden = True
        else:
            self._show(_SIGNS.get(word, ""))

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._groups[-1].hidden = True
        else:
            self._show(_ESCAPES.get(sign, sign.decode("latin-1")))

    def _text(self, text: bytes) -> None:
        shown, self._stand_ins = text[self._stand_ins :], max(0, self._stand_ins - len(text))
        self._show(_decoded(shown, self._groups[-1].charset))

    def _flush(self) -> None:
        if self._bytes:
            self._show(_decoded(bytes(self._bytes), self._groups[-1].charset))
            self._bytes.clear()

    def _show(self, text: str) -> None:
        if text and not self._groups[-1].hidden:
            self.texts.append(text)


def _decoded(data: bytes, charset: str) -> str:
    try:
        return decoded(data, charset)
    except LookupError:
        return data.decode("cp1252", "replace")
