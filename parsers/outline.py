"""Outline: which lines are headings. Every candidate keeps its score and the reasons for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from parsers.lexicon import lexicon
from parsers.markers import Style
from parsers.numbering import UNDER_ISSUE
from schemas.kinds import Kind
from schemas.records import Break, Candidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.heading_scan import HeadingScan
    from parsers.lines import Line
    from parsers.markers import Marker


class Form(StrEnum):
    """How a heading stands on its line."""

    WHOLE = "whole line"
    LONG = "kind word with more words, over a list"
    RUN_IN = "content behind it on the line"


@dataclass(frozen=True, slots=True)
class Heading:
    """An accepted heading: `content` is where on the line its content begins (its end if none)."""

    line: int
    scan: HeadingScan
    form: Form
    content: int
    score: float
    strong: bool
    number: tuple[int, ...] = ()

    @property
    def kind(self) -> Kind:
        """Kind of the section it opens."""
        return self.scan.kind

    @property
    def title(self) -> bool:
        """Whether it names several kinds, as a page's title does."""
        return len(set(self.scan.kinds)) > 1


ACCEPT = 0.5
LONG_LIMIT = 130
SHORT_HEADING = 50
MENU_RUN = 4
SINGLE_TEXT = {
    Kind.VISION, Kind.MOTTO, Kind.PHILOSOPHY, Kind.IDENTITY, Kind.IDEOLOGY, Kind.CORE_VALUE,
}  # fmt: skip
"""Kinds whose section is mostly one text."""


@dataclass(slots=True)
class _Weigher:
    """Score and reasons of one candidate."""

    score: float = 0.0
    reasons: list[str] | None = None

    def add(self, amount: float, reason: str) -> None:
        self.score += amount
        self.reasons = [*(self.reasons or []), f"{amount:+.2f} {reason}"]


