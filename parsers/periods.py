"""Plan years: the ranges, fiscal years and academic years that a document names (Buddhist era)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from parsers.lexicon import lexicon
from schemas.codes import PeriodKind
from schemas.records import Period

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST_YEAR, LAST_YEAR = 2540, 2600
"""Years a plan of a public office can bear; official plans begin in the 2540s."""
LONGEST_PLAN = 20

_BE = r"(?:พ\s*\.?\s*ศ\s*\.?\s*)?"
RANGE = re.compile(rf"{_BE}(2[45]\d\d)\s*(?:[-–—−]|ถึง)\s*{_BE}(2[45]\d\d|\d\d)(?!\d)")
FISCAL = re.compile(rf"ปีงบประมาณ\s*{_BE}(2[45]\d\d)(?!\d)")
ACADEMIC = re.compile(rf"ปีการศึกษา\s*{_BE}(2[45]\d\d)(?!\d)")
YEAR = re.compile(rf"(?:ประจำปี|ปี|พ\s*\.\s*ศ\s*\.)\s*{_BE}(2[45]\d\d)(?!\d)")
BEFORE = 70
"""Characters before a year that tell whose plan it is."""


@dataclass(frozen=True, slots=True)
class PlanYears:
    """What a document's own plan spans, and every period it names."""

    start_be: int | None
    end_be: int | None
    fiscal_year_be: int | None
    periods: tuple[Period, ...]


class YearLine(NamedTuple):
    """A line that may name years: its text (Arabic digits), whether it is a title or heading."""

    text: str
    heading: bool
    section: bool = False
    """Whether it is the heading of a section."""


YEAR_DIGITS = ("25", "24")
"""What every year that is read begins with: a line without them names none."""


def _foreign(text: str, start: int) -> bool:
    return lexicon().other_plan.search(text[max(0, start - BEFORE) : start]) is not None


def _ranges(line: YearLine, ranges: Iterable[re.Match[str]]) -> Iterable[Period]:
    for match in ranges:
        first = int(match.group(1))
        last_text = match.group(2)
        last = int(last_text) if len(last_text) > 2 else first // 100 * 100 + int(last_text)
        if not FIRST_YEAR <= first <= last <= LAST_YEAR or last - first > LONGEST_PLAN:
            continue
        before = line.text[max(0, match.start() - 14) : match.start()]
        if "ปีการศึกษา" in before:
            yield Period(PeriodKind.ACADEMIC_YEAR, first, last, match.group())
        elif not _foreign(line.text, match.start()):
            yield Period(PeriodKind.PLAN, first, last, match.group())


def _single(line: YearLine, ranges: Iterable[re.Match[str]]) -> Iterable[Period]:
    spans = [match.span() for match in ranges]
    for kind, pattern in (
        (PeriodKind.FISCAL_YEAR, FISCAL),
        (PeriodKind.ACADEMIC_YEAR, ACADEMIC),
        (PeriodKind.PLAN, YEAR),
    ):
        for match in pattern.finditer(line.text):
            year = int(match.group(1))
            inside = any(a <= match.start(1) < b for a, b in spans)
            if inside or not FIRST_YEAR <= year <= LAST_YEAR:
                continue
            if kind is PeriodKind.PLAN:
                if pattern is YEAR and not _plan_year(line, match):
                    continue
            elif _foreign(line.text, match.start()) and kind is PeriodKind.FISCAL_YEAR:
                continue
            yield Period(kind, year, year, match.group())


def _is_plan_line(line: YearLine) -> bool:
    return len(line.text) <= 160 and lexicon().plan_word.search(line.text) is not None


def _plan_year(line: YearLine, match: re.Match[str]) -> bool:
    """Whether a bare year is the plan's: in a heading or short title that speaks of direction."""
    if _foreign(line.text, match.start()) or len(line.text) > 160:
        return False
    return lexicon().plan_word.search(line.text) is not None


def _academic_plans(found: Iterable[Period], titled: set[tuple[PeriodKind, int, int]]) -> list[Period]:
    """Academic years of a plan's range or a section's heading; they count where there are no other years."""
    academic = (p for p in found if p.kind is PeriodKind.ACADEMIC_YEAR)
    return [p for p in academic if (p.kind, p.start_be, p.end_be) in titled]


def read_periods(lines: Iterable[YearLine]) -> PlanYears:
    """Periods of a document and its own plan years.

    A range is [a, b]; a lone plan or fiscal year y is [y, y]; of several plans the newest counts
    (GOLD.md rule 17). `lines` leave out statements, menus and template texts.
    """
    periods: dict[tuple[PeriodKind, int, int], Period] = {}
    titled: set[tuple[PeriodKind, int, int]] = set()
    for line in lines:
        ranges = list(RANGE.finditer(line.text))
        for period in (*_ranges(line, ranges), *_single(line, ranges)):
            key = (period.kind, period.start_be, period.end_be)
            periods.setdefault(key, period)
            academic = period.kind is PeriodKind.ACADEMIC_YEAR
            spans = period.end_be > period.start_be and _is_plan_line(line)
            if (academic and (spans or line.section)) or (
                line.heading and period.kind is not PeriodKind.ACADEMIC_YEAR
            ):
                titled.add(key)
    found = tuple(periods.values())
    plans = [p for p in found if p.kind is PeriodKind.PLAN and p.end_be > p.start_be]
    singles = [p for p in found if p.kind is PeriodKind.PLAN and p.end_be == p.start_be]
    fiscal = [p.start_be for p in found if p.kind is PeriodKind.FISCAL_YEAR]
    fiscal_year = max(fiscal, default=None)
    if plans:
        best = max(plans, key=lambda p: (p.end_be, p.start_be))
        start, end = best.start_be, best.end_be
    elif fiscal_year is not None:
        start = end = fiscal_year
    elif singles:
        in_titles = [p for p in singles if (p.kind, p.start_be, p.end_be) in titled]
        start = end = max(p.start_be for p in (in_titles or singles))
    elif schooled := _academic_plans(found, titled):
        best = max(schooled, key=lambda p: (p.end_be, p.start_be))
        start, end = best.start_be, best.end_be
    else:
        return PlanYears(None, None, None, found)
    return PlanYears(start, end, fiscal_year, found)
