"""Labels with a kind and a number ("กลยุทธ์ที่ 1 …"): statements wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsers.markers import Marker, Style
from parsers.numbering import HOLDS, Entry, bare_list, holds
from schemas.kinds import Kind

if TYPE_CHECKING:
    from parsers.line import Line
    from parsers.structure.draft import Draft
    from parsers.structure.nodes import SectionNode


def add_label(draft: Draft, line: Line, marker: Marker, kind: Kind) -> None:
    """A labelled statement: beside the last of its kind, under what can hold it, or at page level."""
    sibling, container = _neighbours(draft, kind)
    parent = None
    if sibling is not None:
        draft.settle()
        draft.pop_to(sibling, with_it=True)
        parent = sibling.node.parent
    elif container is not None:
        draft.settle()
        parent = container.node
        _stand_under(draft, container, kind)
    else:
        _open_root(draft, kind)
        parent = draft.section_parent
    if draft.add_item(kind, line, marker, parent, sibling) is not None:
        draft.closed = False


def _neighbours(draft: Draft, kind: Kind) -> tuple[Entry | None, Entry | None]:
    """The open label of the same kind, or the open item that the label stands under."""
    entries = draft.open_items
    sibling = next((e for e in entries if e.marker.style is Style.KIND and e.node.kind is kind), None)
    container = next(
        (e for e in entries if holds(draft.stack, e, kind) and not (bare_list(e) and sibling is None)), None
    )
    if sibling is not None and container is not None and entries.index(container) < entries.index(sibling):
        sibling = None
    return sibling, container


def _stand_under(draft: Draft, container: Entry, kind: Kind) -> None:
    while draft.stack and draft.stack[-1] is not container:
        draft.stack.pop()
    section = draft.section
    own = section is not None and section.statement is container.node and section.kind is kind
    if not own and section is not None:
        draft.section = container.section


def _open_root(draft: Draft, kind: Kind) -> None:
    """At page level a label stands in the section of its kind, else in none."""
    section = draft.section
    if section is not None and section.statement is not None and section.kind is kind:
        draft.settle()
        draft.pop_section()
        return
    fits = section is not None and section.statement is None and _fits(section, kind)
    if fits and not draft.started and section is not None and section.kind is not Kind.BACKGROUND:
        draft.pending = []
    else:
        draft.settle()
    draft.stack = []
    if not fits:
        draft.section = None


def _fits(section: SectionNode, kind: Kind) -> bool:
    named = kind in section.kinds or section.kind in (kind, Kind.BACKGROUND, Kind.POLICY)
    return named or (section.statements == 0 and kind in HOLDS.get(section.kind, frozenset()))
