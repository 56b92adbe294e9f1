"""From lines and headings to the tree: one walk with a stack of open items.

Decisions that need what follows are put off: unmarked text waits in `pending` until the next
marker or heading tells whether it was a lead-in, a list without markers or an interruption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers import bodies
from parsers.lexicon import lexicon
from parsers.markers import Marker, Style
from parsers.numbering import (
    HOLDS,
    RANK,
    UNDER_ISSUE,
    Entry,
    bare_list,
    follows,
    holds,
    leads_in,
    likeness,
    same_series,
)
from parsers.outline import Form, Heading, heading_counts
from parsers.tree import SectionNode, StatementNode
from schemas.codes import FindingCode, Severity
from schemas.kinds import Kind
from schemas.records import Break, Finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.lines import Line
    from parsers.mapped import MappedText
    from parsers.tables import ColumnLine

TOP_LIMIT = 3
"""Numbers that a series may leave out and still be one series."""

CLOSING_PROSE = 150
"""Unmarked characters behind a list that close it."""

SCOPE_REACH = 8
"""Lines under a parent body's name that may still be its own."""

VALUE_KINDS = {Kind.CORE_VALUE, Kind.IDENTITY, Kind.IDEOLOGY, Kind.PHILOSOPHY, Kind.MOTTO}


