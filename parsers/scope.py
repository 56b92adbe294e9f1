"""Scope: the office's own sections stay, those of other owners and empty ones are left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parsers.assemble import statement_text
from parsers.lexicon import lexicon
from parsers.mapped import MappedText, join
from parsers.structure.nodes import Note, SectionNode, StatementNode
from schemas.codes import FindingCode
from schemas.kinds import Kind
from schemas.matching import has_key, matching_key
from schemas.records import Break

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.line import Line
    from parsers.outline import Outline
    from parsers.structure.draft import Draft
    from schemas.records import Owner
    from schemas.registry import Registry

_Foreign = set[SectionNode | None]
"""Sections of other owners; never None, which is no section at all."""
SHORTEST = 4
"""Letters a statement has at least."""
SENTENCE_VISION = re.compile(r"วิสัยทัศน์[^“\"”]{0,90}?(?:ว่า|คือ|ดังนี้|:|\s)\s*[“\"”]\s*([^“”\"]{15,400}?)\s*[”\"“]")


def keep_own(
    draft: Draft, outline: Outline, owner: Owner, registry: Registry | None
) -> tuple[list[SectionNode], list[StatementNode], list[Note]]:
    """Sections and statements of the owner, in document order, and what was left out, as notes."""
    foreign = _foreign_sections(draft, outline, owner, registry)
    statements = []
    for node in draft.statements:
        if node.section in foreign:
            continue
        if not has_key(node.texts[0].value) and not has_key(statement_text(node).value):
            continue
        if node.number is None and _too_short(node):
            continue
        statements.append(node)
    notes = [
        Note(FindingCode.OTHER_OWNER_TEXT, "a section of another owner was left out", section.heading)
        for section in draft.sections
        if section in foreign and section.statements
    ]
    statements = _linked(statements)
    sections, empty = _filled(draft.sections, statements, foreign)
    notes.extend(empty)
    if not any(node.kind is Kind.VISION for node in statements):
        vision = _sentence_vision(draft.lines, sections, _read_as_headings(outline))
        if vision is not None:
            _insert(vision, statements)
    return sections, statements, notes


def _too_short(node: StatementNode) -> bool:
    least = 2 if node.kind is Kind.CORE_VALUE else SHORTEST
    return node.length < 3 * SHORTEST and len(matching_key(statement_text(node).value)) < least


def _insert(node: StatementNode, statements: list[StatementNode]) -> None:
    """Put a statement before the first one that stands below it."""
    block = node.texts[0].block
    below = (at for at, other in enumerate(statements) if other.texts[0].block > block)
    statements.insert(next(below, len(statements)), node)


def _linked(statements: list[StatementNode]) -> list[StatementNode]:
    """Statements whose parent was left out hang on the parent's parent."""
    kept = set(statements)
    for node in statements:
        while node.parent is not None and node.parent not in kept:
            node.parent = node.parent.parent
    return statements


def _filled(
    sections: Sequence[SectionNode], statements: Sequence[StatementNode], foreign: _Foreign
) -> tuple[list[SectionNode], list[Note]]:
    used = {node.section for node in statements}
    kept_statements = set(statements)
    kinds_found = {node.kind for node in statements}
    kept: list[SectionNode] = []
    notes: list[Note] = []
    first = next((section.line for section in sections if section in used), None)
    for section in sections:
        if section in foreign:
            continue
        if section.kind is Kind.OTHER:
            if first is not None and section.line > first:
                kept.append(section)
        elif section in used or section.kind is Kind.BACKGROUND:
            kept.append(section)
        elif section.kind not in kinds_found:
            message = f"a heading of kind {section.kind.value} without content"
            note = Note(FindingCode.HEADING_WITHOUT_CONTENT, message, section.heading, kind=section.kind)
            notes.append(note)
    known = set(kept)
    for section in kept:
        while section.section is not None and section.section not in known:
            section.section = section.section.section
        if section.statement is not None and section.statement not in kept_statements:
            section.statement = None
    return kept, notes


