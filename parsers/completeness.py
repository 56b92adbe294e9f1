"""Completeness without a model answer: counts that are not met, kinds named and not read, odd lengths.

This is how lost sections are noticed on pages that nobody has seen.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from parsers.assemble import statement_text
from parsers.lexicon import lexicon
from parsers.numbering import leads_in
from parsers.structure.nodes import Note, StatementNode
from schemas.codes import FindingCode, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from parsers.heading_scan import HeadingScan
    from parsers.line import Line
    from parsers.outline import Outline
    from parsers.structure.nodes import SectionNode
    from schemas.kinds import Kind

UNSURE = 0.25
"""Score from which a line that is no heading is worth a look where its kind was not found."""
ODD = 0.6
"""The part of its confidence that an odd statement keeps."""
LEAD_IN_LINES = 4
MOST_COUNTED = 40

_Members = dict["SectionNode", list[StatementNode]]


def unmet(
    lines: Sequence[Line],
    outline: Outline,
    sections: Sequence[SectionNode],
    statements: Sequence[StatementNode],
) -> Iterator[Note]:
    """Notes on what a document says of itself and what was not found; odd statements become less sure."""
    members: _Members = defaultdict(list)
    for node in statements:
        if node.section is not None and node.parent is node.section.statement:
            members[node.section].append(node)
    scans = {heading.line: heading.scan for heading in outline.headings}
    for section in sections:
        yield from _counts(lines, scans.get(section.line), section, members[section])
        yield from _odd_list(section, members[section])
    for node in statements:
        yield from _odd_text(node)
    yield from _unused(outline, lines, {node.kind for node in statements})


def _counts(
    lines: Sequence[Line], scan: HeadingScan | None, section: SectionNode, members: Sequence[StatementNode]
) -> Iterator[Note]:
    """A count in a heading or its lead-in ("6 กลยุทธ์ ดังนี้") that the list does not have."""
    if not members:
        return
    said = [(scan.count, section.heading)] if scan is not None and scan.count is not None else []
    first = members[0].texts[0].block
    for line in lines[section.line + 1 : section.line + 1 + LEAD_IN_LINES]:
        if line.text.block >= first or not leads_in(line.value):
            break
        found = lexicon().counted.search(line.value)
        if found is not None:
            said.append((int(found.group(1)), line.text))
    counts = _likely_counts(members)
    for count, text in said:
        if 1 < count <= MOST_COUNTED and count not in counts:
            message = f"{count} are announced, {len(members)} were found"
            yield Note(FindingCode.COUNT_MISMATCH, message, text, Severity.WARNING, section.kind)


def _likely_counts(members: Sequence[StatementNode]) -> set[int]:
    """How many statements a section has by any way to count: all, of its kind, distinct numbers."""
    own = [node for node in members if node.section is not None and node.kind is node.section.kind]
    numbers = {node.number for node in members if node.number is not None}
    return {len(members), len(own), len(numbers)}


def _odd_list(section: SectionNode, members: Sequence[StatementNode]) -> Iterator[Note]:
    expected = lexicon().expectations.get(section.kind)
    if expected is not None and len(members) > expected.most:
        message = f"{len(members)} statements of kind {section.kind.value}; more than {expected.most} are odd"
        yield Note(FindingCode.EXPECTATION, message, section.heading, Severity.WARNING, section.kind)


def _odd_text(node: StatementNode) -> Iterator[Note]:
    expected = lexicon().expectations.get(node.kind)
    if expected is None:
        return
    text = statement_text(node)
    length = len(text.value)
    if expected.shortest <= length <= expected.longest:
        return
    node.confidence *= ODD
    code = FindingCode.BODY_TOO_LONG if length > expected.longest else FindingCode.EXPECTATION
    message = f"{length} characters are odd for a statement of kind {node.kind.value}"
    yield Note(code, message, text, Severity.WARNING, node.kind)


def _unused(outline: Outline, lines: Sequence[Line], found: set[Kind]) -> Iterator[Note]:
    """Lines that look like a heading of a kind that was not found at all: one note a kind."""
    texts: Mapping[int, Line] = {line.text.block: line for line in reversed(lines) if line.scan is not None}
    told: set[Kind] = set()
    for candidate in outline.candidates:
        kind = candidate.kind
        line = texts.get(candidate.block)
        if candidate.accepted or candidate.score < UNSURE or kind in found or kind in told:
            continue
        if line is None or line.template or line.noise or not kind.holds_statements:
            continue
        told.add(kind)
        message = f"it may be a heading of kind {kind.value}, of which nothing was read"
        yield Note(FindingCode.KIND_WORD_UNUSED, message, line.text, kind=kind)
