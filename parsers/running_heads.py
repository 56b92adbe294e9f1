"""Running heads: lines that return all over a document and only part its pages."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from parsers.lexicon import BLANK
from parsers.line import MAX_HEADING
from schemas.matching import THAI_DIGITS
from schemas.records import Break

if TYPE_CHECKING:
    from parsers.line import Line

DIGIT = re.compile(r"\d")
NO_KEY = frozenset({*BLANK, *THAI_DIGITS, *"0123456789０１２３４５６７８９"})
"""White space and the digits that are met in Thai documents: no part of a key."""
SHORTEST_HEAD, LONGEST_HEAD = 8, 2 * MAX_HEADING
RUNNING_HEAD = 3
"""Times that the same line (digits apart) stands on a document before it is a running head."""
END = 4
"""Letters at the end of a key that are compared first."""


def mark_running_heads(lines: list[Line]) -> list[Line]:
    """Lines that return all over the document with changing numbers, or apart, are furniture (in place).

    The reader of PDF pages has judged by their place what are heads of pages.
    """
    keys = _returning_keys([line.value for line in lines])
    if not any(keys):
        return lines
    forms = Counter(dict.fromkeys(zip(keys, (line.value for line in lines), strict=True), 1))
    values = Counter(key for key, _ in forms)
    below_furniture = False
    for line, key in zip(lines, keys, strict=True):
        returning = key and (values[key] >= RUNNING_HEAD or _is_apart(line, below_furniture=below_furniture))
        unmarked = line.marker is None or line.marker.weak
        if returning and unmarked and (line.scan is None or not line.scan.whole):
            line.noise = line.furniture = True
        below_furniture = line.furniture or line.value.isdigit()
    return lines


def _returning_keys(texts: list[str]) -> list[str]:
    """For each text its key where that returns and is as long as the head of a page is; else nothing."""
    ends = [_key_end(text) if SHORTEST_HEAD <= len(text) < LONGEST_HEAD else "" for text in texts]
    often = {end for end, count in Counter(ends).items() if count >= RUNNING_HEAD and end}
    if not often:
        return []
    keys = [_without_digits(text) if end in often else "" for text, end in zip(texts, ends, strict=True)]
    counts = Counter(keys)
    returning = {
        key
        for key, count in counts.items()
        if count >= RUNNING_HEAD and SHORTEST_HEAD <= len(key) <= MAX_HEADING
    }
    return [key if key in returning else "" for key in keys]


def _key_end(text: str) -> str:
    """The end of a text's key; quicker than the whole key."""
    end = text[-END:]
    return end if NO_KEY.isdisjoint(end) else _without_digits(text)[-END:]


def _without_digits(text: str) -> str:
    """The key of a text: what it is without white space and digits."""
    text = "".join(text.split())
    return DIGIT.sub("", text) if DIGIT.search(text) else text


def _is_apart(line: Line, *, below_furniture: bool) -> bool:
    """Whether a line could be the head of a page: no cell, and no rest of a paragraph."""
    parted = below_furniture or line.blank_before > 0 or line.break_before in (Break.PAGE, Break.PARAGRAPH)
    return parted and line.block.cell is None and not line.on_drawn_page
