"""The same words with other white space between them: no-break spaces, source lines, wrapping width."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from benchmarks.changes.change import Change, Rewrite, Source, changed, html_change
from benchmarks.changes.spellings import in_text
from benchmarks.changes.tokens import Token, TokenKind, source_of, tokens

_SPACE = re.compile(r"(?<=\S) (?=[^\s\u0e30-\u0e3a\u0e45-\u0e4e])")
"""A space between words; one before a vowel or mark is damage inside a word, which no typist doubles."""
_RUN = re.compile(r"[ \t\r\n]+")


def _spaces(instead: str) -> Rewrite:
    return lambda source, _: in_text(source, lambda text: _SPACE.sub(instead, text))


def _runs(instead: Callable[[Random], str]) -> Rewrite:
    """White space of a web page's source written anew; inside <pre> it is content and stays."""

    def rewrite(source: Source, chance: Random) -> str:
        return changed(
            source, source_of(_outside_pre(source, lambda run: _RUN.sub(lambda _: instead(chance), run)))
        )

    return rewrite


def _outside_pre(source: Source, change: Callable[[str], str]) -> list[Token]:
    if re.search(r"white-space\s*:\s*(?:pre|break-spaces)", source.text, re.IGNORECASE):
        return tokens(source.text)
    parts: list[Token] = []
    depth = 0
    for part in tokens(source.text):
        depth += (part.name == "pre") - (part.name == "/pre")
        text = part.text if depth or part.kind is not TokenKind.TEXT else change(part.text)
        parts.append(Token(part.kind, text, part.name))
    return parts


CHANGES = (
    Change("spaces → no-break spaces", _spaces("\u00a0")),
    Change("spaces → two no-break spaces", _spaces("\u00a0\u00a0")),
    Change("spaces → space and no-break space", _spaces(" \u00a0")),
    html_change("source lines broken at every space", _runs(lambda chance: "\n" + " " * chance.randrange(9))),
    html_change("source in one line", _runs(lambda _: " ")),
)
