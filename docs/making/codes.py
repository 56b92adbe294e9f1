"""The page of the codes: what each finding, outcome and gap means, and what it asks of a person."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from docs.making.reference_markdown import anchor, heading, marked, page, prose, table
from docs.making.vocabularies import THAI_TITLES
from flows.remedies import remedy
from schemas.codes import (
    HOLDING_CODES,
    CheckStatus,
    CoverageReason,
    CoverageStatus,
    FindingCode,
    OutcomeStatus,
    Severity,
)
from schemas.vocabulary import Language, meaning

_INTRODUCTION = """
# Codes · รหัส

What the codes of findings, outcomes, last looks and coverage mean, and what each asks of a person.
`OFFICE` is an id or any printed name.

รหัสของสิ่งที่ควรตรวจ ผลการทำงาน การตรวจครั้งล่าสุด และความครบถ้วน มีความหมายอย่างไร และควรทำอย่างไร

A code that **holds** (พักเอกสาร) keeps a document out of the tables where it has the severity `error`:
the bytes are captured, the document is listed with its findings, and nothing is read from it; what was
published before stays.

รหัสที่**พักเอกสาร** เมื่อมีความสำคัญเป็น `error` จะเก็บเอกสารไว้และแสดงในรายการ แต่ไม่นำเนื้อหามาใช้ ข้อมูลเดิมคงอยู่
"""
_HOLDS = "Holds a document · ทำให้พักเอกสาร"


def codes_page() -> str:
    """The whole page."""
    lines = _INTRODUCTION.strip().splitlines()
    lines += _meanings(Severity)
    lines += heading(2, f"Findings · {THAI_TITLES[FindingCode]}", "codes-findings")
    lines += table(("code", "holds", "meaning", "ความหมาย"), map(_summary, FindingCode))
    for code in FindingCode:
        lines += _code(code)
    for answers in (OutcomeStatus, CheckStatus):
        lines += _remedies(answers)
    for states in (CoverageStatus, CoverageReason):
        lines += _meanings(states)
    return page(lines)


def _summary(code: FindingCode) -> tuple[str, str, str, str]:
    said = meaning(code)
    link = f"[`{code.value}`](#{anchor('code', code.value)})"
    return link, "yes" if code in HOLDING_CODES else "", said.en, said.th


def _code(code: FindingCode) -> Iterator[str]:
    said = meaning(code)
    yield from heading(3, f"`{code.value}`", "code", code.value)
    if code in HOLDING_CODES:
        yield from (_HOLDS, "")
    rows = (
        ("meaning · ความหมาย", said.en, said.th),
        ("what to do · ควรทำอย่างไร", *_asked(code)),
    )
    yield from table(("", "English", "ไทย"), rows)


def _asked(code: FindingCode | OutcomeStatus | CheckStatus) -> tuple[str, str]:
    return prose(remedy(code)), prose(remedy(code, Language.TH))


def _heading(values: type[StrEnum]) -> list[str]:
    return heading(2, f"{values.__name__} · {THAI_TITLES[values]}", "codes", values.__name__)


def _meanings(values: type[StrEnum]) -> Iterator[str]:
    yield from _heading(values)
    rows = ((_value(value), meaning(value).en, meaning(value).th) for value in values)
    yield from table(("value", "meaning", "ความหมาย"), rows)


def _remedies(values: type[OutcomeStatus | CheckStatus]) -> Iterator[str]:
    yield from _heading(values)
    head = ("value", "meaning", "ความหมาย", "what to do", "ควรทำอย่างไร")
    rows = ((_value(value), meaning(value).en, meaning(value).th, *_asked(value)) for value in values)
    yield from table(head, rows)


def _value(value: StrEnum) -> str:
    return f"{marked(type(value).__name__, value.value)}`{value.value}`"
