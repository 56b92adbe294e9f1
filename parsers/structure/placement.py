"""Placement: under which open item a marked line stands, and which item of its series came before.

Every function pops what the line ends and returns the parent and the item before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.markers import Marker, Style
from parsers.numbering import RANK, Entry, follows, leads_in, likeness, same_series
from schemas.records import Break

if TYPE_CHECKING:
    from parsers.line import Line
    from parsers.structure.draft import Draft
    from parsers.structure.nodes import StatementNode

    Place = tuple[StatementNode | None, Entry | None]

LEFT_OUT = 3
"""Numbers that a series may leave out and still be one series."""

DEEPER_COLUMNS, DEEPER_STEPS = 3, 2
"""Columns of a text file, or steps elsewhere, that make a list of the same style a nested one."""


THAI_STYLES = (Style.THAI_DOT, Style.THAI_PAREN, Style.THAI_BRACKET)


def place(draft: Draft, line: Line, marker: Marker) -> Place:
    """Where an item stands."""
    if marker.level > 1:
        return _dotted(draft, marker)
    if not marker.values:
        return _unnumbered(draft, line, marker)
    nexts = [entry for entry in draft.open_items if follows(entry, marker)]
    if nexts:
        best = _most_alike(draft, nexts, line)
        draft.pop_to(best, with_it=True)
        return best.node.parent or draft.section_parent, best
    if marker.style is Style.LETTER:
        return _unnumbered(draft, line, marker)
    return _fresh(draft, line, marker)


def _most_alike(draft: Draft, nexts: list[Entry], line: Line) -> Entry:
    """Of several series that the number continues, the one set like the line; the open section first."""
    if len(nexts) == 1:
        return nexts[0]
    best = max(nexts, key=lambda entry: likeness(entry, line))
    own = next((entry for entry in nexts if entry.section is draft.section), None)
    if own is not None and likeness(own, line) >= likeness(best, line):
        return own
    return best


def _root(draft: Draft) -> Place:
    draft.pop_section()
    return draft.section_parent, None


def _dotted(draft: Draft, marker: Marker) -> Place:
    """A dotted number ("2.1") stands beside "2.0", else under "2", else at the section's root."""
    above = ".".join(map(str, marker.values[:-1]))
    for entry in draft.open_items:
        own = entry.section is draft.section
        if same_series(entry, marker) and entry.marker.values[:-1] == marker.values[:-1]:
            if marker.values[-1] <= entry.marker.values[-1] and not own:
                continue
            draft.pop_to(entry, with_it=True)
            return entry.node.parent, entry
        if entry.marker.values == marker.values[:-1] or entry.node.number == above:
            if not own:
                break
            draft.pop_to(entry, with_it=False)
            return entry.node, None
    sibling = next((entry for entry in draft.inside if same_series(entry, marker)), None)
    if sibling is not None:
        draft.pop_to(sibling, with_it=True)
        return sibling.node.parent, None
    return _root(draft)


def _unnumbered(draft: Draft, line: Line, marker: Marker) -> Place:
    """A bullet or letter stands beside its like, else under the innermost item."""
    inside = draft.inside
    like = [e for e in inside if e.marker.style is marker.style]
    same = next((e for e in like if e.marker.glyph == marker.glyph), None)
    if same is None and marker.style is Style.LETTER:
        same = next(iter(like), None)
    if same is not None:
        depth = line.block.list_depth
        if marker.drawn and depth > same.line.block.list_depth:
            return same.node, None
        level = (
            e for e in like if marker.drawn and e.line.block.list_depth == depth and same_series(e, marker)
        )
        best = next(level, same)
        draft.pop_to(best, with_it=True)
        return best.node.parent, best
    if not inside:
        return draft.section_parent, None
    top = inside[0].marker.style
    if marker.style is Style.LETTER and top is not Style.KIND and RANK[top] >= RANK[Style.LETTER]:
        return _root(draft)
    return inside[0].node, None


def _fresh(draft: Draft, line: Line, marker: Marker) -> Place:
    """A number that continues no open series: a gap, a restart, or a new list inside or outside."""
    inside = draft.inside
    if not inside:
        return draft.section_parent, None
    top = inside[0]
    if marker.drawn and line.block.list_depth > top.line.block.list_depth:
        return top.node, None
    same = next((entry for entry in inside if same_series(entry, marker)), None)
    if same is not None:
        return _again(draft, line, marker, same, top)
    if _stands_under(line, marker, top):
        return top.node, None
    outer = next((e for e in inside if RANK[e.marker.style] < RANK[marker.style]), None)
    if outer is not None:
        draft.pop_to(outer, with_it=False)
        return outer.node, None
    return _root(draft)


def _again(draft: Draft, line: Line, marker: Marker, same: Entry, top: Entry) -> Place:
    """A style that is open already: numbers left out, a nested list, or the same list begun anew."""
    gap = marker.values[-1] - same.marker.values[-1]
    if not 1 < gap <= LEFT_OUT and marker.first and same is top and _nested(line, top):
        return top.node, None
    draft.pop_to(same, with_it=True)
    return same.node.parent, same if 1 < gap <= LEFT_OUT else None


def _nested(line: Line, top: Entry) -> bool:
    return (
        leads_in(top.node.texts[-1].value)
        or line.block.indent >= top.line.block.indent + _deeper(line)
        or line.block.list_depth > top.line.block.list_depth
    )


def _deeper(line: Line) -> int:
    in_columns = line.break_before is Break.SOURCE and not line.on_drawn_page
    return DEEPER_COLUMNS if in_columns else DEEPER_STEPS


def _stands_under(line: Line, marker: Marker, top: Entry) -> bool:
    """Whether the style usually stands inside the innermost item's, or the item announces a list."""
    rank, outer = RANK[marker.style], RANK[top.marker.style]
    if rank > outer:
        return True
    if rank == outer:
        announced = marker.first and leads_in(top.node.texts[-1].value)
        other = (marker.style in THAI_STYLES) is not (top.marker.style in THAI_STYLES)
        return announced or top.marker.style is Style.LETTER or (other and marker.first)
    return top.marker.style is Style.BULLET and line.block.indent > top.line.block.indent