def _foreign_sections(draft: Draft, outline: Outline, owner: Owner, registry: Registry | None) -> _Foreign:
    scans = {heading.line: heading.scan for heading in outline.headings}
    own_key = matching_key(owner.name or "")
    foreign: _Foreign = set()
    own_kinds = {section.kind for section in draft.sections if section.scope is None and section.statements}
    scoped = any(section.scope is not None for section in draft.sections)
    if scoped and _sentence_vision(draft.lines, (), _read_as_headings(outline)) is not None:
        own_kinds.add(Kind.VISION)
    for section in draft.sections:
        if section.scope is not None and _scoped_out(section, own_key, own_kinds):
            foreign.add(section)
        scan = scans.get(section.line)
        if (
            (section.foreign and matching_key(section.foreign.removeprefix("ของ").strip()) not in own_key)
            or (scan is not None and scan.office and _other_office(scan.office, owner, own_key, registry))
            or (scan is not None and _other_level(section.heading.value[scan.core_end :], owner))
            or (section.statement is not None and section.statement.section in foreign)
        ):
            foreign.add(section)
    return foreign


def _scoped_out(section: SectionNode, own_key: str, own_kinds: set[Kind]) -> bool:
    """Whether a section under another body's name is that body's: the office has its own elsewhere."""
    scope = section.scope or ""
    if lexicon().sub_unit.match(scope):
        return matching_key(scope) not in own_key and bool(own_kinds)
    return matching_key(scope) not in own_key and section.kind in own_kinds


def _other_office(printed: str, owner: Owner, own_key: str, registry: Registry | None) -> bool:
    """Whether a heading names another office than the owner; names that only resemble it are its own."""
    if owner.office_id is not None and registry is not None:
        found = registry.lookup(printed)
        return found is not None and found.office_id != owner.office_id
    if registry is not None and registry.lookup(printed) is not None:
        return True
    if not own_key:
        return False
    key = matching_key(printed)
    head = lexicon().office_head.match(printed)
    if head is None or not key:
        return False
    own_head = lexicon().office_head.match(owner.name or "")
    same_head = own_head is not None and own_head.group() == head.group()
    if own_head is not None and not same_head:
        own_name = matching_key((owner.name or "")[own_head.end() :])
        name = matching_key(printed[head.end() :])
        short = "." in head.group() or "." in own_head.group()
        same_name = short and bool(name) and (name in own_name or own_name in name) and own_key.find(key) <= 0
        return not same_name and len(name) >= SHORTEST and not own_key.startswith(key)
    return same_head and key not in own_key and own_key not in key and not _shares_start(key, own_key)


def _other_level(behind: str, owner: Owner) -> bool:
    """Whether a heading goes on with a level of government that is not the owner's."""
    level = lexicon().level.match(behind)
    head = lexicon().office_head.match(owner.name or "") if level is not None else None
    return level is not None and head is not None and level.group(1) not in head.group()


def _shares_start(a: str, b: str) -> bool:
    return a[: max(10, len(b) // 2)] == b[: max(10, len(b) // 2)]


def _read_as_headings(outline: Outline) -> set[int]:
    return {heading.line for heading in outline.headings}


def _sentence_vision(
    lines: Sequence[Line], sections: Sequence[SectionNode], headings: set[int]
) -> StatementNode | None:
    """A vision given only inside a sentence of the office (GOLD.md rule 12)."""
    words = lexicon()
    for index, line in enumerate(lines):
        if index in headings or line.noise or line.template or SPOKEN_OF not in line.value:
            continue
        whole = join([line.text, *_wraps_below(lines, index)])
        match = SENTENCE_VISION.search(whole.value)
        if match is None:
            continue
        between = whole.value[match.start() : match.start(1)]
        after = whole.value[match.start() + len(SPOKEN_OF) :]
        if (
            words.parent.match(after)
            or words.sub_unit.match(after)
            or words.speaker.search(whole.value[max(0, match.start() - SPEAKER) : match.start()])
            or "กระทรวง" in between
            or "ชาติ" in between
        ):
            continue
        text = whole.cut(match.start(1), match.end(1))
        section = next((s for s in reversed(sections) if s.line < index), None)
        holder = section if section is not None and section.kind in (Kind.BACKGROUND, Kind.VISION) else None
        return StatementNode(Kind.VISION, [text], line, section=holder, confidence=0.7)
    return None


SPEAKER = 80
SPOKEN_OF = "วิสัยทัศน์"


def _wraps_below(lines: Sequence[Line], index: int) -> list[MappedText]:
    """Lines below that an open quotation may go on into."""
    below: list[MappedText] = []
    for line in lines[index + 1 : index + 3]:
        if line.marker is not None or line.blank_before or line.break_before is Break.PARAGRAPH:
            break
        below.append(line.text)
    return below
