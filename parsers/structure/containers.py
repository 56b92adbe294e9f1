"""Containers: whether a heading stands under an open issue or strategy, or at page level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.heading import Heading
from parsers.heading_facts import Form
from parsers.markers import Style
from parsers.numbering import UNDER_ISSUE, Entry, bare_list, follows, holds, likeness, same_series
from schemas.kinds import Kind

if TYPE_CHECKING:
    from parsers.line import Line
    from parsers.structure.draft import Draft

AHEAD = 80
"""Lines within which the next item of a series is looked for."""


def container_of(draft: Draft, heading: Heading, line: Line) -> Entry | None:
    """The open item that a heading stands under, or None at page level."""
    kind = heading.kind
    if kind is Kind.OTHER:
        label = next((entry for entry in draft.open_items if entry.marker.style is Style.KIND), None)
        return label if label is not None and _sibling_ahead(draft, label) else None
    if kind not in UNDER_ISSUE:
        return None
    entries = [e for e in draft.open_items if holds(draft.stack, e, kind) and not bare_list(e)]
    if not entries or _at_page_level(draft, heading, line, entries[-1]):
        return None
    inner, outer = _beside(draft, heading, line, entries), entries[-1]
    return outer if inner is not outer and _in_plain_list(inner) else inner


def _beside(draft: Draft, heading: Heading, line: Line, entries: list[Entry]) -> Entry:
    """The innermost item; of a list whose own heading is set like this one, the item that list stands under.

    "แนวทาง", one item, then "ตัวชี้วัด" set alike: both are of the strategy, unless the items go on below.
    """
    for entry in entries:
        section = entry.section
        if section is None or section.statement is None or section.statement is entry.node:
            return entry
        if entry.node.kind is not Kind.APPROACH:
            return entry
        above = draft.lines[section.line]
        if heading.form is not Form.WHOLE or not _set_alike(above, line) or _goes_on_below(draft, entry):
            return entry
    return entries[-1]


def _set_alike(above: Line, line: Line) -> bool:
    a, b = above.block, line.block
    return (above.strong, a.level) == (line.strong, b.level) and abs(a.indent - b.indent) <= 1


def _goes_on_below(draft: Draft, entry: Entry) -> bool:
    """Whether the next item of the entry's series comes before its numbers begin anew."""
    for line in draft.lines[draft.index + 1 : draft.index + AHEAD]:
        marker = line.marker
        if marker is None or not same_series(entry, marker):
            continue
        return follows(entry, marker)
    return False


def _in_plain_list(entry: Entry) -> bool:
    """Whether the item before it has nothing below: a heading behind the list is about all of it."""
    return entry.node.previous is not None and entry.node.previous.children == 0


def _at_page_level(draft: Draft, heading: Heading, line: Line, outer: Entry) -> bool:
    """Whether a heading of a kind that could stand under an item is one of the page's own."""
    if heading.form is Form.RUN_IN and heading.scan.colon is not None:
        return False
    top = draft.top_section
    numbered = line.marker is not None and bool(line.marker.values)
    if numbered and top is not None and top.number is not None:
        return True
    level, item_level = line.block.level, outer.line.block.level
    if level and item_level and level < item_level:
        return True
    count = draft.kind_counts[heading.kind]
    if level and not item_level and top is not None and top.level and level <= top.level:
        return count == 1
    return count == 1 and _alone(draft, heading, outer)


def _alone(draft: Draft, heading: Heading, outer: Entry) -> bool:
    """Whether a heading met once does not fit the item: its sibling has none, or none is to come."""
    sibling = outer.node.previous
    if sibling is not None and heading.kind not in sibling.child_kinds:
        return True
    return outer.marker.style is not Style.KIND and not _sibling_ahead(draft, outer)


def _sibling_ahead(draft: Draft, entry: Entry) -> bool:
    return any(
        line.marker is not None and follows(entry, line.marker) and likeness(entry, line) > 1
        for line in draft.lines[draft.index + 1 : draft.index + AHEAD]
    )