class Outline:
    """The headings of a document, with everything weighed on the way."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Weigh all lines; linear in their number."""
        self.lines = lines
        self.headings: list[Heading] = []
        self.candidates: list[Candidate] = []
        self._menu = _menu_lines(lines)
        self._repeated = _repeated_openings(lines)
        self._last_item: dict[tuple[Style, int], int] = {}
        self._last_heading_number: int | None = None
        for index, line in enumerate(lines):
            self._weigh(index, line)
        self.headings = [heading for heading in self.headings if not self._is_title(heading)]

    def _is_title(self, heading: Heading) -> bool:
        """A line that lists several kinds, one of which has its own heading, is a title."""
        if not heading.title:
            return False
        own = {other.kind for other in self.headings if other is not heading and not other.title}
        return bool(set(heading.scan.kinds) & own) and not self._lists_below(heading)

    def _lists_below(self, heading: Heading) -> bool:
        """Whether a list or label follows before any other heading (a lead-in may stand between)."""
        headings = {other.line for other in self.headings}
        seen = 0
        for index in range(heading.line + 1, min(heading.line + 8, len(self.lines))):
            line = self.lines[index]
            if line.noise or line.block.chrome >= 0.6:  # noqa: PLR2004
                continue
            if index in headings or seen > 2:  # noqa: PLR2004
                return False
            if _first_item(line):
                return True
            seen += 1
        return False

    def next_line(self, index: int) -> Line | None:
        """The next line that is no noise."""
        for line in self.lines[index + 1 : index + 6]:
            if not line.noise:
                return line
        return None

    def previous_line(self, index: int) -> Line | None:
        """The line before that is no noise."""
        for line in reversed(self.lines[max(0, index - 5) : index]):
            if not line.noise:
                return line
        return None

    def _weigh(self, index: int, line: Line) -> None:
        scan = line.scan
        if scan is None or line.noise:
            self._count_item(line)
            return
        form, content = _form(line, scan)
        weigher = _Weigher()
        if form is None:
            self._count_item(line)
            return
        if form is Form.WHOLE:
            self._weigh_whole(index, line, scan, weigher)
        elif form is Form.LONG:
            self._weigh_long(index, line, scan, weigher)
        else:
            self._weigh_run_in(index, line, scan, weigher)
        self._weigh_place(index, line, weigher)
        accepted = weigher.score >= ACCEPT
        self.candidates.append(
            Candidate(
                line.text.value[:120], scan.kind, round(weigher.score, 2), accepted,
                (form.value, *(weigher.reasons or ())), line.text.block,
            )  # fmt: skip
        )
        if not accepted:
            self._count_item(line)
            return
        number = line.marker.values if line.marker is not None else ()
        self.headings.append(Heading(index, scan, form, content, weigher.score, line.strong, number))
        if line.marker is not None and line.marker.level == 1:
            self._last_heading_number = line.marker.values[0]
        if line.marker is None or line.marker.level != 1:
            self._last_item = {}

    def _count_item(self, line: Line) -> None:
        marker = line.marker
        if marker is not None and marker.values and not marker.weak:
            self._last_item[marker.style, marker.level] = marker.values[-1]

    def _weigh_whole(self, index: int, line: Line, scan: HeadingScan, weigher: _Weigher) -> None:
        weigher.add(0.45 if scan.fuzzy or scan.english else 0.6, "whole line is a heading")
        if scan.gloss is not None and not scan.english:
            weigher.add(0.15, "gloss")
        if scan.colon is not None or scan.announced:
            weigher.add(0.1, "colon or announcement")
        if scan.kind is Kind.POLICY and scan.foreign and not line.strong:
            weigher.add(-0.3, "a parent's policy named")
        follower = self.next_line(index)
        if follower is not None and (_first_item(follower) or follower.value[:1] in "“\"'"):
            weigher.add(0.15, "list or quotation follows")
        previous = self.previous_line(index)
        if self._names_own_kind(index, line, scan):
            weigher.add(-0.6, "an item that names its section's kind")
        listed = follower is not None and _first_item(follower)
        if previous is not None and _unfinished(previous, line):
            weigher.add(-0.15 if listed else -0.35, "goes on with the line above")
        if self._repeated[scan.kind] > 1 and scan.fuzzy:
            weigher.add(0.15, "returns on the page")
        if len(scan.kinds) > 2 and not line.strong:  # noqa: PLR2004
            weigher.add(-0.2, "lists kinds")

    def _names_own_kind(self, index: int, line: Line, scan: HeadingScan) -> bool:
        """ "โครงการ…" in the projects' list, "2. ยุทธศาสตร์การพัฒนา ด้าน…" in the issues'."""
        before = self._open_heading(scan.kind)
        if before is None or line.marker is None:
            return False
        if not (scan.modified or scan.office or not scan.whole):
            return False
        return line.marker.drawn or line.marker.style is not Style.BULLET or index - before.line <= 2  # noqa: PLR2004

    def _open_heading(self, kind: Kind) -> Heading | None:
        """The last heading of the kind, if only headings that can stand under it came since."""
        for heading in reversed(self.headings):
            if heading.kind is kind:
                return heading
            if heading.kind not in UNDER_ISSUE:
                return None
        return None

    def _weigh_long(self, index: int, line: Line, scan: HeadingScan, weigher: _Weigher) -> None:
        rest = line.value[scan.end :]
        weigher.add(0.15, "kind word opens the line")
        ending = rest.rstrip().endswith((":", "：")) or lexicon().announcement.search(rest) is not None  # noqa: RUF001
        if ending:
            weigher.add(0.3, "ends as an announcement")
        follower = self.next_line(index)
        listed = follower is not None and _first_item(follower)
        if listed:
            weigher.add(0.3, "list follows")
            if len(line.value) <= SHORT_HEADING:
                weigher.add(0.15, "short line")
        if line.strong:
            weigher.add(0.3, "set off by type")
        if line.blank_before and not line.split:
            weigher.add(0.1, "blank line before")
        if lexicon().sentence_follow.match(line.value, scan.core_end):
            weigher.add(-0.1 if listed and len(line.value) <= SHORT_HEADING else -0.4, "reads as a sentence")
        if self._names_own_kind(index, line, scan):
            weigher.add(-0.6, "an item that names its section's kind")
        if scan.foreign:
            weigher.add(-0.2, "names a parent body")
        before = self.headings[-1] if self.headings else None
        if before is not None and before.kind is scan.kind and index - before.line <= 2:  # noqa: PLR2004
            weigher.add(-0.6, "leads in to the section just opened")
        previous = self.previous_line(index)
        if previous is not None and _unfinished(previous, line):
            weigher.add(-0.35, "goes on with the line above")

    def _weigh_run_in(self, index: int, line: Line, scan: HeadingScan, weigher: _Weigher) -> None:
        rest = line.value[scan.end :].lstrip()
        if self._names_own_kind(index, line, scan):
            weigher.add(-0.6, "an item that names its section's kind")
        if len(scan.kinds) > 1:
            weigher.add(-0.4, "lists kinds")
        if scan.colon is not None:
            weigher.add(0.6, "colon, then content")
        elif rest[:1] in "“\"”":
            weigher.add(0.6, "quotation follows")
        else:
            weigher.add(0.2, "content follows after a space")
            if scan.kind in SINGLE_TEXT:
                weigher.add(0.15, "kind of one text")
                if self._in_company(index, scan):
                    weigher.add(0.2, "one of several such lines")
            if scan.gloss:
                weigher.add(0.2, "gloss")
            if 0.05 < line.block.bold < 0.8:  # noqa: PLR2004
                weigher.add(0.15, "bold at the start")
            if line.blank_before or line.break_before is Break.PARAGRAPH:
                weigher.add(0.15, "begins a paragraph")
            if self._repeated[scan.kind] > 1 and self._under_label(index):
                weigher.add(0.2, "returns under each numbered item")
        if lexicon().sentence_follow.match(line.value, scan.core_end) and scan.colon is None:
            weigher.add(-0.5, "reads as a sentence")
        previous = self.previous_line(index)
        if previous is not None and _unfinished(previous, line):
            weigher.add(-0.3, "goes on with the line above")

    def _weigh_bullet(self, index: int, line: Line, marker: Marker, weigher: _Weigher) -> None:
        if not line.strong:
            weigher.add(-0.1, "bulleted")
        for other in (self.previous_line(index), self.next_line(index)):
            mark = other.marker if other is not None else None
            if other is not None and mark is not None and mark.glyph == marker.glyph and len(other.value) <= 60:  # noqa: PLR2004
                weigher.add(-0.4, "one of a bulleted list")
                return

    def _in_company(self, index: int, scan: HeadingScan) -> bool:
        """Whether the line above or below names another kind of one text in the same way."""
        for other in (self.previous_line(index), self.next_line(index)):
            near = other.scan if other is not None else None
            if near is not None and near.kind is not scan.kind and near.kind in SINGLE_TEXT and not near.whole:
                return True
        return False

    def _under_label(self, index: int) -> bool:
        """Whether a numbered label ("ยุทธศาสตร์ที่ 1 …") stands just above."""
        above = self.lines[max(0, index - 3) : index]
        return any(line.marker is not None and line.marker.style is Style.KIND for line in above)

    def _weigh_place(self, index: int, line: Line, weigher: _Weigher) -> None:
        block = line.block
        if line.strong:
            weigher.add(0.15, "set off by type")
        if line.blank_before or block.level:
            weigher.add(0.1, "stands apart")
        if block.chrome >= 0.6:  # noqa: PLR2004
            weigher.add(-1.0, "menu or template")
        elif index in self._menu:
            weigher.add(-0.8, "one of a run of links")
        marker = line.marker
        if marker is None or not marker.values:
            if marker is not None and marker.style is Style.BULLET:
                self._weigh_bullet(index, line, marker, weigher)
            return
        last = self._last_item.get((marker.style, marker.level))
        above = self._open_heading(line.scan.kind) if line.scan is not None else None
        if above is not None and marker.level > 1 and above.number == marker.values[:-1]:
            weigher.add(-1.0, "numbered under the heading of its kind")
        heading_next = self._last_heading_number is not None and (
            marker.level > 1 or marker.values[0] == self._last_heading_number + 1
        )
        if heading_next:
            weigher.add(0.3, "continues the numbers of the headings")
        if last is not None and marker.values[-1] == last + 1 and not heading_next:
            weigher.add(-0.5, "continues the numbers of a list")


