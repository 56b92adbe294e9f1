"""Evidence of a heading from its form: its words, what stands around them, the lines above and below."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from parsers.heading_facts import Fact, Form
from parsers.heading_form import SHORT_HEADING, announces
from parsers.lexicon import lexicon
from parsers.line_context import next_line, opens_list, previous_line, unfinished
from parsers.markers import Style
from parsers.one_text import SINGLE_TEXT
from schemas.kinds import Kind
from schemas.records import Break

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parsers.heading_scan import HeadingScan
    from parsers.headings_above import HeadingsAbove
    from parsers.line import Line


class FormEvidence:
    """The facts that are looked for where a heading has a form."""

    def __init__(self, lines: Sequence[Line], above: HeadingsAbove) -> None:
        """Count how often each kind opens a line; `above` is kept by the walk over the lines."""
        self._lines = lines
        self._above = above
        self._openings = Counter(
            line.scan.kind for line in lines if line.scan is not None and not (line.noise or line.template)
        )

    def facts(self, form: Form, index: int, line: Line, scan: HeadingScan) -> Iterator[Fact]:
        """Facts about the line at `index`, read as a heading of the form."""
        if form is Form.WHOLE:
            return self._whole(index, line, scan)
        return self._long(index, line, scan) if form is Form.LONG else self._run_in(index, line, scan)

    def _whole(self, index: int, line: Line, scan: HeadingScan) -> Iterator[Fact]:
        below = next_line(self._lines, index)
        listed = opens_list(below)
        yield Fact.MISSPELT if scan.fuzzy else Fact.ENGLISH if scan.english else Fact.EXACT
        if scan.gloss is not None and not scan.english:
            yield Fact.GLOSS
        if scan.colon is not None or scan.announced:
            yield Fact.ANNOUNCES
        if scan.kind is Kind.POLICY and scan.foreign and not line.strong:
            yield Fact.PARENT_POLICY
        if scan.kind is Kind.BACKGROUND and scan.announced and len(line.value) > SHORT_HEADING:
            yield Fact.SENTENCE
        quoted = below is not None and below.value[:1] in "“\"'"
        if listed or quoted:
            yield Fact.LIST_OR_QUOTE_BELOW
        if unfinished(previous_line(self._lines, index), line):
            sure = line.wrapped and scan.modified and line.block.certainty >= 1.0
            yield Fact.GOES_ON_OVER_LIST if (listed or quoted) and not sure else Fact.GOES_ON
        if scan.fuzzy and self._openings[scan.kind] > 1:
            yield Fact.RETURNS
        if len(scan.kinds) > 2 and not line.strong:
            yield Fact.MANY_KINDS

    def _long(self, index: int, line: Line, scan: HeadingScan) -> Iterator[Fact]:
        listed = opens_list(next_line(self._lines, index))
        short = listed and len(line.value) <= SHORT_HEADING
        yield Fact.OPENS_LINE
        if announces(line.value[scan.end :]):
            yield Fact.ANNOUNCES
        if listed:
            yield Fact.LIST_BELOW
        if short:
            yield Fact.SHORT_OVER_LIST
        if line.blank_before and not line.split:
            yield Fact.BLANK_BEFORE
        if lexicon().sentence_follow.match(line.value, scan.core_end):
            yield Fact.SENTENCE_OVER_LIST if short else Fact.SENTENCE
        if scan.foreign:
            yield Fact.FOREIGN
        before = self._above.last
        if before is not None and before.kind is scan.kind and index - before.line <= 2:
            yield Fact.LEADS_IN
        if unfinished(previous_line(self._lines, index), line):
            yield Fact.GOES_ON

    def _run_in(self, index: int, line: Line, scan: HeadingScan) -> Iterator[Fact]:
        if len(scan.kinds) > 1:
            yield Fact.MANY_KINDS
        if scan.colon is not None:
            yield Fact.COLON
        elif line.value[scan.end :].lstrip()[:1] in '“"”':
            yield Fact.QUOTED
        else:
            yield from self._spaced(index, line, scan)
        if lexicon().defines.match(line.value[scan.end :].lstrip()):
            yield Fact.DEFINED
        quoted = line.value[scan.end :].lstrip()[:1] in '“"”'
        if scan.colon is None and not quoted and self._under_own_heading(index, scan.kind):
            yield Fact.LEADS_IN
        follow = lexicon().sentence_follow.match(line.value, scan.core_end)
        if scan.colon is None and follow is not None:
            if not follow.group()[0].isspace():
                yield Fact.SENTENCE
            elif not 0.05 < line.block.bold < 0.8:
                yield Fact.SENTENCE_SPACED
        above = previous_line(self._lines, index)
        if unfinished(above, line) and (scan.colon is None or above is None or _is_open(above)):
            yield Fact.GOES_ON

    def _under_own_heading(self, index: int, kind: Kind) -> bool:
        """Whether the line directly above is a heading of the same kind."""
        before = self._above.last
        return before is not None and before.kind is kind and before.line == index - 1

    def _spaced(self, index: int, line: Line, scan: HeadingScan) -> Iterator[Fact]:
        yield Fact.SPACED
        if scan.kind in SINGLE_TEXT:
            yield Fact.ONE_TEXT
            if self._in_company(index, scan):
                yield Fact.IN_COMPANY
        if scan.gloss:
            yield Fact.GLOSS
        if 0.05 < line.block.bold < 0.8:
            yield Fact.BOLD_START
        furniture = index > 0 and self._lines[index - 1].noise
        if line.blank_before or line.break_before is Break.PARAGRAPH or furniture:
            yield Fact.PARAGRAPH
        if self._openings[scan.kind] > 1 and self._under_label(index):
            yield Fact.UNDER_LABELS

    def _in_company(self, index: int, scan: HeadingScan) -> bool:
        """Whether the line above or below names another kind of one text in the same way."""
        near = (previous_line(self._lines, index), next_line(self._lines, index))
        scans = [other.scan for other in near if other is not None and other.scan is not None]
        return any(
            other.kind is not scan.kind and other.kind in SINGLE_TEXT and not other.whole for other in scans
        )

    def _under_label(self, index: int) -> bool:
        """Whether a numbered label ("ยุทธศาสตร์ที่ 1 …") stands just above."""
        above = self._lines[max(0, index - 3) : index]
        return any(line.marker is not None and line.marker.style is Style.KIND for line in above)


def _is_open(line: Line) -> bool:
    return lexicon().open_end.search(line.value) is not None
