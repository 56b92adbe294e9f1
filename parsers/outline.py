"""Outline: which lines are headings. Every candidate keeps its score and the reasons for it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from parsers.column_heads import without_column_heads
from parsers.form_evidence import FormEvidence
from parsers.frozen import maker
from parsers.heading import Heading, make_heading
from parsers.heading_facts import ACCEPT, Form, weigh
from parsers.heading_form import form_of
from parsers.heading_scan import HeadingScan
from parsers.headings_above import HeadingsAbove
from parsers.levelled_headings import levelled_headings, numbered_headings
from parsers.line_context import menu_lines
from parsers.page_titles import without_page_titles
from parsers.place_evidence import PlaceEvidence
from parsers.unknown_headings import unknown_headings
from schemas.kinds import Kind
from schemas.records import Candidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.line import Line

CANDIDATE_TEXT = 120

_make_candidate = maker(Candidate)


class Outline:
    """The headings of a document, with everything weighed on the way."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Weigh all lines; linear in their number."""
        self.lines = lines
        self.candidates: list[Candidate] = []
        self.doubtful: tuple[int, ...] = ()
        self._menu = menu_lines(lines)
        self._numbered = numbered_headings(lines)
        self._above = HeadingsAbove()
        self._form = FormEvidence(lines, self._above)
        self._place = PlaceEvidence(lines, self._above, self._menu)
        self._weigh_lines()
        titled = without_page_titles(lines, self._above.headings)
        self.headings = without_column_heads(lines, titled)
        self._add_others()

    def kind_at(self, index: int) -> Kind | None:
        """Kind of the last heading at or above a line; None where there is none."""
        at = bisect_right(self.headings, index, key=lambda heading: heading.line)
        return self.headings[at - 1].kind if at else None

    def _weigh_lines(self) -> None:
        """Every line once, from the top."""
        for index, line in enumerate(self.lines):
            if line.scan is not None and not line.noise:
                self._weigh(index, line, line.scan)
            elif index in self._numbered and line.marker is not None:
                self._above.count_numbered(line.marker)
            elif line.marker is not None:
                self._above.count_item(line.marker)

    def _weigh(self, index: int, line: Line, scan: HeadingScan) -> None:
        form, content = form_of(line, scan)
        marker = line.marker
        accepted = False
        if form is not None:
            facts = [*self._form.facts(form, index, line, scan), *self._place.facts(index, line, scan)]
            score, reasons = weigh(form, facts)
            accepted = score >= ACCEPT
            text, reasons = line.text.value[:CANDIDATE_TEXT], (form.value, *reasons)
            self.candidates.append(
                _make_candidate(text, scan.kind, round(score, 2), accepted, reasons, line.text.block)
            )
            if accepted:
                number = marker.values if marker is not None else ()
                self._above.accept(make_heading(index, scan, form, content, score, number), marker)
        if marker is not None and not accepted:
            self._above.count_item(marker)

    def _add_others(self) -> None:
        """A heading in no list is of kind other; `doubtful` are lines that may be one."""
        known = {heading.line: heading.kind for heading in self.headings}
        others = self._numbered | levelled_headings(self.lines, known, self._menu)
        known.update((index, Kind.OTHER) for index in others if index not in known)
        unknown = unknown_headings(self.lines, known, self._menu)
        self.doubtful = unknown.doubtful
        for index in others.union(unknown.found):
            end = len(self.lines[index].value)
            scan = HeadingScan((Kind.OTHER,), 0, end, end, whole=True)
            self.headings.append(Heading(index, scan, Form.WHOLE, end, ACCEPT))
        self.headings.sort(key=lambda heading: heading.line)
