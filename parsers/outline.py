"""Outline: which lines are headings. Every candidate keeps its score and the reasons for it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parsers.frozen import maker
from parsers.heading_facts import ACCEPT, Fact, Form, weigh
from parsers.heading_scan import HeadingScan
from parsers.levelled_headings import levelled_headings, numbered_headings
from parsers.lexicon import lexicon
from parsers.line_context import menu_lines, next_line, opens_list, previous_line, unfinished
from parsers.markers import Marker, Style
from parsers.numbering import UNDER_ISSUE, leads_in
from parsers.unknown_headings import unknown_headings
from schemas.kinds import Kind
from schemas.records import Break, Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from parsers.line import Line

LONG_LIMIT = 130
"""Characters of the longest heading that has more words than the vocabulary knows."""

SHORT_HEADING = 50
CANDIDATE_TEXT = 120
BELOW = 8
"""Lines below a title in which a list of its own is looked for."""

ONE_TEXT = frozenset({Kind.VISION, Kind.MOTTO, Kind.PHILOSOPHY})
"""Kinds that have no items."""

SINGLE_TEXT = frozenset(
    {Kind.VISION, Kind.MOTTO, Kind.PHILOSOPHY, Kind.IDENTITY, Kind.IDEOLOGY, Kind.CORE_VALUE}
)
"""Kinds whose section is mostly one text."""


@dataclass(frozen=True, slots=True)
class Heading:
    """An accepted heading: `content` is where on the line its content begins (its end if none)."""

    line: int
    scan: HeadingScan
    form: Form
    content: int
    score: float
    number: tuple[int, ...] = ()

    @property
    def kind(self) -> Kind:
        """Kind of the section it opens."""
        return self.scan.kind

    @property
    def title(self) -> bool:
        """Whether it names several kinds, as a page's title does."""
        return len(set(self.scan.kinds)) > 1


_make_candidate = maker(Candidate)
_make_heading = maker(Heading)


