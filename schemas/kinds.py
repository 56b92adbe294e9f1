"""Kinds of sections and statements: the closed vocabulary of a public office's direction."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a section or a statement is; the Thai word on the page decides, never its gloss."""

    VISION = "vision"
    MISSION = "mission"
    GOAL = "goal"
    OBJECTIVE = "objective"
    STRATEGIC_ISSUE = "strategic_issue"
    STRATEGY = "strategy"
    APPROACH = "approach"
    INDICATOR = "indicator"
    PROJECT = "project"
    CORE_VALUE = "core_value"
    IDEOLOGY = "ideology"
    PHILOSOPHY = "philosophy"
    IDENTITY = "identity"
    MOTTO = "motto"
    FOCUS = "focus"
    POLICY = "policy"
    DUTY = "duty"
    BACKGROUND = "background"
    DEFINITION = "definition"
    OTHER = "other"

    @property
    def holds_statements(self) -> bool:
        """Whether a section of this kind has statements (a background is prose, GOLD.md rule 13)."""
        return self not in (Kind.BACKGROUND, Kind.OTHER)


COVERED_KINDS: tuple[Kind, ...] = tuple(kind for kind in Kind if kind.holds_statements)
"""The kinds that the coverage table has one row for, an office."""

THAI_NAMES: dict[Kind, str] = {
    Kind.VISION: "วิสัยทัศน์",
    Kind.MISSION: "พันธกิจ",
    Kind.GOAL: "เป้าประสงค์",
    Kind.OBJECTIVE: "วัตถุประสงค์",
    Kind.STRATEGIC_ISSUE: "ประเด็นยุทธศาสตร์",
    Kind.STRATEGY: "กลยุทธ์",
    Kind.APPROACH: "แนวทาง",
    Kind.INDICATOR: "ตัวชี้วัด",
    Kind.PROJECT: "โครงการ",
    Kind.CORE_VALUE: "ค่านิยม",
    Kind.IDEOLOGY: "อุดมการณ์",
    Kind.PHILOSOPHY: "ปรัชญา",
    Kind.IDENTITY: "อัตลักษณ์",
    Kind.MOTTO: "คำขวัญ",
    Kind.FOCUS: "จุดเน้น",
    Kind.POLICY: "นโยบาย",
    Kind.DUTY: "ภารกิจ",
    Kind.BACKGROUND: "ความเป็นมา",
    Kind.DEFINITION: "คำนิยาม",
    Kind.OTHER: "อื่น ๆ",
}
"""The name of each kind for people (trees, reports)."""
