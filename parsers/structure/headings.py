"""Headings: sections opened, at page level or under an item, with content behind them or below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers import bodies
from parsers.heading import Heading
from parsers.heading_facts import Form
from parsers.numbering import UNDER_ISSUE, Entry
from parsers.structure.containers import container_of
from parsers.structure.items import add_item
from parsers.structure.nodes import SectionNode
from parsers.structure.texts import add_text, scope_at
from schemas.kinds import Kind

if TYPE_CHECKING:
    from parsers.line import Line
    from parsers.mapped import MappedText
    from parsers.structure.draft import Draft

LEAST, PER_SCORE, MOST = 0.55, 0.4, 0.98
"""Confidence of a section: what its heading has at least, gains with its score, and has at most."""


def open_heading(draft: Draft, heading: Heading, line: Line) -> None:
    """Open the heading's section, or add the child that it is the label of (GOLD.md rule 7)."""
    container = container_of(draft, heading, line)
    draft.settle()
    if heading.form is Form.RUN_IN and container is not None and heading.kind in UNDER_ISSUE:
        _add_labelled(draft, heading, line, container)
        return
    section = _section(draft, heading, line)
    if container is not None:
        section.section, section.statement = container.section, container.node
        container.node.children += 1
        container.node.child_kinds.add(heading.kind)
    elif heading.kind is not Kind.OTHER:
        draft.stack = []
        draft.promised = frozenset()
    draft.open_section(section)
    draft.forget_last()
    draft.closed = not heading.kind.holds_statements
    draft.started = False
    if heading.form is Form.RUN_IN:
        _read_content(draft, heading, line)


def _section(draft: Draft, heading: Heading, line: Line) -> SectionNode:
    scan = heading.scan
    return SectionNode(
        kind=heading.kind,
        heading=_heading_text(heading, line),
        line=heading.line,
        kinds=scan.kinds,
        gloss=scan.gloss,
        number=line.marker.number if line.marker is not None else None,
        confidence=min(MOST, LEAST + PER_SCORE * heading.score),
        foreign=scan.foreign,
        scope=scope_at(draft, line),
        level=line.block.level or 0,
    )


def _heading_text(heading: Heading, line: Line) -> MappedText:
    if heading.form is not Form.RUN_IN:
        return line.text
    scan = heading.scan
    return line.text.cut(0, max(scan.colon + 1 if scan.colon is not None else scan.end, scan.core_end))


def _read_content(draft: Draft, heading: Heading, line: Line) -> None:
    rest = bodies.line_of(line.text.cut(heading.content), line)
    if rest.marker is not None:
        add_item(draft, rest, rest.marker)
    else:
        add_text(draft, rest)


def _add_labelled(draft: Draft, heading: Heading, line: Line, container: Entry) -> None:
    """A kind word with its content under a numbered item ("เป้าหมาย : …") is a child's label."""
    draft.pop_to(container, with_it=False)
    rest = bodies.line_of(line.text.cut(heading.content), line)
    marker = rest.marker if rest.marker is not None and rest.marker.values else None
    text = rest.text.cut(marker.end) if marker is not None else rest.text
    node = draft.add(heading.kind, text, line, container.node)
    node.label = line.text.cut(0, heading.scan.end)
    if marker is not None:
        node.label = rest.text.cut(marker.start, marker.end)
        node.number = marker.number
    draft.closed = False
