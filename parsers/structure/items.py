"""Items: lines with a marker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers import bodies
from parsers.mapped import join
from parsers.markers import Marker, Style
from parsers.numbering import leads_in
from parsers.structure.labels import add_label
from parsers.structure.placement import place
from schemas.kinds import Kind

if TYPE_CHECKING:
    from parsers.line import Line
    from parsers.structure.draft import Draft
    from parsers.structure.nodes import StatementNode

VALUE_KINDS = (Kind.CORE_VALUE, Kind.IDENTITY, Kind.IDEOLOGY, Kind.PHILOSOPHY, Kind.MOTTO)
"""Kinds whose letters may have the acronym on a line before them."""

SUBHEADING = 70
ACRONYM = 150
LED_IN = 0.05
"""Confidence that an item loses where prose stands before it."""


def add_item(draft: Draft, line: Line, marker: Marker) -> None:
    """An item of the open section; dropped where no section is open or prose has ended its list."""
    if marker.style is Style.KIND and marker.kind is not None:
        add_label(draft, line, marker, marker.kind)
        return
    section = draft.section
    if section is None or not section.kind.holds_statements:
        return
    if draft.pending and draft.goes_on(marker):
        if not draft.started and not draft.inside:
            draft.settle()
        draft.pending = []
    led_in = _judge_pending(draft, marker)
    if draft.closed:
        if not (marker.values and draft.goes_on(marker)):
            return
        draft.closed = False
    parent, before = place(draft, line, marker)
    node = draft.add_item(_kind(draft, parent, marker), line, marker, parent, before)
    if node is not None and led_in:
        node.confidence -= LED_IN


def _kind(draft: Draft, parent: StatementNode | None, marker: Marker) -> Kind:
    """The section's kind; under a statement of the same section that statement's.

    Dashes under the strategies of an issue are its approaches where the lead-in promised some that no
    heading names.
    """
    dashes = parent is not None and parent.kind is Kind.STRATEGY and marker.style is Style.BULLET
    if dashes and Kind.APPROACH in draft.promised and Kind.APPROACH not in draft.section_kinds:
        return Kind.APPROACH
    if draft.section is not None and (parent is None or parent.section is not draft.section):
        return draft.section.kind
    return parent.kind if parent is not None else Kind.OTHER


def _judge_pending(draft: Draft, marker: Marker) -> bool:
    """The text that waited was a lead-in, a value's acronym, a subheading, or the end of the list."""
    if not draft.pending:
        return False
    waiting, draft.pending = draft.pending, []
    if not draft.started and draft.section is not None:
        if draft.section.kind is Kind.VISION and marker.values and not leads_in(waiting[-1].value):
            own_heading = len(waiting) > 1 and waiting[-1].blank_before > 0
            draft.pending = waiting[:-1] if own_heading else waiting
            draft.settle()
            draft.closed = True
            return False
        if draft.section.kind in VALUE_KINDS or (
            draft.section.kind is Kind.VISION and marker.style is Style.BULLET
        ):
            _add_acronym(draft, waiting)
        draft.started = True
        return True
    text = waiting[0].value
    subheading = len(waiting) == 1 and len(text) <= SUBHEADING and (waiting[0].strong or leads_in(text))
    if subheading and marker.first:
        draft.pop_section()
        return True
    draft.closed = True
    return False


def _add_acronym(draft: Draft, waiting: list[Line]) -> None:
    for group in bodies.wrapped(waiting):
        text = bodies.unquoted(join([line.text for line in group]))
        if (
            draft.section is not None
            and text.value
            and not leads_in(group[-1].value)
            and len(text.value) <= ACRONYM
        ):
            draft.add(draft.section.kind, text, group[0], None)
