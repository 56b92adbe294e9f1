"""The page of the closed vocabularies: each value with what it says, in both languages."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from enum import StrEnum

from docs.making.reference_markdown import anchor, heading, marked, page, table
from schemas.codes import (
    CandidateStatus,
    CheckStatus,
    CoverageReason,
    CoverageStatus,
    FindingCode,
    HistoryChange,
    MediaType,
    OutcomeStatus,
    OwnerEvidence,
    PeriodKind,
    Severity,
    TextOrigin,
    Verdict,
)
from schemas.kinds import THAI_NAMES, Kind
from schemas.offices import Level
from schemas.tables import TABLES
from schemas.vocabulary import VOCABULARIES, meaning

_INTRODUCTION = """
# Vocabularies · คำศัพท์ควบคุม

Every set of values that is closed: a column that has one holds no other value.

ค่าที่กำหนดไว้ตายตัว คอลัมน์ที่ใช้คำศัพท์ชุดใดจะไม่มีค่าอื่นนอกจากในชุดนั้น
"""
THAI_TITLES: dict[type[StrEnum], str] = {
    Kind: "ประเภทของหมวดและข้อความ",
    Level: "ระดับของหน่วยงาน",
    FindingCode: "รหัสสิ่งที่ควรตรวจ",
    Severity: "ความสำคัญของสิ่งที่ควรตรวจ",
    CoverageStatus: "สถานะความครบถ้วน",
    CoverageReason: "เหตุผลของสถานะความครบถ้วน",
    OwnerEvidence: "หลักฐานว่าเป็นของหน่วยงานใด",
    TextOrigin: "ที่มาของข้อความในเอกสาร",
    MediaType: "ชนิดไฟล์",
    PeriodKind: "ประเภทของปี",
    HistoryChange: "การเปลี่ยนแปลงของถ้อยคำ",
    OutcomeStatus: "ผลของการทำงาน",
    CheckStatus: "ผลของการตรวจครั้งล่าสุด",
    CandidateStatus: "ผลของหน้าที่พบจากการค้นหา",
    Verdict: "ผลของการพิสูจน์",
}
"""What each vocabulary is called in Thai."""
_ELSEWHERE: dict[type[StrEnum], str] = {
    OutcomeStatus: "the report of `load`, `ingest` and `rebuild`, and the journal",
    CheckStatus: "`status`, and the journal",
    CandidateStatus: "`discover`",
    Verdict: "`verify`",
}


def vocabularies_page() -> str:
    """The whole page."""
    lines = [*_INTRODUCTION.strip().splitlines(), ""]
    lines += table(("vocabulary", "คำศัพท์", "values", "where it stands"), map(_summary, VOCABULARIES))
    for values in VOCABULARIES:
        lines += _vocabulary(values)
    return page(lines)


def places(values: type[StrEnum]) -> list[str]:
    """The columns that take their values from a vocabulary, as `table.column`."""
    return [
        f"{one.name}.{column.name}"
        for one in TABLES.values()
        for column in one.columns
        if column.values and type(column.values[0]) is values
    ]


def _summary(values: type[StrEnum]) -> tuple[str, str, str, str]:
    link = f"[{values.__name__}](#{anchor('vocabulary', values.__name__)})"
    return link, THAI_TITLES[values], str(len(values)), _where(values)


def _where(values: type[StrEnum]) -> str:
    links = (f"[`{place}`](tables.md#{anchor('table', place.partition('.')[0])})" for place in places(values))
    return ", ".join(links) or _ELSEWHERE[values]


def _vocabulary(values: type[StrEnum]) -> Iterator[str]:
    name = values.__name__
    yield from heading(2, f"{name} · {THAI_TITLES[values]}", "vocabulary", name)
    yield from (inspect.getdoc(values) or "", "")
    yield from (f"Stands in · พบใน: {_where(values)}.", "")
    yield from table(("value", "English", "ไทย"), (_value(value) for value in values))


def _value(value: StrEnum) -> tuple[str, str, str]:
    said = meaning(value)
    shown = f"`{value.value}`"
    if isinstance(value, FindingCode):
        shown = f"[`{value.value}`](codes.md#{anchor('code', value.value)})"
    elif isinstance(value, Kind):
        shown = f"`{value.value}` {THAI_NAMES[value]}"
    return f"{marked(type(value).__name__, value.value)}{shown}", said.en, said.th
