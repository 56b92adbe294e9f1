"""RTF as tokens: groups, control words, bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?"
    rb"|\\'([0-9A-Fa-f]{2})"
    rb"|\\([^A-Za-z])"
    rb"|([{}])"
    rb"|([^\\{}\r\n]+)"
    rb"|[\r\n]+"
    rb"|\\"
)
_HARD_BREAKS = {b"\r", b"\n"}
_ESCAPED = {b"\\", b"{", b"}"}


@dataclass(frozen=True, slots=True)
class Token:
    """`word` is "{", "}", a control word, "'" for a byte, "" for plain text; `number` its parameter."""

    word: str
    number: int | None = None
    data: bytes = b""


OPEN, CLOSE = Token("{"), Token("}")


def tokens(data: bytes) -> Iterator[Token]:
    r"""The tokens of a file; the raw bytes of a `\bin` are left out. Never raises."""
    at, end = 0, len(data)
    known: dict[bytes, Token] = {}
    while at < end:
        match = _TOKEN.match(data, at)
        if match is None:
            break
        whole = match.group()
        at = match.end()
        token = known.get(whole)
        if token is None:
            token = _token(match)
            if len(whole) < 16:
                known[whole] = token
        if token.word == "bin" and token.number is not None and token.number > 0:
            at += token.number
        elif token.word or token.data:
            yield token


def _token(match: re.Match[bytes]) -> Token:
    word, number, code, sign, brace, text = match.groups()
    if word is not None:
        return Token(word.decode("ascii"), None if number is None else int(number))
    if text is not None:
        return Token("", None, text)
    if code is not None:
        return Token("'", None, bytes([int(code, 16)]))
    if brace is not None:
        return OPEN if brace == b"{" else CLOSE
    if sign is None:
        return Token("")
    if sign in _ESCAPED:
        return Token("", None, sign)
    return Token("par") if sign in _HARD_BREAKS else Token(sign.decode("latin-1"))
