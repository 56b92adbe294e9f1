"""A count of the letters that a page must give, taken from its source without a parser."""

from __future__ import annotations

import html
import re

from parsers.quality import thai_bytes, thai_letters
from parsers.readers.html_tags import CODE_TAGS

_TOLERANCE = 0.01
_OPENING = re.compile(rf"<(!--|(?:{'|'.join(sorted(CODE_TAGS))})(?=[\s>/]))", re.IGNORECASE)
_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
_CLOSINGS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in CODE_TAGS}
_PAIRS = ((b"<!--", b"-->"), *((f"<{name}".encode(), f"</{name}".encode()) for name in CODE_TAGS))
_COMMENT_END = re.compile("--!?>")


def lost_letters(source: str, encoded: bytes, read: int, unseen: int) -> int:
    """How many Thai letters of the source were not read, beyond attributes, comments and code.

    `encoded` is the source in UTF-8; `read` counts the letters that were read, `unseen` those that
    the parser met where nothing is drawn. 0 when the difference is within one in a hundred and
    three letters. An unclosed comment or script hides what follows it; that text
    counts as lost.
    """
    hidden = unseen > 0 and _is_left_open(encoded)
    if not hidden and read + unseen >= thai_bytes(encoded) * (1 - _TOLERANCE):
        return 0
    drawn = thai_letters(html.unescape(_TAG.sub(" ", _without_code(source))))
    lost = drawn - read
    return lost if lost > max(3, _TOLERANCE * drawn) else 0


def _is_left_open(encoded: bytes) -> bool:
    """Whether a comment, script or style of the page may never be closed."""
    low = encoded.lower()
    return any(low.count(start) > low.count(end) for start, end in _PAIRS)


def _without_code(source: str) -> str:
    """The source without closed comments, scripts and styles; linear, whatever is left open."""
    kept: list[str] = []
    unclosed: set[str] = set()
    at = 0
    for opening in _OPENING.finditer(source):
        if opening.start() < at:
            continue
        name = opening.group(1).lower()
        if name in unclosed:
            continue
        ending = _COMMENT_END if name == "!--" else _CLOSINGS[name]
        closing = ending.search(source, opening.end() - 2 if name == "!--" else opening.end())
        if closing is None:
            unclosed.add(name)
            continue
        kept.append(source[at : opening.start()])
        at = closing.end()
    kept.append(source[at:])
    return " ".join(kept)
