"""The draft: the tree so far, the items still open and the text that waits for a decision.

Decisions that need what follows are put off: unmarked text waits in `pending` until the next marker
or heading tells whether it was a lead-in, a list without markers or an interruption.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from parsers import bodies
from parsers.numbering import Entry, follows, same_series
from parsers.structure.nodes import Note, SectionNode, StatementNode
from parsers.wraps import continues
from schemas.codes import FindingCode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parsers.heading import Heading
    from parsers.line import Line
    from parsers.mapped import MappedText
    from parsers.markers import Marker
    from parsers.tables import ColumnLine
    from schemas.kinds import Kind


DEEPEST = 100
"""Open items from which a further one stands beside the innermost, not under it: no page nests so deep."""


class Draft:
    """Everything known at one line of the walk.

    `section` is the open section, `stack` the open items (outermost first), `last` the statement
    that a wrapped line would go on with. `started` says that the section has content, `closed` that
    prose has ended it. `scope` is the body under whose name the lines stand, where it is another's.
    """

    def __init__(
        self, lines: Sequence[Line], headings: Sequence[Heading], columns: Mapping[int, ColumnLine]
    ) -> None:
        """An empty tree over the lines; `columns` are the lines of tables headed by kinds."""
        self.lines = lines
        self.headings = {heading.line: heading for heading in headings}
        self.kind_counts = Counter(heading.kind for heading in self.headings.values())
        self.columns = columns
        self.sections: list[SectionNode] = []
        self.section_kinds: set[Kind] = set()
        self.top_section: SectionNode | None = None
        self.statements: list[StatementNode] = []
        self.notes: list[Note] = []
        self.index = 0
        self.section: SectionNode | None = None
        self.stack: list[Entry] = []
        self.last: StatementNode | None = None
        self.last_line: Line | None = None
        self.pending: list[Line] = []
        self.closed = True
        self.started = False
        self.scope: str | None = None
        self.scope_line = 0
        self.promised: frozenset[Kind] = frozenset()
        self.row_parent: StatementNode | None = None
        self.cell: tuple[int, int, int] | None = None

    @property
    def open_items(self) -> list[Entry]:
        """The open items, innermost first."""
        return self.stack[::-1]

    @property
    def inside(self) -> list[Entry]:
        """The open items of the open section, innermost first."""
        return [entry for entry in self.stack[::-1] if entry.section is self.section]

    @property
    def section_parent(self) -> StatementNode | None:
        """The statement that the open section stands under."""
        return self.section.statement if self.section is not None else None

    def add(self, kind: Kind, text: MappedText, line: Line, parent: StatementNode | None) -> StatementNode:
        """A new statement of the open section under `parent`; the next wrapped line goes on with it."""
        node = StatementNode(kind=kind, texts=[text], line=line, section=self.section, parent=parent)
        if parent is not None:
            parent.children += 1
            parent.child_kinds.add(kind)
        if self.section is not None:
            self.section.statements += 1
        self.statements.append(node)
        self.last, self.last_line = node, line
        self.started = True
        return node

    def add_item(
        self, kind: Kind, line: Line, marker: Marker, parent: StatementNode | None, before: Entry | None
    ) -> StatementNode | None:
        """A statement behind its marker, open for what stands under it; None where no text is."""
        content = line.text.cut(marker.end)
        if not content.value:
            return None
        if len(self.stack) >= DEEPEST:
            deepest = self.stack.pop().node
            parent = deepest.parent if parent is deepest else parent
        node = self.add(kind, content, line, parent)
        node.number = marker.number
        if not marker.drawn:
            node.label = line.text.cut(marker.start, marker.end)
        if before is not None:
            restarts = bool(marker.values and before.marker.values) and marker.values <= before.marker.values
            node.previous = None if restarts else before.node
            self._check_gap(before.marker, marker, line)
        self.stack.append(Entry(marker, node, self.section, line))
        return node

    def open_section(self, section: SectionNode) -> None:
        """A new section; `top_section` is the last one at page level."""
        self.sections.append(section)
        self.section_kinds.add(section.kind)
        if section.statement is None:
            self.top_section = section
        self.section = section

    def settle(self) -> None:
        """A section or list ends: what waited was its content, or nothing of ours."""
        waiting, self.pending = self.pending, []
        section = self.section
        if not waiting or section is None or self.started or not section.kind.holds_statements:
            return
        for body in bodies.read_body(section.kind, waiting):
            node = self.add(section.kind, body.text, body.line, section.statement)
            node.gloss = body.gloss
            node.confidence = body.confidence
        self.forget_last()
        self.started = True

    def goes_on_with_last(self, line: Line, *, expects_next: bool) -> bool:
        """Whether the line is the rest of the last statement; it is added to it then."""
        if self.last is None or self.last_line is None:
            return False
        if not continues(self.last_line, line, self.last, expects_next=expects_next):
            return False
        self.last.append(line.text)
        self.last_line = line
        return True

    def forget_last(self) -> None:
        """No later line goes on with the last statement."""
        self.last = self.last_line = None

    def close(self) -> None:
        """What follows is no content of the open section, unless its series goes on."""
        self.closed = True
        self.pending = []
        self.forget_last()

    def pop_to(self, entry: Entry, *, with_it: bool) -> None:
        """End the items inside `entry` (and itself), and go back to its section."""
        while self.stack and self.stack[-1] is not entry:
            self.stack.pop()
        if with_it and self.stack:
            self.stack.pop()
        if self.section is not entry.section:
            self.section = entry.section
            self.started = True

    def pop_section(self) -> None:
        """End all items of the open section."""
        while self.stack and self.stack[-1].section is self.section:
            self.stack.pop()

    def goes_on(self, marker: Marker) -> bool:
        """Whether the marker is the next of an open numbered series."""
        return any(follows(entry, marker) for entry in self.stack)

    def expects_next(self, reach: int = 5) -> bool:
        """Whether a marker of an open series stands within the next lines."""
        for line in self.lines[self.index + 1 : self.index + reach]:
            marker = line.marker
            if marker is not None:
                return any(follows(entry, marker) or same_series(entry, marker) for entry in self.stack)
        return False

    def find(self, code: FindingCode, message: str, line: Line) -> None:
        """Note a thing to look at."""
        self.notes.append(Note(code, message, line.text))

    def _check_gap(self, before: Marker, marker: Marker, line: Line) -> None:
        if not before.values or not marker.values or before.level != marker.level:
            return
        gap = marker.values[-1] - before.values[-1]
        if gap > 1:
            self.find(FindingCode.NUMBER_GAP, f"{before.number} is followed by {marker.number}", line)
        elif gap <= 0 and marker.values[-1] != 1:
            self.find(FindingCode.NUMBER_REPEATED, f"{before.number} is followed by {marker.number}", line)