class Builder:
    """Builds the sections and statements of one document."""

    def __init__(
        self, lines: Sequence[Line], headings: Sequence[Heading], columns: Mapping[int, ColumnLine]
    ) -> None:
        """Prepare; `build` does the walk. `columns` are the lines of tables headed by kinds."""
        self.columns = columns
        self.row_parent: StatementNode | None = None
        self.cell: tuple[int, int, int] | None = None
        self.lines = lines
        self.by_line = {heading.line: heading for heading in headings}
        self.counts = heading_counts(headings)
        self.sections: list[SectionNode] = []
        self.statements: list[StatementNode] = []
        self.findings: list[Finding] = []
        self.section: SectionNode | None = None
        self.stack: list[Entry] = []
        self.last: StatementNode | None = None
        self.last_line: Line | None = None
        self.pending: list[Line] = []
        self.closed = True
        self.started = False
        self.index = 0
        self.scope: str | None = None
        self.scope_line = 0

    # ------------------------------------------------------------------ the walk

    def build(self) -> None:
        """Walk all lines once."""
        for index, line in enumerate(self.lines):
            self.index = index
            heading = self.by_line.get(index)
            column = self.columns.get(index)
            if column is not None and self._column_line(column, heading, line):
                continue
            if heading is not None:
                self._heading(heading, line)
            elif line.noise or line.block.chrome >= 0.6:  # noqa: PLR2004
                continue
            elif line.marker is not None:
                self._item(line, line.marker)
            else:
                self._text(line)
        self._settle()

    # ------------------------------------------------------------------ headings

    def _heading(self, heading: Heading, line: Line) -> None:
        scan = heading.scan
        container = self._container(heading, line)
        self._settle()
        if heading.form is Form.RUN_IN and container is not None and self._labels_child(heading):
            self._labelled_child(heading, line, container)
            return
        section = SectionNode(
            kind=heading.kind,
            heading=self._heading_text(heading, line),
            line=heading.line,
            kinds=scan.kinds,
            gloss=scan.gloss,
            number=line.marker.number if line.marker is not None else None,
            confidence=min(0.98, 0.55 + 0.4 * heading.score),
            foreign=scan.foreign,
            scope=self._scope_here(line),
            level=line.block.level or 0,
        )
        if container is not None:
            section.section = container.section
            section.statement = container.node
            container.node.children += 1
            container.node.child_kinds.add(heading.kind)
        else:
            self.stack = []
        self.sections.append(section)
        self.section = section
        self.last = self.last_line = None
        self.closed = not heading.kind.holds_statements
        self.started = False
        if heading.form is Form.RUN_IN:
            self._run_in(heading, line)

    def _heading_text(self, heading: Heading, line: Line) -> MappedText:
        if heading.form is not Form.RUN_IN:
            return line.text
        end = heading.scan.colon + 1 if heading.scan.colon is not None else heading.scan.end
        return line.text.cut(0, max(end, heading.scan.core_end))

    def _labels_child(self, heading: Heading) -> bool:
        return heading.kind in UNDER_ISSUE

    def _run_in(self, heading: Heading, line: Line) -> None:
        content = line.text.cut(heading.content)
        rest = bodies.line_of(content, line)
        if rest.marker is not None:
            self._item(rest, rest.marker)
        else:
            self._text(rest)

    def _labelled_child(self, heading: Heading, line: Line, container: Entry) -> None:
        """ "เป้าหมาย : …" under a numbered issue: the label of a child (GOLD.md rule 7)."""
        while self.stack and self.stack[-1] is not container:
            self.stack.pop()
        content = line.text.cut(heading.content)
        label = line.text.cut(0, heading.scan.end)
        rest = bodies.line_of(content, line)
        parts = bodies.inline_items(rest)
        if not parts:
            parts = [(None, content)]
        for marker_text, text in parts:
            node = self._add(heading.kind, text, line, container.section, container.node)
            node.label = marker_text or label
            node.number = bodies.number_of(marker_text)
        self.section = container.section
        self.started = True
        self.closed = False

    def _container(self, heading: Heading, line: Line) -> Entry | None:
        """The open item that a heading stands under, or None at page level."""
        kind = heading.kind
        if kind not in UNDER_ISSUE:
            return None
        entries = [e for e in reversed(self.stack) if holds(self.stack, e, kind) and not bare_list(e)]
        if not entries or self._starts_afresh(heading, line, entries[-1]):
            return None
        if len(entries) > 1:
            return self._by_count(entries, kind)
        return entries[0]

    def _by_count(self, entries: list[Entry], kind: Kind) -> Entry:
        """Of issue and strategy the one that has its own heading of this kind each time."""
        inner, outer = entries[0], entries[-1]
        if kind in inner.node.child_kinds and kind not in outer.node.child_kinds:
            return outer if self._listed_since(inner) else inner
        return outer if self._listed_since(inner) else inner

    def _listed_since(self, entry: Entry) -> bool:
        return entry.node.previous is not None and entry.node.previous.children == 0

    def _starts_afresh(self, heading: Heading, line: Line, outer: Entry) -> bool:
        """Whether a heading of a kind that could stand under an item is one of the page's own."""
        if heading.form is Form.RUN_IN and heading.scan.colon is not None:
            return False
        marker = line.marker
        top = next((s for s in reversed(self.sections) if s.statement is None), None)
        if marker is not None and marker.values and top is not None and top.number is not None:
            return True
        level = line.block.level
        if level and outer.line.block.level and level < outer.line.block.level:
            return True
        if level and top is not None and top.level and level <= top.level and not outer.line.block.level:
            return self.counts[heading.kind] == 1
        if self.counts[heading.kind] > 1:
            return False
        siblings = outer.node.previous
        if siblings is not None and heading.kind not in siblings.child_kinds:
            return True
        return outer.marker.style is not Style.KIND and not self._sibling_ahead(outer)

    def _sibling_ahead(self, entry: Entry) -> bool:
        """Whether the next item of the entry's series stands further down."""
        for line in self.lines[self.index + 1 : self.index + 80]:
            if line.marker is not None and follows(entry, line.marker) and likeness(entry, line) > 1:
                return True
        return False

    # ------------------------------------------------------------------ tables headed by kinds

    def _column_line(self, column: ColumnLine, heading: Heading | None, line: Line) -> bool:
        """A line of a table headed by kinds; False where it is to be read like any other."""
        if column.head:
            if not column.first or heading is None:
                return column.kind is not None or self.section is not None
            self._heading(heading, line)
            self.row_parent, self.cell, self.stack = None, None, []
            self.closed = False
            return True
        if column.kind is None or self.section is None:
            return True
        place = (column.table, column.row, column.column)
        same_cell, self.cell = place == self.cell, place
        marker = line.marker
        if same_cell and marker is None and self.last is not None and self.last_line is not None:
            if bodies.continues(self.last_line, line, self.last, expects_next=False):
                self.last.texts.append(line.text)
                self.last_line = line
                return True
        content = line.text.cut(marker.end) if marker is not None else line.text
        if not content.value:
            return True
        parent = None if column.first else self.row_parent
        kind = marker.kind if marker is not None and marker.kind is not None else column.kind
        node = self._add(kind, content, line, self.section, parent or self.section.statement)
        node.number = marker.number if marker is not None else None
        if marker is not None and not marker.drawn:
            node.label = line.text.cut(marker.start, marker.end)
        if column.first:
            self.row_parent = node
        return True

    # ------------------------------------------------------------------ items

    def _item(self, line: Line, marker: Marker) -> None:
        if marker.style is Style.KIND and marker.kind is not None:
            self._kind_item(line, marker, marker.kind)
            return
        section = self.section
        if section is None or not section.kind.holds_statements:
            return
        if self.pending and self._continues_item(marker):
            if not self.started and not any(e.section is section for e in self.stack):
                self._settle()
            self.pending = []
        was_led = self._before_item(marker)
        if self.closed and not self._resumes(marker):
            return
        parent, popped = self._place(line, marker)
        content = line.text.cut(marker.end)
        if not content.value:
            return
        kind = self._item_kind(parent)
        node = self._add(kind, content, line, self.section, parent)
        node.number = marker.number
        if not marker.drawn:
            node.label = line.text.cut(marker.start, marker.end)
        if popped is not None and popped.node.parent is parent:
            node.previous = popped.node
            self._check_gap(popped.marker, marker, line)
        if was_led:
            node.confidence -= 0.05
        self.stack.append(Entry(marker, node, self.section, line))

    def _item_kind(self, parent: StatementNode | None) -> Kind:
        if self.section is not None and (parent is None or parent.section is not self.section):
            return self.section.kind
        return parent.kind if parent is not None else Kind.OTHER

    def _continues_item(self, marker: Marker) -> bool:
        """Whether an open numbered series goes on behind the text that waits."""
        return any(follows(entry, marker) for entry in self._frame())

    def _before_item(self, marker: Marker) -> bool:
        """Decide on the text that waited: lead-in, a value's acronym, or the end of the list."""
        if not self.pending:
            return False
        waiting, self.pending = self.pending, []
        section = self.section
        if not self.started and section is not None:
            if section.kind in VALUE_KINDS or (section.kind is Kind.VISION and marker.style is Style.BULLET):
                self._acronym(waiting)
            self.started = True
            return True
        text = " ".join(line.value for line in waiting)
        subheading = len(waiting) == 1 and len(text) <= 70 and (waiting[0].strong or leads_in(text))  # noqa: PLR2004
        if subheading and marker.first:
            self._pop_frame()
            return True
        self.closed = True
        return False

    def _resumes(self, marker: Marker) -> bool:
        """Whether a closed list goes on: the expected next number of a numbered series."""
        if any(follows(entry, marker) and marker.values for entry in self._frame()):
            self.closed = False
            return True
        return False

    def _acronym(self, waiting: list[Line]) -> None:
        for line in waiting:
            if leads_in(line.value) or len(line.value) > CLOSING_PROSE:
                continue
            text = bodies.unquoted(line.text)
            if self.section is not None and text.value:
                self._add(self.section.kind, text, line, self.section, None)

    def _frame(self) -> list[Entry]:
        """Open items of the current section, innermost first, then those around it."""
        return list(reversed(self.stack))

    def _pop_frame(self) -> None:
        while self.stack and self.stack[-1].section is self.section:
            self.stack.pop()

    def _pop_to(self, entry: Entry, *, with_it: bool) -> None:
        while self.stack and self.stack[-1] is not entry:
            self.stack.pop()
        if with_it and self.stack:
            self.stack.pop()
        if self.section is not entry.section:
            self.section = entry.section
            self.started = True

    def _place(self, line: Line, marker: Marker) -> tuple[StatementNode | None, Entry | None]:
        """Parent of an item and the item of its series before it; pops what it ends."""
        entries = self._frame()
        if marker.level > 1:
            found = self._place_dotted(entries, marker)
            if found is not None:
                return found
        nexts = [entry for entry in entries if follows(entry, marker)]
        if nexts:
            best = max(nexts, key=lambda entry: likeness(entry, line))
            own = [entry for entry in nexts if entry.section is self.section]
            if own and likeness(own[0], line) >= likeness(best, line):
                best = own[0]
            self._pop_to(best, with_it=True)
            return best.node.parent if best.node.parent else self._section_parent(), best
        inside = [entry for entry in entries if entry.section is self.section]
        if not marker.values or marker.style is Style.LETTER:
            return self._place_unnumbered(inside, line, marker)
        return self._place_new(inside, line, marker)

    def _section_parent(self) -> StatementNode | None:
        return self.section.statement if self.section is not None else None

    def _place_dotted(
        self, entries: list[Entry], marker: Marker
    ) -> tuple[StatementNode | None, Entry | None] | None:
        for entry in entries:
            if same_series(entry, marker) and entry.marker.values[:-1] == marker.values[:-1]:
                if marker.values[-1] <= entry.marker.values[-1] and entry.section is not self.section:
                    continue
                self._pop_to(entry, with_it=True)
                return entry.node.parent, entry
            if entry.marker.values == marker.values[:-1]:
                own_section = entry.section is self.section
                if own_section:
                    self._pop_to(entry, with_it=False)
                    return entry.node, None
                break
        sibling = next(
            (e for e in entries if same_series(e, marker) and e.section is self.section), None
        )
        if sibling is not None:
            self._pop_to(sibling, with_it=True)
            return sibling.node.parent, None
        self._pop_frame()
        return self._section_parent(), None

    def _place_unnumbered(
        self, inside: list[Entry], line: Line, marker: Marker
    ) -> tuple[StatementNode | None, Entry | None]:
        same = next((e for e in inside if e.marker.style is marker.style and e.marker.glyph == marker.glyph), None)
        if same is None and marker.style is Style.LETTER:
            same = next((e for e in inside if e.marker.style is Style.LETTER), None)
        if same is not None:
            deeper = marker.drawn and line.block.list_depth > same.line.block.list_depth
            if not deeper:
                outer = [
                    e for e in inside
                    if marker.drawn and same_series(e, marker) and e.line.block.list_depth == line.block.list_depth
                ]  # fmt: skip
                best = outer[0] if outer else same
                self._pop_to(best, with_it=True)
                return best.node.parent, best
            return same.node, None
        if not inside:
            return self._section_parent(), None
        top = inside[0]
        if marker.style is Style.LETTER and top.marker.style is not Style.KIND and RANK[top.marker.style] >= RANK[Style.LETTER]:
            self._pop_frame()
            return self._section_parent(), None
        return top.node, None

    def _place_new(
        self, inside: list[Entry], line: Line, marker: Marker
    ) -> tuple[StatementNode | None, Entry | None]:
        same = next((e for e in inside if same_series(e, marker)), None)
        if not inside:
            return self._section_parent(), None
        top = inside[0]
        if marker.drawn and line.block.list_depth > top.line.block.list_depth:
            return top.node, None
        if same is not None:
            gap = marker.values[-1] - same.marker.values[-1]
            if 1 < gap <= TOP_LIMIT:
                self._pop_to(same, with_it=True)
                return same.node.parent, same
            nested = marker.first and same is top and (
                leads_in(top.node.texts[-1].value) or line.block.indent >= top.line.block.indent + 3
                or line.block.list_depth > top.line.block.list_depth
            )  # fmt: skip
            if nested:
                return top.node, None
            self._pop_to(same, with_it=True)
            return same.node.parent, None
        rank = RANK[marker.style]
        if rank > RANK[top.marker.style] or (
            rank == RANK[top.marker.style] and (marker.first and leads_in(top.node.texts[-1].value) or top.marker.style is Style.LETTER)
        ):
            return top.node, None
        outer = next((e for e in inside if RANK[e.marker.style] < rank), None)
        if outer is not None:
            self._pop_to(outer, with_it=False)
            return outer.node, None
        if top.marker.style is Style.BULLET and line.block.indent > top.line.block.indent:
            return top.node, None
        self._pop_frame()
        return self._section_parent(), None

    def _check_gap(self, before: Marker, marker: Marker, line: Line) -> None:
        if not before.values or not marker.values or before.level != marker.level:
            return
        gap = marker.values[-1] - before.values[-1]
        if gap > 1:
            self._find(FindingCode.NUMBER_GAP, f"{before.number} is followed by {marker.number}", line)
        elif gap <= 0 and marker.values[-1] != 1:
            self._find(FindingCode.NUMBER_REPEATED, f"{before.number} is followed by {marker.number}", line)

    # ------------------------------------------------------------------ labels with a kind

    def _kind_item(self, line: Line, marker: Marker, kind: Kind) -> None:
        entries = self._frame()
        waiting = self.pending
        parent: StatementNode | None = None
        before: Entry | None = None
        sibling = next((e for e in entries if e.marker.style is Style.KIND and e.node.kind is kind), None)
        container = next(
            (e for e in entries if holds(self.stack, e, kind) and not (bare_list(e) and sibling is None)), None
        )
        if sibling is not None and container is not None and entries.index(container) < entries.index(sibling):
            sibling = None
        if sibling is not None:
            self._settle()
            before = sibling
            self._pop_to(sibling, with_it=True)
            parent = sibling.node.parent
        elif container is not None:
            self._settle()
            self._pop_to_statement(container)
            parent = container.node
            if self.section is not None and not (
                self.section.statement is container.node and self.section.kind is kind
            ):
                self.section = container.section
        else:
            self._open_root(kind, marker, waiting)
            parent = self._section_parent() if self.section is not None else None
        content = line.text.cut(marker.end)
        if not content.value:
            return
        node = self._add(kind, content, line, self.section, parent)
        node.number = marker.number
        node.label = line.text.cut(marker.start, marker.end)
        if before is not None:
            node.previous = before.node
            self._check_gap(before.marker, marker, line)
        self.closed = False
        self.started = True
        self.stack.append(Entry(marker, node, self.section, line))

    def _pop_to_statement(self, entry: Entry) -> None:
        while self.stack and self.stack[-1] is not entry:
            self.stack.pop()

    def _open_root(self, kind: Kind, marker: Marker, waiting: list[Line]) -> None:
        """A numbered label at page level: in the section of its kind, else in none."""
        section = self.section
        fits = section is not None and section.statement is None and (
            section.kind is kind or kind in section.kinds or section.kind in (Kind.BACKGROUND, Kind.POLICY)
            or (section.statements == 0 and kind in HOLDS.get(section.kind, frozenset()))
        )  # fmt: skip
        nested = section is not None and section.statement is not None and section.kind is kind
        if fits and not self.started and section is not None and section.kind is not Kind.BACKGROUND:
            self.pending = []
        else:
            self._settle()
        if nested:
            self._pop_frame()
            return
        self.stack = []
        if not fits:
            self.section = None

    # ------------------------------------------------------------------ text without marker

    def _text(self, line: Line) -> None:
        section = self.section
        if section is not None and self.closed and not section.kind.holds_statements:
            return
        if line.value.isdigit():
            return
        self._scope_line(line)
        if any(entry.marker.glyph == "dimension" for entry in self.stack) and self._dimension(line):
            return
        if self.last is not None and not self.pending and self.last_line is not None:
            if bodies.continues(self.last_line, line, self.last, self._expects_next()):
                self.last.texts.append(line.text)
                self.last_line = line
                return
        if section is None or self.closed:
            return
        if self._dimension(line):
            return
        if self.started and self._unknown_heading(line):
            return
        self.pending.append(line)
        if self.started and sum(len(waiting.value) for waiting in self.pending) > CLOSING_PROSE:
            self.closed = True
            self.pending = []
            self.last = self.last_line = None

    def _scope_line(self, line: Line) -> None:
        """A line that is but the name of a parent body or a sub-unit says whose sections follow."""
        words = lexicon()
        name = line.value.rstrip(" :：")  # noqa: RUF001
        if words.parent.fullmatch(name) or (line.strong and words.sub_unit.match(name)):
            self.scope, self.scope_line = name, self.index
        elif self.scope is not None and len(name) <= 120 and words.office.match(name):  # noqa: PLR2004
            self.scope = None

    def _scope_here(self, line: Line) -> str | None:
        """The body named just above, unless a heading of the page stands between or here."""
        if self.scope is None or lexicon().sub_unit.match(self.scope):
            return self.scope
        if line.block.level or self.index - self.scope_line > SCOPE_REACH:
            self.scope = None
        return self.scope

    def _unknown_heading(self, line: Line) -> bool:
        """A line set off by type behind a list, in no list of headings: the section ends."""
        strong_items = bool(self.stack) and self.stack[-1].line.strong
        if not line.strong or strong_items or leads_in(line.value) or lexicon().dimension.match(line.value):
            return False
        if len(line.value) > 100:  # noqa: PLR2004
            return False
        self._find(FindingCode.UNKNOWN_HEADING, "a heading in no list ended the section", line)
        self.pending = []
        self.closed = True
        self.stack = []
        self.last = self.last_line = None
        return True

    def _dimension(self, line: Line) -> bool:
        """An unnumbered "ด้าน…" under the issues' heading is an issue (GOLD.md rule 8)."""
        open_dimension = next((e for e in self.stack if e.marker.glyph == "dimension"), None)
        section = open_dimension.section if open_dimension is not None else self.section
        if section is None or section.kind is not Kind.STRATEGIC_ISSUE or section.statement is not None:
            return False
        if open_dimension is not None and open_dimension.line.strong != line.strong:
            return False
        if not lexicon().dimension.match(line.value) or len(line.value) > CLOSING_PROSE or leads_in(line.value):
            return False
        if any(e.section is section and e.marker.values for e in self.stack):
            return False
        if self.pending and not self.started:
            self.pending = []
        self._settle()
        self.section = section
        marker = Marker(Style.PART, (), None, 0, 0, glyph="dimension", drawn=True)
        before = next((e for e in self.stack if e.section is section and e.marker.glyph == marker.glyph), None)
        self.stack = []
        node = self._add(section.kind, line.text, line, section, None)
        node.previous = before.node if before else None
        self.started = True
        self.stack.append(Entry(marker, node, section, line))
        return True

    def _expects_next(self) -> bool:
        """Whether a next item of an open numbered series stands within a few lines."""
        for line in self.lines[self.index + 1 : self.index + 5]:
            marker = line.marker
            if marker is not None:
                return any(follows(entry, marker) or same_series(entry, marker) for entry in self.stack)
        return False

    def _settle(self) -> None:
        """A section or list ends: what waited was its content, or nothing of ours."""
        waiting, self.pending = self.pending, []
        section = self.section
        if not waiting or section is None or self.started or not section.kind.holds_statements:
            return
        for kind_text in bodies.read_body(section.kind, waiting):
            parent = section.statement
            node = self._add(section.kind, kind_text.text, kind_text.line, section, parent)
            node.gloss = kind_text.gloss
            node.confidence = kind_text.confidence
        self.last = self.last_line = None
        self.started = True

    # ------------------------------------------------------------------ common

    def _add(
        self, kind: Kind, text: MappedText, line: Line,
        section: SectionNode | None, parent: StatementNode | None,
    ) -> StatementNode:  # fmt: skip
        node = StatementNode(kind=kind, texts=[text], line=line, section=section, parent=parent)
        node.soft = line.break_before is not Break.PARAGRAPH
        if parent is not None:
            parent.children += 1
            parent.child_kinds.add(kind)
        if section is not None:
            section.statements += 1
        self.statements.append(node)
        self.last, self.last_line = node, line
        self.started = True
        return node

    def _find(self, code: FindingCode, message: str, line: Line) -> None:
        self.findings.append(Finding(code, Severity.INFO, message, line.text.value[:200]))