def _repeated_openings(lines: Sequence[Line]) -> Counter[Kind]:
    """How many lines each kind word opens."""
    return Counter(line.scan.kind for line in lines if line.scan is not None and not line.noise)


def _menu_lines(lines: Sequence[Line]) -> set[int]:
    """Indexes of lines in runs of short, fully linked lines."""
    menu: set[int] = set()
    run: list[int] = []
    for index, line in enumerate(lines):
        if line.block.link >= 0.9 and len(line.value) <= 60:  # noqa: PLR2004
            run.append(index)
            continue
        if len(run) >= MENU_RUN:
            menu.update(run)
        run = []
    if len(run) >= MENU_RUN:
        menu.update(run)
    return menu


def _first_item(line: Line) -> bool:
    marker = line.marker
    if marker is not None and marker.style is Style.KIND:
        return True
    return marker is not None and marker.first and (not marker.weak or marker.values == (1,))


def _form(line: Line, scan: HeadingScan) -> tuple[Form | None, int]:
    """How the scan stands on its line and where content begins."""
    if scan.whole:
        return Form.WHOLE, len(line.value)
    rest = line.value[scan.end :]
    if scan.colon is not None or rest.lstrip()[:1] in {"“", '"', "”"}:
        announced = lexicon().announcement.search(rest) and len(line.value) <= LONG_LIMIT
        if scan.colon is None or not announced:
            return Form.RUN_IN, scan.end
    ends = rest.rstrip().endswith((":", "：")) or lexicon().announcement.search(rest) is not None  # noqa: RUF001
    if len(line.value) <= LONG_LIMIT and (ends or not rest[:1].isspace()):
        return Form.LONG, len(line.value)
    if rest[:1].isspace() and scan.kind is not Kind.BACKGROUND:
        return Form.RUN_IN, scan.end
    return None, 0


def _unfinished(previous: Line, line: Line) -> bool:
    """Whether the line above cannot have ended where it does."""
    if line.blank_before or line.break_before is Break.PARAGRAPH or line.block.cell is not previous.block.cell:
        return False
    return lexicon().open_end.search(previous.value) is not None or (
        line.break_before is Break.SOURCE and len(previous.value) > 70 and len(line.value) > 40  # noqa: PLR2004
    )


def heading_counts(headings: Sequence[Heading]) -> Counter[Kind]:
    """How many headings of each kind a document has."""
    return Counter(heading.kind for heading in headings)
