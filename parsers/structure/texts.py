"""Text without a marker: wraps, unnumbered dimensions, unknown headings, and what has to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.lexicon import lexicon
from parsers.markers import Marker, Style
from parsers.numbering import Entry, leads_in
from schemas.codes import FindingCode
from schemas.kinds import Kind

if TYPE_CHECKING:
    from parsers.line import Line
    from parsers.structure.draft import Draft

CLOSING_PROSE = 150
"""Unmarked characters behind a list that end it."""

UNKNOWN_HEADING = 100
PROMISED = 2
SCOPE_NAME = 120
SCOPE_REACH = 8
"""Lines under a parent body's name that may still be its own."""

DIMENSION = "dimension"


def add_text(draft: Draft, line: Line) -> None:
    """A line without a marker: the rest of the last item, or text that waits for what follows."""
    section = draft.section
    background = section is not None and draft.closed and not section.kind.holds_statements
    if background or line.value.isdigit():
        return
    _note_scope(draft, line)
    if _open_dimension(draft) is not None and _add_dimension(draft, line):
        return
    rest = not draft.pending and draft.goes_on_with_last(line, expects_next=draft.expects_next())
    if rest or section is None or draft.closed:
        return
    if _add_dimension(draft, line) or (draft.started and _unknown_heading(draft, line)):
        return
    if draft.pending and _ends_waiting(draft, line):
        draft.settle()
        _end_section(draft, line)
        return
    _note_promise(draft, line)
    draft.pending.append(line)
    if draft.started and sum(len(waiting.value) for waiting in draft.pending) > CLOSING_PROSE:
        draft.close()


def _note_promise(draft: Draft, line: Line) -> None:
    """A lead-in that lists kinds ("แต่ละข้อมีเป้าประสงค์ กลยุทธ์ และแนวทาง ดังนี้") says what stands below."""
    words = lexicon()
    if not leads_in(line.value) and words.about_list.search(line.value) is None:
        return
    kinds = frozenset(words.kind_of_phrase[found.group()] for found in words.core.finditer(line.value))
    if len(kinds) > PROMISED:
        draft.promised = kinds


def _note_scope(draft: Draft, line: Line) -> None:
    """A line that is but the name of a parent body or a sub-unit says whose sections follow."""
    words = lexicon()
    name = line.value.rstrip(" :：")
    if words.parent.fullmatch(name) or (line.strong and words.sub_unit.match(name)):
        draft.scope, draft.scope_line = name, draft.index
    elif draft.scope is not None and len(name) <= SCOPE_NAME and words.office.match(name):
        draft.scope = None


def scope_at(draft: Draft, line: Line) -> str | None:
    """The body named just above a heading, unless a heading of the page stands between or here."""
    if draft.scope is None or lexicon().sub_unit.match(draft.scope):
        return draft.scope
    if line.block.level or draft.index - draft.scope_line > SCOPE_REACH:
        draft.scope = None
    return draft.scope


def _unknown_heading(draft: Draft, line: Line) -> bool:
    """A line set off by type behind a list, in no list of headings: the section ends."""
    strong_items = bool(draft.stack) and draft.stack[-1].line.strong
    if not line.strong or strong_items or len(line.value) > UNKNOWN_HEADING:
        return False
    if leads_in(line.value) or lexicon().dimension.match(line.value):
        return False
    _end_section(draft, line)
    return True


def _ends_waiting(draft: Draft, line: Line) -> bool:
    """Whether a heading as high as the section's own follows text of which nothing was read yet."""
    section, level = draft.section, line.block.level
    if section is None or not level or not section.level or level > section.level:
        return False
    return len(line.value) <= UNKNOWN_HEADING and not leads_in(line.value)


def _end_section(draft: Draft, line: Line) -> None:
    draft.find(FindingCode.UNKNOWN_HEADING, "a heading in no list ended the section", line)
    draft.close()
    draft.stack = []


def _open_dimension(draft: Draft) -> Entry | None:
    return next((entry for entry in draft.stack if entry.marker.glyph == DIMENSION), None)


def _add_dimension(draft: Draft, line: Line) -> bool:
    """An unnumbered "ด้าน…" under the issues' heading is an issue (GOLD.md rule 8)."""
    before = _open_dimension(draft)
    section = before.section if before is not None else draft.section
    if section is None or section.kind is not Kind.STRATEGIC_ISSUE or section.statement is not None:
        return False
    if before is not None and before.line.strong != line.strong:
        return False
    if len(line.value) > CLOSING_PROSE or leads_in(line.value) or not lexicon().dimension.match(line.value):
        return False
    if any(entry.section is section and entry.marker.values for entry in draft.stack):
        return False
    if not draft.started:
        draft.pending = []
    draft.settle()
    draft.section = section
    draft.stack = []
    marker = Marker(Style.PART, (), None, 0, 0, glyph=DIMENSION, drawn=True)
    draft.add_item(section.kind, line, marker, None, before)
    return True
