"""Noise: whole lines that belong to no section (template texts, counters, signatures, page furniture)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.joined import JoinedTexts
from parsers.lexicon import lexicon
from parsers.line import MAX_HEADING
from schemas.records import Break

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.line import Line

LINKED = 0.5
LONGEST_TITLE = 90


def is_noise(value: str) -> bool:
    """Whether a text with Arabic digits is a whole line that belongs to no section."""
    if len(value) >= MAX_HEADING:
        return False
    words, lower = lexicon(), value.lower()
    return words.noise_start.match(lower) is not None or words.noise_inside.search(lower) is not None


def mark_noise(lines: Sequence[Line]) -> None:
    """Set `noise` and `furniture` of the lines of a document, in order (in place)."""
    words = lexicon()
    values = [line.value for line in lines]
    lowers = [value.lower() if len(value) < MAX_HEADING else "" for value in values]
    suspects = JoinedTexts(lowers).holding(words.noise_inside.hints)
    begins = words.line_start.match
    starts = {at: found for at, lower in enumerate(lowers) if (found := begins(lower or values[at]))}
    signed = {at for at, found in starts.items() if found.lastgroup == "signature"}
    for at in signed | {at + 1 for at in signed if at + 1 < len(lines) and _is_title(values[at + 1])}:
        _mark(lines[at])
    for at, found in starts.items():
        if lowers[at] and (found.lastgroup == "noise" or not _is_wrapped(lines[at])):
            _mark(lines[at])
    for at in suspects:
        if words.noise_inside.pattern.search(lowers[at]) is not None:
            _mark(lines[at])


def _mark(line: Line) -> None:
    line.noise = True
    line.furniture = _parts_pages(line.value.lower())


def _is_title(value: str) -> bool:
    """Whether a line below a signature says of what office the person is."""
    return len(value) < LONGEST_TITLE and lexicon().signer.match(value) is not None


def _is_wrapped(line: Line) -> bool:
    """Whether a link's word ("back") may be the rest of a wrapped text."""
    return line.break_before is Break.SOURCE and not line.blank_before and line.block.link < LINKED


def _parts_pages(lower: str) -> bool:
    words = lexicon()
    return words.furniture_start.match(lower) is not None or words.furniture_inside.search(lower) is not None