class Outline:
    """The headings of a document, with everything weighed on the way."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Weigh all lines; linear in their number."""
        self.lines = lines
        self.headings: list[Heading] = []
        self.candidates: list[Candidate] = []
        self.doubtful: tuple[int, ...] = ()
        self._menu = menu_lines(lines)
        self._openings = Counter(
            line.scan.kind for line in lines if line.scan is not None and not (line.noise or line.template)
        )
        self._numbered = numbered_headings(lines)
        self._last_item: dict[tuple[Style, int], int] = {}
        self._last_number: int | None = None
        self._last_of: dict[Kind, Heading] = {}
        self._last_outside = -1
        for index, line in enumerate(lines):
            if line.scan is not None and not line.noise:
                self._weigh(index, line, line.scan)
            elif index in self._numbered and line.marker is not None:
                self._last_number, self._last_item = line.marker.values[0], {}
            elif line.marker is not None:
                self._count_item(line.marker)
        own = Counter(heading.kind for heading in self.headings if not heading.title)
        places = {heading.line for heading in self.headings}
        self.headings = [
            heading
            for heading in self.headings
            if not self._is_mere_title(heading, own) or self._lists_below(heading, places)
        ]
        self._drop_table_heads()
        self._add_others()

    def kind_at(self, index: int) -> Kind | None:
        """Kind of the last heading at or above a line; None where there is none."""
        at = bisect_right(self.headings, index, key=lambda heading: heading.line)
        return self.headings[at - 1].kind if at else None

    def _weigh(self, index: int, line: Line, scan: HeadingScan) -> None:
        form, content = _form(line, scan)
        marker = line.marker
        accepted = False
        if form is not None:
            facts = [*self._facts(form, index, line, scan), *self._place(index, line, scan)]
            score, reasons = weigh(form, facts)
            accepted = score >= ACCEPT
            text, reasons = line.text.value[:CANDIDATE_TEXT], (form.value, *reasons)
            self.candidates.append(
                _make_candidate(text, scan.kind, round(score, 2), accepted, reasons, line.text.block)
            )
            if accepted:
                number = marker.values if marker is not None else ()
                self._accept(_make_heading(index, scan, form, content, score, number))
                self._count_heading(marker)
        if marker is not None and not accepted:
            self._count_item(marker)

    def _accept(self, heading: Heading) -> None:
        self.headings.append(heading)
        self._last_of[heading.kind] = heading
        if heading.kind not in UNDER_ISSUE:
            self._last_outside = heading.line

    def _count_item(self, marker: Marker) -> None:
        """Keep the last number of each list."""
        if marker.values and not marker.weak:
            self._last_item[marker.style, len(marker.values)] = marker.values[-1]

    def _count_heading(self, marker: Marker | None) -> None:
        """Keep the last number of the headings; a heading without one ends the lists."""
        if marker is not None and marker.level == 1:
            self._last_number = marker.values[0]
        elif self.headings[-1].kind not in UNDER_ISSUE or self._open_heading(Kind.STRATEGIC_ISSUE) is None:
            self._last_item = {}

    def _facts(self, form: Form, index: int, line: Line, scan: HeadingScan) -> Iterator[Fact]:
        if form is Form.WHOLE:
            return self._whole(index, line, scan)
        return self._long(index, line, scan) if form is Form.LONG else self._run_in(index, line, scan)

    def _whole(self, index: int, line: Line, scan: HeadingScan) -> Iterator[Fact]:
        below = next_line(self.lines, index)
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
        if unfinished(previous_line(self.lines, index), line):
            sure = line.wrapped and scan.modified and line.block.certainty >= 1.0
            yield Fact.GOES_ON_OVER_LIST if (listed or quoted) and not sure else Fact.GOES_ON
        if scan.fuzzy and self._openings[scan.kind] > 1:
            yield Fact.RETURNS
        if len(scan.kinds) > 2 and not line.strong:
            yield Fact.MANY_KINDS

    def _long(self, index: int, line: Line, scan: HeadingScan) -> Iterator[Fact]:
        listed = opens_list(next_line(self.lines, index))
        short = listed and len(line.value) <= SHORT_HEADING
        yield Fact.OPENS_LINE
        if _announces(line.value[scan.end :]):
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
        before = self.headings[-1] if self.headings else None
        if before is not None and before.kind is scan.kind and index - before.line <= 2:
            yield Fact.LEADS_IN
        if unfinished(previous_line(self.lines, index), line):
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
        above = previous_line(self.lines, index)
        if unfinished(above, line) and (scan.colon is None or above is None or _is_open(above)):
            yield Fact.GOES_ON

    def _under_own_heading(self, index: int, kind: Kind) -> bool:
        """Whether the line directly above is a heading of the same kind."""
        before = self.headings[-1] if self.headings else None
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
        furniture = index > 0 and self.lines[index - 1].noise
        if line.blank_before or line.break_before is Break.PARAGRAPH or furniture:
            yield Fact.PARAGRAPH
        if self._openings[scan.kind] > 1 and self._under_label(index):
            yield Fact.UNDER_LABELS

    def _place(self, index: int, line: Line, scan: HeadingScan) -> Iterator[Fact]:
        if line.strong:
            yield Fact.TYPE
        if line.blank_before or line.block.level:
            yield Fact.APART
        if line.template:
            yield Fact.TEMPLATE
        elif index in self._menu:
            yield Fact.LINK_RUN
        marker = line.marker
        if marker is None:
            return
        if self._names_own_kind(index, marker, scan):
            yield Fact.OWN_KIND_ITEM
        if marker.values:
            yield from self._numbers(index, marker, scan)
        elif marker.style is Style.BULLET and scan.colon is None:
            yield from self._bullets(index, line, marker)

    def _numbers(self, index: int, marker: Marker, scan: HeadingScan) -> Iterator[Fact]:
        above = self._open_heading(scan.kind)
        if above is not None and marker.level > 1 and above.number == marker.values[:-1]:
            yield Fact.UNDER_OWN_HEADING
        if self._last_number is not None and (marker.level > 1 or marker.values[0] == self._last_number + 1):
            yield Fact.HEADING_NUMBERS
        elif self._last_item.get((marker.style, marker.level)) == marker.values[-1] - 1:
            below = next_line(self.lines, index)
            first = below is not None and below.marker is not None and below.marker.values == (1,)
            own = scan.whole and not scan.fuzzy and scan.gloss is not None and first
            yield Fact.LIST_NUMBERS_OVER_LIST if own else Fact.LIST_NUMBERS

    def _bullets(self, index: int, line: Line, marker: Marker) -> Iterator[Fact]:
        if not line.strong:
            yield Fact.BULLETED
        near = (previous_line(self.lines, index), next_line(self.lines, index))
        if any(
            other is not None
            and other.marker is not None
            and other.marker.glyph == marker.glyph
            and other.block.indent == line.block.indent
            and len(other.value) <= SHORT_HEADING + 10
            for other in near
        ):
            yield Fact.BULLET_LIST

    def _names_own_kind(self, index: int, marker: Marker, scan: HeadingScan) -> bool:
        """Whether it is "โครงการ…" in the projects' list, "2. ยุทธศาสตร์การพัฒนา ด้าน…" in the issues'."""
        before = self._open_heading(scan.kind)
        if before is None or not (scan.modified or scan.office or not scan.whole):
            return False
        if scan.office and self.lines[index].block.level:
            return False
        if (scan.colon is not None and not scan.modified) or scan.kind in ONE_TEXT:
            return False
        return marker.drawn or marker.style is not Style.BULLET or index - before.line <= 2

    def _open_heading(self, kind: Kind) -> Heading | None:
        """The last heading of the kind, if only headings that can stand under it came since."""
        heading = self._last_of.get(kind)
        return heading if heading is not None and heading.line >= self._last_outside else None

    def _in_company(self, index: int, scan: HeadingScan) -> bool:
        """Whether the line above or below names another kind of one text in the same way."""
        near = (previous_line(self.lines, index), next_line(self.lines, index))
        scans = [other.scan for other in near if other is not None and other.scan is not None]
        return any(
            other.kind is not scan.kind and other.kind in SINGLE_TEXT and not other.whole for other in scans
        )

    def _under_label(self, index: int) -> bool:
        """Whether a numbered label ("ยุทธศาสตร์ที่ 1 …") stands just above."""
        above = self.lines[max(0, index - 3) : index]
        return any(line.marker is not None and line.marker.style is Style.KIND for line in above)

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

    def _drop_table_heads(self) -> None:
        """Of heads of one kind over the columns of one table none opens a section under its own heading."""
        kept: list[Heading] = []
        columns = self._headed_columns()
        for heading in self.headings:
            cell = self.lines[heading.line].block.cell
            before = kept[-1] if kept else None
            near = before is not None and before.kind is heading.kind and heading.line - before.line <= 2
            of_many = cell is not None and heading.form is Form.WHOLE and (
                len(columns[heading.kind, cell.table, cell.row]) > 1
            )  # fmt: skip
            if near and of_many:
                self.lines[heading.line].noise = True
            else:
                kept.append(heading)
        self.headings = kept

    def _headed_columns(self) -> Mapping[tuple[Kind, int, int], set[int]]:
        """The columns that have a heading of a kind on a row of a table."""
        columns: dict[tuple[Kind, int, int], set[int]] = defaultdict(set)
        for heading in self.headings:
            cell = self.lines[heading.line].block.cell
            if cell is not None and heading.form is Form.WHOLE:
                columns[heading.kind, cell.table, cell.row].add(cell.column)
        return columns

    @staticmethod
    def _is_mere_title(heading: Heading, own: Counter[Kind]) -> bool:
        """Whether a line lists several kinds, one of which has its own heading, or the page's direction."""
        kinds = set(heading.scan.kinds)
        return heading.title and bool(own.keys() & kinds or Kind.BACKGROUND in kinds)

    def _lists_below(self, heading: Heading, headings: set[int]) -> bool:
        """Whether a list or label follows a title before any other heading; a lead-in may stand between."""
        seen = 0
        before = None
        for index in range(heading.line + 1, min(heading.line + BELOW, len(self.lines))):
            line = self.lines[index]
            if line.noise or line.template:
                continue
            if index in headings:
                return False
            if opens_list(line):
                return seen <= 2 or (before is not None and leads_in(before.value))
            seen, before = seen + 1, line
        return False


def _is_open(line: Line) -> bool:
    return lexicon().open_end.search(line.value) is not None


def _announces(rest: str) -> bool:
    return rest.rstrip().endswith((":", "：")) or lexicon().announcement.search(rest) is not None


def _form(line: Line, scan: HeadingScan) -> tuple[Form | None, int]:
    """How the scan stands on its line and where content begins."""
    if scan.whole:
        return Form.WHOLE, len(line.value)
    rest = line.value[scan.end :]
    short = len(line.value) <= LONG_LIMIT
    announced = short and lexicon().announcement.search(rest) is not None
    if rest.lstrip()[:1] in {"“", '"', "”"} and scan.colon is None:
        return Form.RUN_IN, scan.end
    if scan.colon is not None and not announced:
        return Form.RUN_IN, scan.end
    if short and (_announces(rest) or not rest[:1].isspace()):
        return Form.LONG, len(line.value)
    if rest[:1].isspace() and scan.kind is not Kind.BACKGROUND:
        return Form.RUN_IN, scan.end
    return None, 0
