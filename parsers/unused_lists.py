"""Headings in no list, and lists in no statement: what a person should look at, for nothing vanishes."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from parsers.structure.nodes import Note
from schemas.codes import FindingCode, Severity
from schemas.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.line import Line
    from parsers.outline import Outline
    from parsers.structure.draft import Draft
    from parsers.structure.nodes import SectionNode, StatementNode

LEAST = 2
"""Items of a list."""
LINKED = 0.5
LETTERS = re.compile("[\u0e01-\u0e2e]")
SHORTEST = 3
"""Consonants of an item of a list; numbers, dates and rulers have fewer."""

_Used = dict[int, list[tuple[int, int]]]


def left_out(
    draft: Draft, outline: Outline, sections: Sequence[SectionNode], statements: Sequence[StatementNode]
) -> Iterator[Note]:
    """A note for each heading in no list, and for each list among the sections that no statement was made of.

    Lists under a background's heading or another owner's are left out knowingly; a document without
    statements is told otherwise.
    """
    if not statements:
        return
    for section in sections:
        if section.kind is Kind.OTHER:
            count = _lines_below(draft, section.line)
            message = f"a heading in no list; lines under it that are no statement: {count}"
            yield Note(FindingCode.UNKNOWN_HEADING, message, section.heading)
    used = _used(statements)
    for items in _lists(draft, _not_asked(draft, sections), used, sections):
        linked = sum(line.block.link >= LINKED for line in items)
        if len(items) >= LEAST and 2 * linked < len(items):
            message = f"{len(items)} items of a list are in no statement"
            yield Note(FindingCode.LIST_UNUSED, message, items[0].text, Severity.WARNING)
    for index in outline.doubtful:
        message = "it may be a heading in no list; the list below was read as the section's"
        yield Note(FindingCode.UNKNOWN_HEADING, message, draft.lines[index].text)


def _lines_below(draft: Draft, index: int) -> int:
    """How many lines stand under a heading, up to the next one or to what belongs to the page."""
    count = 0
    for at in range(index + 1, len(draft.lines)):
        line = draft.lines[at]
        if at in draft.headings or line.template or (line.noise and not line.furniture):
            break
        count += not line.noise
    return count


def _used(statements: Sequence[StatementNode]) -> _Used:
    """The places in the blocks that statements were made of."""
    used: _Used = defaultdict(list)
    for node in statements:
        for text in node.texts:
            for piece in text.pieces:
                used[piece.block].append((piece.start, piece.end))
    return used


def _is_used(line: Line, used: _Used) -> bool:
    return any(
        start < piece.end and piece.start < end
        for piece in line.text.pieces
        for start, end in used.get(piece.block, ())
    )


def _not_asked(draft: Draft, sections: Sequence[SectionNode]) -> set[int]:
    """The lines of sections that are left out knowingly: backgrounds, other owners' texts."""
    kept = set(sections)
    out: set[int] = set()
    ends = [*[section.line for section in draft.sections[1:]], len(draft.lines)]
    for section, end in zip(draft.sections, ends, strict=False):
        foreign = section not in kept and section.statements > 0
        if foreign or section.kind is Kind.BACKGROUND:
            out.update(range(section.line, end))
    return out


def _lists(draft: Draft, out: set[int], used: _Used, sections: Sequence[SectionNode]) -> Iterator[list[Line]]:
    """Runs of items in no statement; behind the last section with statements only numbered ones."""
    places = [at for at, line in enumerate(draft.lines) if _is_used(line, used)]
    places += [section.line for section in sections if section.kind is not Kind.OTHER]
    last = max(places, default=0)
    others = [section.line for section in sections if section.kind is Kind.OTHER]
    end = len(draft.lines) if max(others, default=0) > last else last
    items: list[Line] = []
    for index in range(min([*places, *others], default=0), end):
        line = draft.lines[index]
        if index in draft.headings or (line.marker is not None and _is_used(line, used)):
            yield items
            items = []
        elif _is_item(line, numbered=index >= last) and index not in out and index not in draft.columns:
            items.append(line)
    yield items


def _is_item(line: Line, *, numbered: bool) -> bool:
    """Whether a line is an item of content; where `numbered`, one with a number."""
    if line.marker is None or line.noise or line.template or (numbered and not line.marker.values):
        return False
    return len(LETTERS.findall(line.bare)) >= SHORTEST
