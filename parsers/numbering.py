"""Numbering as sequences: which series a marker goes on with, and under which item it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.lexicon import lexicon
from parsers.markers import Marker, Style
from schemas.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.line import Line
    from parsers.structure.nodes import SectionNode, StatementNode

RANK = {
    Style.KIND: 0, Style.PART: 1, Style.DOT: 2, Style.DRAWN: 2, Style.THAI_DOT: 2, Style.BARE: 2,
    Style.LETTER: 2, Style.PAREN: 3, Style.THAI_PAREN: 3, Style.BRACKET: 4, Style.THAI_BRACKET: 4,
    Style.BULLET: 5,
}  # fmt: skip
"""Which style usually stands outside which: "1." over "1)" over "(1)" over "-"."""

HOLDS: dict[Kind, frozenset[Kind]] = {
    Kind.STRATEGIC_ISSUE: frozenset(
        {Kind.GOAL, Kind.OBJECTIVE, Kind.STRATEGY, Kind.APPROACH, Kind.INDICATOR, Kind.PROJECT}
    ),
    Kind.STRATEGY: frozenset({Kind.APPROACH, Kind.INDICATOR, Kind.PROJECT, Kind.OBJECTIVE, Kind.GOAL}),
    Kind.GOAL: frozenset({Kind.INDICATOR, Kind.STRATEGY, Kind.APPROACH, Kind.PROJECT}),
    Kind.OBJECTIVE: frozenset({Kind.INDICATOR, Kind.STRATEGY, Kind.APPROACH, Kind.PROJECT}),
    Kind.POLICY: frozenset({Kind.APPROACH, Kind.INDICATOR, Kind.PROJECT, Kind.STRATEGY, Kind.GOAL}),
    Kind.FOCUS: frozenset({Kind.APPROACH, Kind.INDICATOR, Kind.PROJECT, Kind.STRATEGY, Kind.GOAL}),
    Kind.APPROACH: frozenset({Kind.PROJECT, Kind.INDICATOR}),
}
"""Which kinds stand under a statement of a kind: goals, strategies and indicators of an issue are
its own children; approaches, indicators and projects those of a strategy (GOLD.md rule 8)."""

UNDER_ISSUE = HOLDS[Kind.STRATEGIC_ISSUE]


@dataclass(slots=True, eq=False)
class Entry:
    """An open item of a series: its marker, its statement and the section it stands in."""

    marker: Marker
    node: StatementNode
    section: SectionNode | None
    line: Line


def holds(stack: Sequence[Entry], entry: Entry, kind: Kind) -> bool:
    """Whether a statement or section of the kind can stand under the entry's statement."""
    own = entry.node.kind
    if kind not in HOLDS.get(own, frozenset()):
        return False
    of_the_issue = own in (Kind.GOAL, Kind.OBJECTIVE) or kind in (Kind.GOAL, Kind.OBJECTIVE)
    if of_the_issue and own is not Kind.STRATEGIC_ISSUE:
        return not any(other.node.kind is Kind.STRATEGIC_ISSUE for other in stack)
    return True


def bare_list(entry: Entry) -> bool:
    """Whether the entry ends a plain list: its neighbour before it and itself have nothing below.

    What follows such a list is about the list, not about its last item.
    """
    node = entry.node
    return node.children == 0 and node.previous is not None and node.previous.children == 0


def follows(entry: Entry, marker: Marker) -> bool:
    """Whether the marker is the next of the entry's series."""
    own, values = entry.marker, marker.values
    if not values or len(own.values) != len(values) or own.values[-1] + 1 != values[-1]:
        return False
    return own.style is marker.style and own.glyph == marker.glyph and own.values[:-1] == values[:-1]


def same_series(entry: Entry, marker: Marker) -> bool:
    """Whether the marker is written like the entry's."""
    own = entry.marker
    return own.style is marker.style and own.glyph == marker.glyph and len(own.values) == len(marker.values)


def likeness(entry: Entry, line: Line) -> float:
    """How alike two item lines are set: indentation, type, list, cell."""
    a, b = entry.line.block, line.block
    score = 0.0
    score += 1.0 if abs(a.indent - b.indent) <= 1 else -0.5
    score += 0.7 if entry.line.strong == line.strong else -0.7
    score += 0.5 if a.list_depth == b.list_depth and (a.list_id is None) == (b.list_id is None) else -0.5
    score += 0.3 if (a.cell is None) == (b.cell is None) else -0.3
    return score


def leads_in(line_text: str) -> bool:
    """Whether a text ends so that a list must follow."""
    return lexicon().lead_in_end.search(line_text) is not None or line_text.rstrip().endswith(":")


def _series_of(lines: Sequence[Line], spot: int, marker: Marker, reach: int) -> Marker | None:
    """The marker as the next of a series whose sign it lost ("1. … 2 … 3. …"); None where it is none.

    In recognised text, where signs are lost, the item before it is enough.
    """
    if marker.style is not Style.BARE:
        return None
    recognised = lines[spot].block.certainty < 1.0
    before = range(spot - 1, max(-1, spot - (2 * reach if recognised else reach)), -1)
    above = _numbered_near(lines, before, marker.values[0] - 1 if recognised else None)
    below = _numbered_near(lines, range(spot + 1, min(len(lines), spot + reach)))
    if above is None or above.level != 1 or above.values[0] + 1 != marker.values[0]:
        return None
    goes_on = below is not None and below.style is above.style and below.values == (marker.values[0] + 1,)
    if not goes_on and not recognised:
        return None
    return marker._replace(style=above.style, glyph=above.glyph, weak=False)


def _numbered_near(lines: Sequence[Line], places: range, wanted: int | None = None) -> Marker | None:
    """The nearest marker with a sign and a number, or with the wanted number."""
    for place in places:
        line, marker = lines[place], lines[place].marker
        if line.scan is not None and line.scan.whole and wanted is None:
            return None
        if marker is not None and marker.values and not marker.weak and wanted in (None, marker.values[-1]):
            return marker
    return None


def believe_weak(lines: Sequence[Line], reach: int = 14) -> None:
    """Drop weak markers that have no neighbour of their series; keep those that do (in place).

    "1 text" is an item where "2 text" follows within a few lines, and "S Service" where another
    letter stands next to it.
    """
    spots = [i for i, line in enumerate(lines) if line.marker is not None and line.marker.weak]
    for index, spot in enumerate(spots):
        marker = lines[spot].marker
        if marker is None:
            continue
        near = [
            lines[other].marker
            for other in spots[max(0, index - 1) : index + 2]
            if other != spot and abs(other - spot) <= reach
        ]
        if marker.values:
            value = marker.values[-1]
            known = any(
                m is not None and m.style is marker.style and 0 < abs(m.values[-1] - value) <= 2 for m in near
            )
        else:
            known = any(m is not None and m.style is marker.style for m in near)
        if not known:
            series = _series_of(lines, spot, marker, reach)
            lines[spot].marker = series or lines[spot].drawn
