"""A page's source cut into tags, comments and text, so that a change touches one of them and nothing else.

Putting the tokens together again gives the source to the letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final


class TokenKind(StrEnum):
    """What a stretch of the source is."""

    TEXT = "text"
    TAG = "tag"
    TITLE = "title"
    """Text inside <title>: a reader sees it, but it holds no tags or comments."""
    RAW = "raw"
    """What no reader sees: comments, declarations, scripts, styles."""


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the source; `name` is a tag's in lower case, with a slash before a closing tag's."""

    kind: TokenKind
    text: str
    name: str = ""


_TAG = r"</?[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>"
_TOKEN = re.compile(
    rf"(?P<raw><!--.*?-->|<[!?][^>]*>)|(?P<hidden><(script|style|textarea|noscript)\b.*?</\3\s*>)|(?P<tag>{_TAG})",
    re.DOTALL | re.IGNORECASE,
)
_NAME = re.compile(r"</?([a-zA-Z][\w:-]*)")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|\w+);?")
BREAKING: Final = frozenset({
    "html", "body", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd",
    "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "br", "hr", "pre", "section", "article",
    "header", "footer", "nav", "main", "aside", "center", "form", "blockquote", "details", "summary",
    "figure", "button", "fieldset", "legend", "address", "marquee", "option", "select", "input",
    "textarea", "title",
})  # fmt: skip
"""Tags at which a line ends."""


def tokens(source: str) -> list[Token]:
    """The source in pieces."""
    found: list[Token] = []
    at = 0
    for match in _TOKEN.finditer(source):
        if match.start() > at:
            found.append(Token(_text_kind(found), source[at : match.start()]))
        found.append(_markup(match))
        at = match.end()
    if at < len(source):
        found.append(Token(_text_kind(found), source[at:]))
    return found


def _text_kind(before: Sequence[Token]) -> TokenKind:
    return TokenKind.TITLE if before and before[-1].name == "title" else TokenKind.TEXT


def _markup(match: re.Match[str]) -> Token:
    text = match[0]
    name = _NAME.match(text)
    if match["tag"] is None or name is None:
        return Token(TokenKind.RAW, text)
    return Token(TokenKind.TAG, text, ("/" if text.startswith("</") else "") + name[1].lower())


def source_of(parts: Sequence[Token]) -> str:
    return "".join([part.text for part in parts])


def map_text(source: str, change: Callable[[str], str]) -> str:
    """The source with every stretch of visible text changed; entities, tags and scripts stay."""
    return source_of(
        [
            replace(part, text=_around_entities(part.text, change))
            if part.kind in (TokenKind.TEXT, TokenKind.TITLE)
            else part
            for part in tokens(source)
        ]
    )


def _around_entities(text: str, change: Callable[[str], str]) -> str:
    pieces: list[str] = []
    at = 0
    for entity in _ENTITY.finditer(text):
        pieces += [change(text[at : entity.start()]), entity[0]]
        at = entity.end()
    return "".join([*pieces, change(text[at:])])


def map_tags(source: str, change: Callable[[Token], str]) -> str:
    """The source with every tag changed."""
    return "".join([change(part) if part.kind is TokenKind.TAG else part.text for part in tokens(source)])


def alone(parts: Sequence[Token], index: int) -> bool:
    """Whether a text has a line of its own: nothing but mark-up between it and the tags that end lines."""
    return all(
        _reaches_line_end(parts[step] for step in steps)
        for steps in (range(index - 1, -1, -1), range(index + 1, len(parts)))
    )


def _reaches_line_end(parts: Iterable[Token]) -> bool:
    for part in parts:
        if part.kind is TokenKind.TAG and part.name.removeprefix("/") in BREAKING:
            return True
        if part.kind is TokenKind.TEXT and part.text.strip():
            return False
    return True
